/** A cell of a table; undefined is an empty one. */
export type CsvCell = string | number | undefined | null;

/** What a spreadsheet takes for a formula. An agent is text of strangers. */
const FORMULA = /^[=+\-@\t\r]/;

/** One line of RFC 4180, with its end. Text that a spreadsheet would run gets an apostrophe, which makes it text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === undefined || cell === null ? '' : `${cell}`;
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
