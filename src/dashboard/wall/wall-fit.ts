import type { WallField } from './wall-field.ts';

/** What is to be fitted: problems are among the tiles, labels are the cells that name an organization. */
export type FitInput = {
  field: WallField;
  tiles: number;
  problems: number;
  labels: number;
  /** The width of the longest number, in its own size. */
  numberEm: number;
};

/** A grid of equal cells; a problem is `span` cells wide and high. Sizes are in pixels. */
export type WallFit = {
  span: 1 | 2;
  columns: number;
  rows: number;
  gapPx: number;
  cellWidthPx: number;
  cellHeightPx: number;
  /** The size of a quiet number. */
  numberPx: number;
};

const COLUMNS_MIN = 4;
/** Upright, a few extensions in four columns would leave half of the screen empty. */
const COLUMNS_MIN_UPRIGHT = 2;
const COLUMNS_MAX = 64;
const GAP = 8;
/** So many columns are told apart by a narrower gap. */
const NARROW_GAP = 4;
const WIDE_GAP_COLUMNS = 20;
/** A cell is so much wider than high. */
const SHAPE_MIN = 1.6;
const SHAPE_MAX = 3.2;
/** A problem of two cells has room for its number, its organization and its time. */
const LARGE_MIN_WIDTH = 216;
const LARGE_WORTH = 1.2;
/** The height of a number in its cell, and what stands beside it. */
const NUMBER_SHARE = 0.54;
const BESIDE_NUMBER = 38;

/** A digit is 0.6 of its size wide; a little is added for what surrounds the number. */
export function numberEm(longest: number): number {
  return Math.max(longest, 3) * 0.6 + 0.05;
}

/**
 * The grid with the largest numbers, where large problems count for more. Every number of columns is tried with
 * problems of two cells and of one; the first of two that are as good wins.
 */
export function bestFit(input: FitInput): WallFit {
  return best(candidates(input, false)) ?? best(candidates(input, true)) ?? onlyFit(input);
}

function best(fits: readonly WallFit[]): WallFit | undefined {
  let chosen: WallFit | undefined;
  for (const fit of fits) if (!chosen || score(fit) > score(chosen)) chosen = fit;
  return chosen;
}

function score({ span, numberPx }: WallFit): number {
  return span === 2 ? numberPx * LARGE_WORTH : numberPx;
}

/** A few extensions would make cells that are too high: then rows may stay empty. */
function candidates(input: FitInput, mayBeEmpty: boolean): WallFit[] {
  const fits: WallFit[] = [];
  const fewest = input.field.isUpright ? COLUMNS_MIN_UPRIGHT : COLUMNS_MIN;
  for (const span of [2, 1] as const) {
    // Where there is no problem there is nothing to enlarge.
    if (span === 2 && input.problems === 0) continue;
    for (let columns = fewest; columns <= COLUMNS_MAX; columns += 1) {
      const rows = rowsNeeded(input, span, columns);
      const fit = gridOf(input, { span, columns, rows });
      const padded = mayBeEmpty ? withEmptyRows(input, fit) : fit;
      if (isWellShaped(padded, input.field.unitPx)) fits.push(padded);
    }
  }
  return fits;
}

/** How many cells there can be at most where numbers are no smaller than this. */
export function mostCells(
  { field, numberEm: em }: Pick<FitInput, 'field' | 'numberEm'>,
  numberPx: number,
): number {
  const { widthPx, heightPx, unitPx } = field;
  const gapPx = NARROW_GAP * unitPx;
  const cellWidthPx = numberPx * em + BESIDE_NUMBER * unitPx;
  const cellHeightPx = numberPx / NUMBER_SHARE;
  const columns = Math.floor((widthPx + gapPx) / (cellWidthPx + gapPx));
  return columns * Math.floor((heightPx + gapPx) / (cellHeightPx + gapPx));
}

/** Rows for the problems, and for the quiet cells that do not fit into the hole beside the last of them. */
function rowsNeeded({ tiles, problems, labels }: FitInput, span: 1 | 2, columns: number): number {
  const problemRows = Math.ceil(problems / Math.floor(columns / span)) * span;
  const hole = problemRows * columns - problems * span * span;
  return problemRows + Math.ceil(Math.max(0, tiles - problems + labels - hole) / columns);
}

type Shape = Pick<WallFit, 'span' | 'columns' | 'rows'>;

function gridOf({ field, numberEm: em }: FitInput, shape: Shape): WallFit {
  const { widthPx, heightPx, unitPx } = field;
  const { columns, rows } = shape;
  const gapPx = (columns > WIDE_GAP_COLUMNS ? NARROW_GAP : GAP) * unitPx;
  const cellWidthPx = (widthPx - (columns - 1) * gapPx) / columns;
  const cellHeightPx = (heightPx - (rows - 1) * gapPx) / rows;
  const numberPx = Math.min(
    NUMBER_SHARE * cellHeightPx,
    (cellWidthPx - BESIDE_NUMBER * unitPx) / em,
  );
  return { ...shape, gapPx, cellWidthPx, cellHeightPx, numberPx };
}

function withEmptyRows(input: FitInput, fit: WallFit): WallFit {
  const { gapPx, cellWidthPx } = fit;
  const rows = Math.ceil((input.field.heightPx + gapPx) / (cellWidthPx / SHAPE_MIN + gapPx));
  return rows > fit.rows ? gridOf(input, { ...fit, rows }) : fit;
}

function isWellShaped({ span, gapPx, ...cell }: WallFit, unitPx: number): boolean {
  const shape = cell.cellWidthPx / cell.cellHeightPx;
  const isWide = span === 1 || 2 * cell.cellWidthPx + gapPx >= LARGE_MIN_WIDTH * unitPx;
  return cell.numberPx > 0 && shape >= SHAPE_MIN && shape <= SHAPE_MAX && isWide;
}

/** Where no shape pleases (thousands in one field, a window that is a slit), the most nearly square cells. */
function onlyFit(input: FitInput): WallFit {
  const { field, tiles, labels } = input;
  const cells = Math.max(tiles + labels, 1);
  const columns = Math.max(Math.ceil(Math.sqrt((cells * field.widthPx) / field.heightPx)), 1);
  return gridOf(input, { span: 1, columns, rows: Math.ceil(cells / columns) });
}
