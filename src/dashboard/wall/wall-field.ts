/** The window, in pixels. */
export type Viewport = { widthPx: number; heightPx: number };

/** Where the extensions are drawn, and the wall's own unit: a pixel of a screen of 1920 x 1080. */
export type WallField = Viewport & { unitPx: number; isUpright: boolean };

const WIDE = { width: 1920, height: 1080, top: 208 } as const;
/** On a screen that stands upright the cause has a row of its own. */
const UPRIGHT = { width: 1080, height: 1920, top: 352 } as const;
const MARGIN = 32;
const FOOT = 104;

/** True where top and foot have more rows; index.css asks the same of the window's aspect ratio. */
function isUpright({ widthPx, heightPx }: Viewport): boolean {
  return widthPx <= heightPx;
}

/** The field of a window. The unit is what fits both ways, so that nothing is cut on any shape of screen. */
export function wallField(viewport: Viewport): WallField {
  const { widthPx, heightPx } = viewport;
  const { width, height, top } = isUpright(viewport) ? UPRIGHT : WIDE;
  const unitPx = Math.min(widthPx / width, heightPx / height);
  return {
    unitPx,
    isUpright: isUpright(viewport),
    widthPx: widthPx - 2 * MARGIN * unitPx,
    heightPx: heightPx - (top + FOOT) * unitPx,
  };
}
