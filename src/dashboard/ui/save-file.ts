/** A file for the person at the browser; its text comes in pieces. */
type SavedFile = { name: string; type: 'text/csv' | 'application/json'; pieces: string[] };

/** By then the browser has taken the file. */
const TAKEN_AFTER_MS = 60_000;

/** Hands the browser a file to save. */
export function saveFile({ name, type, pieces }: SavedFile): void {
  const address = URL.createObjectURL(new Blob(pieces, { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), TAKEN_AFTER_MS);
}
