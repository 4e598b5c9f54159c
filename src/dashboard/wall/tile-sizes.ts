import type { WallFit } from './wall-fit.ts';

/** The sizes of what stands in a tile, in pixels. */
export type TileSizes = {
  numberPx: number;
  glyphPx: number;
  /** A second line under the number, with the number a little smaller; undefined where there is no room for one. */
  second: { numberPx: number; wordPx: number } | undefined;
};

/** The same of a problem that is two cells wide. */
export type LargeSizes = { numberPx: number; glyphPx: number; prefixPx: number; footPx: number };

/** What the text of the wall is made of: a screen's own unit, and how wide numbers and organizations get. */
export type WallText = { unitPx: number; numberEm: number; prefixLength: number };

/** Nothing on the wall is smaller than this, in units: 7' at 4 m on 55 inches. */
const SMALLEST = 18;
const GLYPH_SHARE = 0.47;
/** A word of a state and an organization are so much wider than their size, narrowed as they are drawn. */
const WORD_EM = 3.6;
/** "Unknown", the widest of them, stands further left than its number where it has to. */
const WIDEST_WORD_EM = 4.1;
const PREFIX_CHARACTER_EM = 0.5;
/** "Expired 1:18 ago"; what is longer is narrowed. */
const FOOT_EM = 7.9;
/** The height of a number's line, and what edges and drain take of a tile's height, in units. */
const NUMBER_LINE = 1.05;
const EDGES = 5;
/** Left of the glyph, and around both. */
const PADDING = 12;

/** What stands under a number, in its own size, and how small the number may become for it. */
type SecondLine = { em: number; widestEm: number; numberShares: readonly number[] };

const WORD_LINE: SecondLine = { em: WORD_EM, widestEm: WIDEST_WORD_EM, numberShares: [0.88] };

export function tileSizes(fit: WallFit, text: WallText, line = WORD_LINE): TileSizes {
  const { cellWidthPx, cellHeightPx, numberPx } = fit;
  const { unitPx, numberEm } = text;
  // The glyph grows with the number, as far as the cell leaves it room: it is followed by half of itself.
  const besidePx = cellWidthPx - numberEm * numberPx - PADDING * unitPx;
  const glyphPx = Math.max(Math.min(GLYPH_SHARE * numberPx, (besidePx * 2) / 3), 0);
  const wordPx = Math.max(SMALLEST * unitPx, 0.45 * numberPx);
  const isWideEnough =
    line.em * wordPx + 1.5 * glyphPx + PADDING * unitPx <= cellWidthPx &&
    line.widestEm * wordPx + (PADDING + EDGES) * unitPx <= cellWidthPx;
  const share = line.numberShares.find(
    (candidate) => NUMBER_LINE * candidate * numberPx + wordPx + EDGES * unitPx <= cellHeightPx,
  );
  const second =
    isWideEnough && share !== undefined ? { numberPx: share * numberPx, wordPx } : undefined;
  return { numberPx, glyphPx, second };
}

/** Problems in one cell name their organization in the second line: their tile has left its place among the others. */
export function smallProblemSizes(fit: WallFit, text: WallText): TileSizes {
  const em = (text.prefixLength + 1) * PREFIX_CHARACTER_EM;
  return tileSizes(fit, text, { em, widestEm: em, numberShares: [0.88, 0.75] });
}

export function largeSizes(fit: WallFit, text: WallText): LargeSizes {
  const { unitPx, numberEm, prefixLength } = text;
  const widthPx = 2 * fit.cellWidthPx + fit.gapPx;
  const heightPx = 2 * fit.cellHeightPx + fit.gapPx;
  // Glyph, organization and number stand in one line.
  const lineEm = numberEm + 0.52 + (prefixLength === 0 ? 0 : 0.19 * (prefixLength + 1));
  const numberPx = Math.min(1.59 * fit.numberPx, 0.42 * heightPx, (widthPx - 38 * unitPx) / lineEm);
  return {
    numberPx,
    glyphPx: 0.52 * numberPx,
    prefixPx: 0.41 * numberPx,
    footPx: Math.min(0.463 * numberPx, (widthPx - 28 * unitPx) / FOOT_EM),
  };
}
