import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback } from 'react';
import { type BoardLayout, type BoardLook, HEAD_PX } from './board-layout.ts';

type InSightInput = {
  layout: BoardLayout;
  look: BoardLook;
  hasHeads: boolean;
  scroller: RefObject<HTMLElement | null>;
  /** A row that is drawn wherever it is: the one that the keyboard stands in. -1 for none. */
  keptRow: number;
};

/** Which rows are to be drawn, by their index, and a way to bring one into sight. Every size is known; nothing is measured. */
export function useRowsInSight({ layout, look, hasHeads, scroller, keptRow }: InSightInput) {
  const { rows, heightPx } = layout;
  // What covers the top of the list: the names of the table's columns, and the head of the group.
  const columnsHeadPx = look === 'table' ? HEAD_PX : 0;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // To the next row, so that the gaps between groups belong to somebody.
    estimateSize: (index) => (rows[index + 1]?.startPx ?? heightPx) - (rows[index]?.startPx ?? 0),
    // A new function for a new layout: that is what makes the virtualizer ask for the sizes again.
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    rangeExtractor: useCallback((range: Range) => withRow(range, keptRow), [keptRow]),
    scrollMargin: columnsHeadPx,
    scrollPaddingStart: columnsHeadPx + (hasHeads ? HEAD_PX : 0),
    overscan: 4,
    useFlushSync: false,
  });
  const scrollToRow = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    [virtualizer],
  );
  const rowIndexes = virtualizer.getVirtualItems().map(({ index }) => index);
  // Read after the items, which it is worked out for.
  const { range } = virtualizer;
  return {
    rowIndexes,
    /** The height of the scroller is known, so that a row can be brought into sight. */
    isLaidOut: range !== null,
    scrollToRow,
    /** As many rows as a page is. */
    pageRows: Math.max(range ? range.endIndex - range.startIndex - 1 : 1, 1),
  };
}

function withRow(range: Range, row: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (row < 0 || row >= range.count || indexes.includes(row)) return indexes;
  return [...indexes, row].sort((a, b) => a - b);
}
