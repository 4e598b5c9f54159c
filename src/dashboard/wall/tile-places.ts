import type { WallFit } from './wall-fit.ts';

/** Where a tile lies in the field, in whole pixels, so that no edge blurs. */
export type Place = { leftPx: number; topPx: number; widthPx: number; heightPx: number };

/** Places for the problems, the large ones first, and for the quiet cells in the holes beside them and below. */
export function tilePlaces(
  fit: WallFit,
  counts: { problems: number; quiet: number },
): { problems: readonly Place[]; quiet: readonly Place[] } {
  const { span, columns } = fit;
  const perRow = Math.floor(columns / span);
  const problems = Array.from({ length: counts.problems }, (_, nth) =>
    placeOf(fit, (nth % perRow) * span, Math.floor(nth / perRow) * span),
  );
  const isTaken = (column: number, row: number) => {
    const nth = Math.floor(row / span) * perRow + Math.floor(column / span);
    return column < perRow * span && nth < counts.problems;
  };
  const quiet: Place[] = [];
  for (let cell = 0; quiet.length < counts.quiet; cell += 1) {
    const column = cell % columns;
    const row = Math.floor(cell / columns);
    if (!isTaken(column, row)) quiet.push(placeOf({ ...fit, span: 1 }, column, row));
  }
  return { problems, quiet };
}

function placeOf(fit: WallFit, column: number, row: number): Place {
  const { span, gapPx, cellWidthPx, cellHeightPx } = fit;
  const leftPx = Math.round(column * (cellWidthPx + gapPx));
  const topPx = Math.round(row * (cellHeightPx + gapPx));
  return {
    leftPx,
    topPx,
    widthPx: Math.round((column + span) * (cellWidthPx + gapPx) - gapPx) - leftPx,
    heightPx: Math.round((row + span) * (cellHeightPx + gapPx) - gapPx) - topPx,
  };
}
