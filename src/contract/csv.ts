/** What a spreadsheet takes for the beginning of a formula: OWASP, "CSV injection". */
const FORMULA = /^[=+\-@\t\r\n]/;
/** RFC 4180 2.6. A space at either end is kept by quotes where a reader would trim it. */
const QUOTED = /[",\r\n]|^\s|\s$/;

/** What a file of CSV begins with: without it Excel takes UTF-8 for something else. */
export const CSV_START = '\uFEFF';

/**
 * One row of CSV with its line end, RFC 4180. Telephones name themselves, so a cell that a spreadsheet would run as a
 * formula begins with an apostrophe, which makes it text.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
