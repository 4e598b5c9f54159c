/** Where a chart is drawn, in pixels; `scale` is 1 on the board, and larger on a wall. */
export type Plot = {
  widthPx: number;
  heightPx: number;
  leftPx: number;
  topPx: number;
  rightPx: number;
  bottomPx: number;
  fontPx: number;
  scale: number;
};

type PlotSize = { widthPx: number; heightPx: number; top: number; scale?: number };

const FONT_PX = 11;
const DIGIT_PX = 7;

/** The plot of a chart with times below it and counts to its left, as wide as the highest of them is long. */
export function plotOf({ widthPx, heightPx, top, scale = 1 }: PlotSize): Plot {
  const digits = top.toLocaleString('en').length;
  return {
    widthPx,
    heightPx,
    leftPx: Math.ceil((8 + digits * DIGIT_PX) * scale),
    topPx: 8 * scale,
    rightPx: 3 * scale,
    bottomPx: 18 * scale,
    fontPx: FONT_PX * scale,
    scale,
  };
}

/** As long as `14:05`, the longest that stands below a plot. */
const TIME_DIGITS = 5;

/** Whether a time below the plot is whole at this share of its width (0 to 1), and not cut by the right edge. */
export function hasRoomForTime({ widthPx, leftPx, rightPx, scale }: Plot, share: number): boolean {
  const middlePx = leftPx + share * (widthPx - leftPx - rightPx);
  return middlePx + (TIME_DIGITS / 2) * DIGIT_PX * scale <= widthPx;
}

/** The least even round number that is not less: the axis has a label at its half. */
export function roundTop(most: number): number {
  let unit = 1;
  while (unit * 20 < most) unit *= 10;
  const [top = 20] = [2, 4, 6, 8, 10, 20].filter((times) => times * unit >= most);
  return top * unit;
}
