import type { BoardItem } from '../model/board-item.ts';
import type { WallContent } from './wall-content.ts';
import type { WallField } from './wall-field.ts';
import { numberEm, type WallFit } from './wall-fit.ts';

/** The problems over the lamps, as tiles in a grid of their own; `unnamed` is how many have no room there. */
export type ProblemBand = {
  fit: WallFit;
  shown: readonly BoardItem[];
  unnamed: number;
  /** Its height with the gap below it, in pixels; 0 when there is no problem. */
  heightPx: number;
};

const GAP = 8;
/** The cells of the drawing with 128 extensions; large problems are twice that. */
const CELL_HEIGHT = 62.5;
const NUMBER = 34;
const LARGE_ROWS_MOST = 2;
const SMALL_ROWS_MOST = 4;
/** So much wider than its number is a cell. */
const BESIDE_NUMBER = 46;

/** Two rows of large problems, or four of small ones; what lies beyond is counted, and lit among the lamps. */
export function problemBand(
  { problems, numberLength }: WallContent,
  { field, problems: room }: { field: WallField; problems: number },
): ProblemBand {
  const cells = cellsAcross(field, numberEm(numberLength));
  const perLargeRow = Math.max(Math.floor(cells / 2), 1);
  const isLarge = room <= perLargeRow * LARGE_ROWS_MOST;
  const span = isLarge ? 2 : 1;
  const perRow = isLarge ? perLargeRow : cells;
  const rows = Math.min(Math.ceil(room / perRow), isLarge ? LARGE_ROWS_MOST : SMALL_ROWS_MOST);
  const most = rows * perRow;
  // The last place says how many more there are.
  const shown = problems.length > most ? problems.slice(0, most - 1) : problems;
  const fit = bandFit(field, { span, columns: perRow * span, rows: rows * span });
  const heightPx = fit.rows * (fit.cellHeightPx + fit.gapPx) + (rows > 0 ? fit.gapPx : 0);
  return { fit, shown, unnamed: problems.length - shown.length, heightPx };
}

function cellsAcross({ widthPx, unitPx }: WallField, em: number): number {
  const cell = Math.max(em * NUMBER + BESIDE_NUMBER, 108);
  return Math.max(Math.floor((widthPx / unitPx + GAP) / (cell + GAP)), 1);
}

function bandFit(
  { widthPx, unitPx }: WallField,
  grid: Pick<WallFit, 'span' | 'columns' | 'rows'>,
): WallFit {
  const gapPx = GAP * unitPx;
  return {
    ...grid,
    gapPx,
    cellWidthPx: (widthPx - (grid.columns - 1) * gapPx) / grid.columns,
    cellHeightPx: CELL_HEIGHT * unitPx,
    numberPx: NUMBER * unitPx,
  };
}
