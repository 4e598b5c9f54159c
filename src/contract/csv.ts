/** A cell of a table; undefined is an empty one. */
export type CsvCell = string | number | undefined | null;

/** What a file for a spreadsheet begins with: without it Excel takes UTF-8 for something else. */
export const CSV_START = '\uFEFF';

/**
 * Where a spreadsheet would begin a formula. An agent is text of strangers. In countries where lists are written with
 * semicolons, a cell ends at one too, elsewhere at a tab or a bar where somebody chose it; what is quoted or led by a
 * space begins like one as well. Full-width signs are taken for the plain ones.
 */
const FORMULA = /(^|[;|\t\r\n])(?=[" ]*[=+\-@＝＋－＠])/g;

/** The first line of a file. */
export function csvHead(columns: readonly string[]): string {
  return `${CSV_START}${csvLine(columns)}`;
}

/** One line of RFC 4180, with its end. Text that a spreadsheet would run gets an apostrophe, which makes it text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (typeof cell !== 'string') return cell === undefined || cell === null ? '' : `${cell}`;
  const text = cell.replace(FORMULA, "$1'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
