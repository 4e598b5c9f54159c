import { type LampRowContent, lampRows } from '../condition/lamp-rows.ts';
import type { BoardItem } from '../model/board-item.ts';
import type { BoardGroup } from '../model/board-model.ts';

export const LAMP_HEAD_PX = 28;
export const LAMP_ROW_PX = 24;
export const LAMP_LABEL_PX = 32;
const BELOW_PX = 12;
const BETWEEN_PX = 20;
/** In a column of this width twenty lamps are 20 wide each. */
const COLUMN_MIN_PX = 440;
/** A longer group stands in several blocks, so that one great organization fills the width too. */
const MOST_ROWS = 25;

/** A row of lamps in a block, from the top of the block, in pixels; under it the panel of one of them when it is open. */
export type LampLine = LampRowContent & { topPx: number; panel?: { item: BoardItem; px: number } };

/** A group, or a part of one that is too long, and its place on the page. */
export type LampBlock = {
  group: BoardGroup;
  isContinued: boolean;
  lines: readonly LampLine[];
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
};

export type LampColumns = { blocks: readonly LampBlock[]; heightPx: number };

export type LampColumnsInput = {
  groups: readonly BoardGroup[];
  widthPx: number;
  openNumber: string;
  panelPx: (item: BoardItem, widthPx: number) => number;
};

/** Lays blocks of lamps out in columns, each under the shortest, so that what comes first stands on top. */
export function lampColumns(input: LampColumnsInput): LampColumns {
  const { groups, widthPx: listPx } = input;
  const count = Math.max(Math.floor((listPx + BETWEEN_PX) / (COLUMN_MIN_PX + BETWEEN_PX)), 1);
  const widthPx = (listPx - (count - 1) * BETWEEN_PX) / count;
  const heights = Array.from({ length: count }, () => 0);
  const blocks: LampBlock[] = [];
  for (const group of groups) {
    const rows = lampRows(group.items);
    for (let from = 0; from < rows.length; from += MOST_ROWS) {
      const { lines, heightPx } = stack(rows.slice(from, from + MOST_ROWS), { input, widthPx });
      const topPx = Math.min(...heights);
      const column = heights.indexOf(topPx);
      const leftPx = Math.round(column * (widthPx + BETWEEN_PX));
      blocks.push({ group, isContinued: from > 0, lines, leftPx, topPx, widthPx, heightPx });
      heights[column] = topPx + heightPx + BELOW_PX;
    }
  }
  return { blocks, heightPx: Math.max(...heights) };
}

function stack(
  rows: readonly LampRowContent[],
  { input, widthPx }: { input: LampColumnsInput; widthPx: number },
): { lines: LampLine[]; heightPx: number } {
  const lines: LampLine[] = [];
  let topPx = LAMP_HEAD_PX;
  for (const row of rows) {
    const item = row.items.find(({ number }) => number === input.openNumber);
    const panel = item && { item, px: input.panelPx(item, widthPx) };
    lines.push({ ...row, topPx, ...(panel && { panel }) });
    topPx += LAMP_ROW_PX + (panel?.px ?? 0);
  }
  return { lines, heightPx: topPx };
}
