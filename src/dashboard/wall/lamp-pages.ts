import { type LampRowContent, labelDigits, lampRows } from '../condition/lamp-rows.ts';
import type { BoardGroup } from '../model/board-model.ts';

/** Sizes of a map of lamps, in pixels. */
export type LampSizes = {
  columns: number;
  columnPx: number;
  betweenPx: number;
  headPx: number;
  rowPx: number;
  labelPx: number;
  breakPx: number;
  belowPx: number;
};

/** An organization, or what of it fits into a column, and where that lies. */
export type LampStack = {
  group: BoardGroup;
  isContinued: boolean;
  rows: readonly LampRowContent[];
  leftPx: number;
  topPx: number;
};

export type LampMap = { sizes: LampSizes; pages: readonly (readonly LampStack[])[] };

/** The room that the lamps have, and the wall's unit. */
export type LampRoom = { widthPx: number; heightPx: number; unitPx: number };

const BETWEEN = 20;
const LABEL_DIGIT = 10;
const BREAK = 7.5;
const HEAD = 36;
const BELOW = 12;
const LAMPS_IN_ROW = 20;
/** A row is a little higher than a lamp is wide. */
const ROW_SHARE = 1.157;
/** At 4 m a smaller lamp is a speck, and a larger one takes the room of others without being seen better. */
const LAMP_MIN = 15;
const LAMP_MAX = 34;

/**
 * All lamps as large as fit on one page; if they do not fit at their smallest, on several pages of that size.
 * Organizations follow each other down the columns.
 */
export function lampMap(groups: readonly BoardGroup[], room: LampRoom): LampMap {
  const labelPx = LABEL_DIGIT * labelDigits(groups) * room.unitPx;
  const sizesIn = (columns: number) => sizesWith({ columns, labelPx }, room);
  const lampIn = (columns: number) => lampWidth(sizesIn(columns)) / room.unitPx;
  const mapIn = (columns: number): LampMap => {
    const sizes = sizesIn(columns);
    return { sizes, pages: flow(groups, sizes, room.heightPx) };
  };
  let columns = 1;
  // In a window without a height nothing is too large for it, in however many columns.
  if (room.unitPx <= 0) return { sizes: sizesIn(columns), pages: [] };
  while (lampIn(columns) > LAMP_MAX) columns += 1;
  let map = mapIn(columns);
  while (map.pages.length > 1 && lampIn(columns + 1) >= LAMP_MIN) {
    columns += 1;
    map = mapIn(columns);
  }
  return map;
}

function sizesWith(
  { columns, labelPx }: Pick<LampSizes, 'columns' | 'labelPx'>,
  { widthPx, unitPx }: LampRoom,
): LampSizes {
  const betweenPx = BETWEEN * unitPx;
  const columnPx = (widthPx - (columns - 1) * betweenPx) / columns;
  const sizes = { columns, columnPx, betweenPx, labelPx, breakPx: BREAK * unitPx };
  return {
    ...sizes,
    headPx: HEAD * unitPx,
    rowPx: ROW_SHARE * lampWidth(sizes),
    belowPx: BELOW * unitPx,
  };
}

function lampWidth(sizes: Pick<LampSizes, 'columnPx' | 'labelPx' | 'breakPx'>): number {
  return (sizes.columnPx - sizes.labelPx - sizes.breakPx) / LAMPS_IN_ROW;
}

/** Fills column by column, and page by page. An organization is cut where a column ends. */
function flow(groups: readonly BoardGroup[], sizes: LampSizes, heightPx: number): LampStack[][] {
  const { columns, columnPx, betweenPx, headPx, rowPx, belowPx } = sizes;
  const pages: LampStack[][] = [];
  let column = columns;
  let topPx = 0;
  const isFull = () => topPx + headPx + rowPx > heightPx;
  for (const group of groups) {
    let rows = lampRows(group.items);
    while (rows.length > 0) {
      if (column === columns || isFull()) {
        column = column >= columns - 1 ? 0 : column + 1;
        topPx = 0;
        if (column === 0) pages.push([]);
      }
      const fitting = Math.max(Math.floor((heightPx - topPx - headPx) / rowPx), 1);
      const here = rows.slice(0, fitting);
      const leftPx = column * (columnPx + betweenPx);
      const isContinued = here[0]?.firstIndex !== 0;
      pages[pages.length - 1]?.push({ group, isContinued, rows: here, leftPx, topPx });
      topPx += headPx + here.length * rowPx + belowPx;
      rows = rows.slice(fitting);
    }
  }
  return pages;
}
