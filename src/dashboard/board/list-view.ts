import type { CSSProperties } from 'react';
import type { TimeView } from '../condition/time-text.ts';
import type { BoardItem } from '../model/board-item.ts';
import {
  type BoardLayout,
  type BoardLook,
  columnPlace,
  itemPx,
  type LayoutGroup,
} from './board-layout.ts';
import type { ItemProps } from './item-button.ts';

/** What every group of the list is drawn with. */
export type ListView = {
  layout: BoardLayout;
  look: BoardLook;
  columns: number;
  widthPx: number;
  hasHeads: boolean;
  folded: ReadonlySet<string>;
  onFold: (prefix: string) => void;
  /** Where the keyboard stands. */
  stop: string;
  openNumber: string;
  onOpen: (number: string) => void;
  timeView: TimeView;
};

/** A group, and those of its rows that are in sight, by their index in the layout. */
export type VisibleGroup = { place: LayoutGroup; rowIndexes: readonly number[] };

/** An item in sight: its place in its group, and the row it is in. */
export type VisibleItem = {
  item: BoardItem;
  index: number;
  rowIndex: number;
  style: CSSProperties;
};

export function visibleGroups(layout: BoardLayout, rowIndexes: readonly number[]): VisibleGroup[] {
  const byGroup = new Map<unknown, number[]>();
  for (const rowIndex of rowIndexes) {
    const group = layout.rows[rowIndex]?.group;
    const known = byGroup.get(group);
    if (known) known.push(rowIndex);
    else byGroup.set(group, [rowIndex]);
  }
  return layout.groups
    .filter(({ group }) => byGroup.has(group))
    .map((place) => ({ place, rowIndexes: byGroup.get(place.group) ?? [] }));
}

export function visibleItems({ place, rowIndexes }: VisibleGroup, list: ListView): VisibleItem[] {
  return rowIndexes.flatMap((rowIndex) => {
    const row = list.layout.rows[rowIndex];
    if (row?.content.kind !== 'items') return [];
    const { items, firstIndex } = row.content;
    const topPx = row.startPx - place.startPx;
    return items.map((item, column) => ({
      item,
      index: firstIndex + column,
      rowIndex,
      style: slot(columnPlace(column, list), topPx, itemPx(list.look)),
    }));
  });
}

/** Where an item lies; the opened one above the scrim. */
export function itemPlace({ item }: VisibleItem, list: ListView): string {
  const raised = item.number === list.openNumber ? 'z-30' : '';
  return `absolute top-0 left-0 transition-place ${raised}`;
}

export function groupStyle({ startPx, sizePx }: LayoutGroup): CSSProperties {
  return { top: startPx, height: sizePx };
}

export function itemProps({ item }: VisibleItem, list: ListView): ItemProps {
  return {
    item,
    view: list.timeView,
    isOpen: item.number === list.openNumber,
    isTabStop: item.number === list.stop,
    isUnderHead: list.hasHeads,
    onOpen: list.onOpen,
  };
}

function slot(
  { leftPx, widthPx }: { leftPx: number; widthPx: number },
  topPx: number,
  heightPx: number,
): CSSProperties {
  return {
    transform: `translate(${leftPx}px, ${topPx}px)`,
    width: widthPx,
    height: heightPx,
  };
}
