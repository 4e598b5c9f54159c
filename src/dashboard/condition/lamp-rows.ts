import type { BoardItem } from '../model/board-item.ts';

export const LAMPS_PER_ROW = 20;

/** A row of lamps. `firstIndex` is the place of its first one in the group. */
export type LampRowContent = { label: string; items: readonly BoardItem[]; firstIndex: number };

/** A label has room for so many digits at least, and at most: a longer number is cut. */
const LABEL_DIGITS = { least: 4, most: 12 } as const;

/** How many digits the longest label of all rows has, within what labels have room for. */
export function labelDigits(groups: readonly { items: readonly BoardItem[] }[]): number {
  let longest: number = LABEL_DIGITS.least;
  for (const { items } of groups) {
    for (let first = 0; first < items.length; first += LAMPS_PER_ROW) {
      longest = Math.max(longest, items[first]?.local.length ?? 0);
    }
  }
  return Math.min(longest, LABEL_DIGITS.most);
}

/** Cuts a group into rows; each is named after its first number. */
export function lampRows(items: readonly BoardItem[]): LampRowContent[] {
  const rows: LampRowContent[] = [];
  for (let firstIndex = 0; firstIndex < items.length; firstIndex += LAMPS_PER_ROW) {
    const inRow = items.slice(firstIndex, firstIndex + LAMPS_PER_ROW);
    rows.push({ label: inRow[0]?.local ?? '', items: inRow, firstIndex });
  }
  return rows;
}
