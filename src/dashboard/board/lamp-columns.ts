import { type LampRowContent, labelDigits, lampRows } from '../condition/lamp-rows.ts';
import type { BoardGroup } from '../model/board-model.ts';

export const LAMP_HEAD_PX = 28;
export const LAMP_ROW_PX = 24;
export const LAMP_BREAK_PX = 6;
const LABEL_DIGIT_PX = 8;
const BELOW_PX = 12;
const BETWEEN_PX = 20;
/** In a column of this width beside its labels twenty lamps are 20 wide each. */
const LAMPS_MIN_PX = 408;
/** A longer group stands in several blocks, so that one great organization fills the width too. */
const MOST_ROWS = 25;

/** A row of lamps in a block, from the top of the block, in pixels. */
export type LampLine = LampRowContent & { topPx: number };

/** A group, or a part of one that is too long, and its place on the page. */
export type LampBlock = {
  group: BoardGroup;
  isContinued: boolean;
  lines: readonly LampLine[];
  /** As wide as the longest label of all blocks needs. */
  labelPx: number;
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
};

export type LampColumns = { blocks: readonly LampBlock[]; heightPx: number };

/** Lays blocks of lamps out in columns, each under the shortest, so that what comes first stands on top. */
export function lampColumns(groups: readonly BoardGroup[], listPx: number): LampColumns {
  const labelPx = LABEL_DIGIT_PX * labelDigits(groups);
  const columnMinPx = labelPx + LAMPS_MIN_PX;
  const count = Math.max(Math.floor((listPx + BETWEEN_PX) / (columnMinPx + BETWEEN_PX)), 1);
  const widthPx = (listPx - (count - 1) * BETWEEN_PX) / count;
  const heights = Array.from({ length: count }, () => 0);
  const blocks: LampBlock[] = [];
  for (const group of groups) {
    const rows = lampRows(group.items);
    for (let from = 0; from < rows.length; from += MOST_ROWS) {
      const lines = rows
        .slice(from, from + MOST_ROWS)
        .map((row, nth) => ({ ...row, topPx: LAMP_HEAD_PX + nth * LAMP_ROW_PX }));
      const heightPx = LAMP_HEAD_PX + lines.length * LAMP_ROW_PX;
      const topPx = Math.min(...heights);
      const column = heights.indexOf(topPx);
      const leftPx = Math.round(column * (widthPx + BETWEEN_PX));
      blocks.push({
        ...{ group, isContinued: from > 0, lines, labelPx },
        leftPx,
        topPx,
        widthPx,
        heightPx,
      });
      heights[column] = topPx + heightPx + BELOW_PX;
    }
  }
  return { blocks, heightPx: Math.max(...heights) };
}
