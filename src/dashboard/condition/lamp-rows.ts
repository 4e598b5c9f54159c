import type { BoardItem } from '../model/board-item.ts';

export const LAMPS_PER_ROW = 20;

/** A row of lamps. `firstIndex` is the place of its first one in the group. */
export type LampRowContent = { label: string; items: readonly BoardItem[]; firstIndex: number };

/** Cuts a group into rows; each is named after its first number. */
export function lampRows(items: readonly BoardItem[]): LampRowContent[] {
  const rows: LampRowContent[] = [];
  for (let firstIndex = 0; firstIndex < items.length; firstIndex += LAMPS_PER_ROW) {
    const inRow = items.slice(firstIndex, firstIndex + LAMPS_PER_ROW);
    rows.push({ label: inRow[0]?.local ?? '', items: inRow, firstIndex });
  }
  return rows;
}
