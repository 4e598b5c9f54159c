import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { Order } from '../../presence/order.ts';
import type { BoardItem } from '../model/board-item.ts';
import { useWidth } from '../ui/use-width.ts';
import type { BoardListProps } from './board-list.tsx';
import type { StopRow } from './board-stops.ts';
import {
  LAMP_HEAD_PX,
  LAMP_ROW_PX,
  type LampBlock,
  type LampColumns,
  type LampLine,
  lampColumns,
} from './lamp-columns.ts';
import { LampSection } from './lamp-section.tsx';
import { LampTooltip } from './lamp-tooltip.tsx';
import { listKeys } from './list-keys.ts';
import { Scroller } from './scroller.tsx';
import { asOnAMap } from './shown-items.ts';
import { ROOM_BESIDE, scrollClear, useFocusBack } from './use-opened.ts';
import { stopElement, useRovingFocus } from './use-roving-focus.ts';
import { useStretchInSight } from './use-stretch-in-sight.ts';
import { useTooltip } from './use-tooltip.ts';

/** How many rows Page Up and Page Down go. */
const PAGE_ROWS = 10;

type LampListProps = Omit<BoardListProps, 'look' | 'hasHeads'> & { order: Order };

/** Thousands of extensions, a lamp for each. Only the rows in sight are drawn; one lamp is the Tab stop of all. */
export function LampList(props: LampListProps) {
  const { groups, timeView, openNumber } = props;
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const layout = useLampColumns(props, useWidth(list));
  const rows = useMemo(() => stopRowsOf(layout), [layout]);
  const focus = useRovingFocus(list, (left) => tabStopOf(rows, openNumber || left));
  const tooltip = useTooltip();
  const stretch = useStretchInSight(scroller);
  const reveal = (stop: string) => bringIntoSight(scroller, layout, stop);
  const onKeyDown = listKeys({ rows: () => rows, pageRows: PAGE_ROWS, focus, reveal });
  useOpenInSight(openNumber, layout, { scroller, list, reveal });
  useFocusBack(openNumber, (stop) => rows.some((stops) => stops.includes(stop)), focus.focusStop);

  const escapeOr = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && tooltip.told) tooltip.dismiss();
    else onKeyDown(event);
  };
  const told = tooltip.told && { at: tooltip.told.at, item: itemAt(groups, tooltip.told.stop) };
  const isDrawn = (block: LampBlock, { topPx, items }: LampLine) =>
    (block.topPx + topPx + LAMP_ROW_PX > stretch.fromPx && block.topPx + topPx < stretch.toPx) ||
    items.some(({ number }) => number === focus.stop);
  return (
    <Scroller scroller={scroller}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches keys, focus and the pointer on their way out of the lamps. */}
      <div
        ref={list}
        className={`relative mt-1 ${openNumber === '' ? '' : ROOM_BESIDE}`}
        style={{ height: layout.heightPx }}
        onKeyDown={escapeOr}
        {...tooltip.handlers}
        onFocus={(event) => {
          focus.noteFocus(event.target);
          tooltip.handlers.onFocus(event);
        }}
        onBlur={() => {
          focus.noteBlur();
          tooltip.handlers.onBlur();
        }}
      >
        {layout.blocks.map((block) => (
          <LampSection
            key={`${block.group.prefix} ${block.lines[0]?.firstIndex}`}
            block={block}
            lines={block.lines.filter((line) => isDrawn(block, line))}
            list={{ ...props, stop: focus.stop, toldNumber: told?.item?.number }}
          />
        ))}
        {told?.item && <LampTooltip item={told.item} view={timeView} at={told.at} />}
      </div>
    </Scroller>
  );
}

function useLampColumns(
  { groups, order }: LampListProps,
  widthPx: number | undefined,
): LampColumns {
  return useMemo(
    () => lampColumns(widthPx === undefined ? [] : asOnAMap(groups, { order }), widthPx ?? 0),
    [groups, order, widthPx],
  );
}

function stopRowsOf({ blocks }: LampColumns): StopRow[] {
  return blocks.flatMap(({ lines }) => lines.map(({ items }) => items.map(({ number }) => number)));
}

function tabStopOf(rows: readonly StopRow[], left: string): string {
  return rows.some((stops) => stops.includes(left)) ? left : (rows[0]?.[0] ?? '');
}

function itemAt(groups: LampListProps['groups'], number: string): BoardItem | undefined {
  for (const { items } of groups) {
    const item = items.find((candidate) => candidate.number === number);
    if (item) return item;
  }
  return undefined;
}

/** Between a lamp that is brought into sight and the edge. */
const BELOW_PX = 16;

function bringIntoSight(
  scroller: RefObject<HTMLElement | null>,
  { blocks }: LampColumns,
  stop: string,
): void {
  const element = scroller.current;
  for (const { topPx, lines } of blocks) {
    const line = lines.find(({ items }) => items.some(({ number }) => number === stop));
    if (!line || !element) continue;
    const { scrollTop, clientHeight } = element;
    const fromPx = topPx + line.topPx - LAMP_HEAD_PX;
    const toPx = topPx + line.topPx + LAMP_ROW_PX + BELOW_PX;
    if (fromPx < scrollTop) element.scrollTop = fromPx;
    else if (toPx > scrollTop + clientHeight) element.scrollTop = toPx - clientHeight;
    return;
  }
}

type Sight = {
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  reveal: (stop: string) => void;
};

/** Brings an extension into sight, clear of the drawer, when it is opened. */
function useOpenInSight(
  openNumber: string,
  { blocks }: LampColumns,
  { scroller, list, reveal }: Sight,
): void {
  const shown = useRef('');
  const isLaidOut = blocks.length > 0;
  useLayoutEffect(() => {
    if (!isLaidOut || shown.current === openNumber) return;
    shown.current = openNumber;
    if (openNumber === '') return;
    reveal(openNumber);
    const lamp = stopElement(list.current, openNumber)?.getBoundingClientRect();
    const box = list.current?.getBoundingClientRect();
    if (!lamp || !box) return;
    scrollClear({ scroller, list, leftPx: lamp.left - box.left, widthPx: lamp.width });
  });
}
