import type { BoardItem } from '../model/board-item.ts';
import type { BoardGroup } from '../model/board-model.ts';

/** `phone` is the one look of a narrow screen: a list of two-line rows. */
export type BoardLook = 'cards' | 'tiles' | 'table' | 'phone';

export const HEAD_PX = 32;
const ITEM_PX = { cards: 92, tiles: 56, table: 32, phone: 60 } as const;
/** How wide an item is at least; where none is given, one fills the row. */
const MIN_WIDTH_PX = { cards: 168, tiles: 104, table: Infinity, phone: Infinity } as const;
/** Between cards, and above and below those of a group; rows of a table or of a phone touch. */
const GAPS_PX = {
  cards: { between: 8, above: 4, below: 12 },
  tiles: { between: 8, above: 4, below: 12 },
  table: { between: 0, above: 0, below: 16 },
  phone: { between: 0, above: 0, below: 0 },
} as const;

/** What a row of the list is: the head of a group, or as many items as fit side by side. */
export type RowContent =
  | { kind: 'head' }
  | { kind: 'items'; items: readonly BoardItem[]; firstIndex: number };

/** A row and its place, in pixels from the top of the list. Sizes are exact: nothing is measured. */
export type LayoutRow = {
  key: string;
  group: BoardGroup;
  content: RowContent;
  startPx: number;
  sizePx: number;
};

export type LayoutGroup = { group: BoardGroup; startPx: number; sizePx: number };

export type BoardLayout = {
  rows: readonly LayoutRow[];
  groups: readonly LayoutGroup[];
  heightPx: number;
};

export type LayoutInput = {
  groups: readonly BoardGroup[];
  look: BoardLook;
  columns: number;
  /** A list that is not grouped has no heads. */
  hasHeads: boolean;
  folded: ReadonlySet<string>;
};

/** How many items fit side by side. */
export function columnsOf(look: BoardLook, widthPx: number): number {
  const gap = gapPx(look);
  return Math.max(Math.floor((widthPx + gap) / (MIN_WIDTH_PX[look] + gap)), 1);
}

/** Where one of the columns lies. In whole pixels, so that no edge blurs: some are a pixel wider than others. */
export function columnPlace(
  column: number,
  { look, columns, widthPx: listPx }: { look: BoardLook; columns: number; widthPx: number },
): { leftPx: number; widthPx: number } {
  const gap = gapPx(look);
  const pitchPx = (listPx + gap) / columns;
  const leftPx = Math.round(column * pitchPx);
  return { leftPx, widthPx: Math.round((column + 1) * pitchPx) - gap - leftPx };
}

/** The height of an item itself. */
export function itemPx(look: BoardLook): number {
  return ITEM_PX[look];
}

/** The space under an item, which belongs to its row. */
function gapPx(look: BoardLook): number {
  return GAPS_PX[look].between;
}

export function layOut(input: LayoutInput): BoardLayout {
  const rows: LayoutRow[] = [];
  const groups: LayoutGroup[] = [];
  let heightPx = 0;
  for (const group of input.groups) {
    const startPx = heightPx;
    if (input.hasHeads) {
      const key = `head ${group.prefix}`;
      rows.push({ key, group, content: { kind: 'head' }, startPx, sizePx: HEAD_PX });
      heightPx += HEAD_PX;
    }
    if (!input.folded.has(group.prefix)) heightPx = layOutItems(group, { input, rows, heightPx });
    groups.push({ group, startPx, sizePx: heightPx - startPx });
  }
  return { rows, groups, heightPx };
}

/** Adds the rows of a group's items, from a height on, and tells the height after them. */
function layOutItems(
  group: BoardGroup,
  { input, rows, heightPx }: { input: LayoutInput; rows: LayoutRow[]; heightPx: number },
): number {
  const { columns, look } = input;
  const gaps = GAPS_PX[look];
  let startPx = heightPx + gaps.above;
  for (let firstIndex = 0; firstIndex < group.items.length; firstIndex += columns) {
    const items = group.items.slice(firstIndex, firstIndex + columns);
    const sizePx = itemPx(look) + gaps.between;
    const key = `items ${group.prefix} ${firstIndex}`;
    rows.push({ key, group, content: { kind: 'items', items, firstIndex }, startPx, sizePx });
    startPx += sizePx;
  }
  return startPx - gaps.between + gaps.below;
}
