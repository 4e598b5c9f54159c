import type { Place } from './tile-places.ts';
import type { WallField } from './wall-field.ts';

/** How many pairs of places lie on one another. In the order of their rows, each is compared with those that begin above its end. */
export function overlapping(places: readonly Place[]): number {
  const sorted = [...places].sort((a, b) => a.topPx - b.topPx);
  let count = 0;
  sorted.forEach((a, index) => {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const b = sorted[next];
      if (!b || b.topPx >= a.topPx + a.heightPx) break;
      const isAside = a.leftPx + a.widthPx <= b.leftPx || b.leftPx + b.widthPx <= a.leftPx;
      if (!isAside) count += 1;
    }
  });
  return count;
}

/** Whether a place lies in the field. A pixel may be lost to rounding. */
export function isWithin({ leftPx, topPx, widthPx, heightPx }: Place, field: WallField): boolean {
  const isPositive = Math.min(leftPx, topPx, widthPx, heightPx) >= 0;
  return (
    isPositive && leftPx + widthPx <= field.widthPx + 1 && topPx + heightPx <= field.heightPx + 1
  );
}
