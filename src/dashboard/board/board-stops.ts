import type { BoardLayout, LayoutRow } from './board-layout.ts';

/** Where the keyboard can stand: an item by its number, or the head of a group. */
export const headStop = (prefix: string) => `head ${prefix}`;

/** The keys that move between stops. */
export const MOVING_KEYS = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
] as const;
export type MovingKey = (typeof MOVING_KEYS)[number];

/** The stops of a row that the keyboard can stand in, from left to right. */
export type StopRow = readonly string[];

export function stopRows(layout: BoardLayout): StopRow[] {
  return layout.rows.map(stopsOf);
}

function stopsOf({ content, group }: LayoutRow): string[] {
  switch (content.kind) {
    case 'head':
      return [headStop(group.prefix)];
    case 'items':
      return content.items.map((item) => item.number);
  }
}

/** The index of the row that holds a stop, or -1. */
export function rowIndexOf(layout: BoardLayout, stop: string): number {
  return layout.rows.findIndex((row) => stopsOf(row).includes(stop));
}

/** Where the Tab key enters the list: where it was left, else at the first item. */
export function tabStop(layout: BoardLayout, left: string): string {
  if (left !== '' && rowIndexOf(layout, left) >= 0) return left;
  const first = layout.rows.find(({ content }) => content.kind === 'items') ?? layout.rows[0];
  return (first && stopsOf(first)[0]) ?? '';
}

/**
 * The stop that a key leads to. Left and right run on through the rows; up and down keep the column as far as there is
 * one; Home and End are those of the row, of the whole list together with Ctrl.
 */
export function moveStop(
  rows: readonly StopRow[],
  stop: string,
  by: { key: MovingKey; isCtrl: boolean; pageRows: number },
): string {
  const at = rows.findIndex((stops) => stops.includes(stop));
  const row = rows[at];
  if (!row) return stop;
  const column = row.indexOf(stop);
  const inRow = (index: number) => {
    const stops = rows[Math.min(Math.max(index, 0), rows.length - 1)] ?? row;
    return stops[Math.min(column, stops.length - 1)] ?? stop;
  };
  const all = () => rows.flat();
  const along = (step: number) => {
    const stops = all();
    return stops[stops.indexOf(stop) + step] ?? stop;
  };
  const ends = by.isCtrl ? all() : row;
  switch (by.key) {
    case 'ArrowUp':
      return inRow(at - 1);
    case 'ArrowDown':
      return inRow(at + 1);
    case 'ArrowLeft':
      return along(-1);
    case 'ArrowRight':
      return along(1);
    case 'Home':
      return ends[0] ?? stop;
    case 'End':
      return ends[ends.length - 1] ?? stop;
    case 'PageUp':
      return inRow(at - by.pageRows);
    case 'PageDown':
      return inRow(at + by.pageRows);
  }
}
