import type { CountsHistory, Traced } from '../../presence/counts-history.ts';

export const SPARKLINE = { widthPx: 132, heightPx: 28 } as const;
const BOTTOM = 27;
const RISE = 21;
/** Fewer extensions more or less are not as high as all of it: one telephone is no cliff. */
const SMALLEST_RANGE = 6;

/**
 * A stepped line over a history, as the path of an SVG, and where it ends. Registered is scaled to its own range, all
 * else from nought. What is not known leaves a gap.
 */
export function sparklinePath({ steps }: CountsHistory, name: Traced): string {
  const values = steps.map(({ counts }) => counts?.[name]);
  const known = values.flatMap((value) => value ?? []);
  const high = Math.max(...known, name === 'registered' ? 0 : SMALLEST_RANGE);
  const low = name === 'registered' ? Math.min(...known, high - SMALLEST_RANGE) : 0;
  const y = (value: number) => round(BOTTOM - (RISE * (value - low)) / (high - low));
  const x = (nth: number) => round((nth * SPARKLINE.widthPx) / values.length);
  let path = '';
  let before: number | undefined;
  values.forEach((value, nth) => {
    if (value !== undefined && value !== before) {
      path += before === undefined ? `M${x(nth)} ${y(value)}` : `H${x(nth)}V${y(value)}`;
    }
    if (value === undefined && before !== undefined) path += `H${x(nth)}`;
    before = value;
  });
  return before === undefined ? path : `${path}H${SPARKLINE.widthPx}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
