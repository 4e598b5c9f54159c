import {
  type ReactNode,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { TimeView } from '../condition/time-text.ts';
import type { BoardGroup } from '../model/board-model.ts';
import { useWidth } from '../ui/use-width.ts';
import {
  type BoardLayout,
  type BoardLook,
  columnPlace,
  columnsOf,
  type LayoutRow,
  layOut,
} from './board-layout.ts';
import { rowIndexOf, stopRows, tabStop } from './board-stops.ts';
import { ListGroup } from './list-group.tsx';
import { listKeys } from './list-keys.ts';
import { type ListView, visibleGroups } from './list-view.ts';
import { Scroller } from './scroller.tsx';
import { TableGroup } from './table-group.tsx';
import { TABLE_COLUMN_COUNT, TableHead } from './table-row.tsx';
import { ROOM_BESIDE, scrollClear, useFocusBack } from './use-opened.ts';
import { useRovingFocus } from './use-roving-focus.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';

export type BoardListProps = {
  groups: readonly BoardGroup[];
  hasHeads: boolean;
  look: BoardLook;
  timeView: TimeView;
  openNumber: string;
  onOpen: (number: string) => void;
};

/** The groups in a scroller of their own. Only what is in sight is drawn, and one item or head is the Tab stop of all. */
export function BoardList(props: BoardListProps) {
  const { look, hasHeads, openNumber, onOpen } = props;
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(list);
  const columns = columnsOf(look, widthPx ?? 0);
  const [folded, onFold] = useFolded();
  const layout = useLayout(props, { columns, widthPx, folded });
  const focus = useRovingFocus(list, (left) => tabStop(layout, openNumber || left));
  const keptRow = useMemo(() => rowIndexOf(layout, focus.stop), [layout, focus.stop]);
  const sight = useRowsInSight({ layout, look, hasHeads, scroller, keptRow });
  const onKeyDown = listKeys({
    rows: () => stopRows(layout),
    pageRows: sight.pageRows,
    focus,
    reveal: (stop) => sight.scrollToRow(rowIndexOf(layout, stop)),
  });
  useOpenInSight(
    openNumber,
    { layout, look, columns, widthPx: widthPx ?? 0 },
    { scroller, list, ...sight },
  );
  useFocusBack(openNumber, (stop) => rowIndexOf(layout, stop) >= 0, focus.focusStop);

  const view: ListView = {
    layout,
    look,
    columns,
    widthPx: widthPx ?? 0,
    hasHeads,
    folded,
    onFold,
    stop: focus.stop,
    openNumber,
    onOpen,
    timeView: props.timeView,
  };
  return (
    <Scroller scroller={scroller}>
      <ListOrTable look={look} rowCount={layout.rows.length + 1}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches keys and focus that bubble out of the items. */}
        <div
          ref={list}
          role={look === 'table' ? 'presentation' : undefined}
          className={`relative ${openNumber === '' ? '' : ROOM_BESIDE}`}
          style={{ height: layout.heightPx }}
          onKeyDown={onKeyDown}
          onFocus={(event) => focus.noteFocus(event.target)}
          onBlur={focus.noteBlur}
        >
          {visibleGroups(layout, sight.rowIndexes).map((visible) => {
            const { prefix } = visible.place.group;
            return look === 'table' ? (
              <TableGroup key={prefix} visible={visible} list={view} />
            ) : (
              <ListGroup key={prefix} visible={visible} list={view} look={look} />
            );
          })}
        </div>
      </ListOrTable>
    </Scroller>
  );
}

type ListOrTableProps = { look: BoardLook; rowCount: number; children: ReactNode };

function ListOrTable({ look, rowCount, children }: ListOrTableProps) {
  if (look !== 'table') return children;
  return (
    <div
      role="grid"
      aria-label="Extensions"
      aria-rowcount={rowCount}
      aria-colcount={TABLE_COLUMN_COUNT}
    >
      <TableHead />
      {children}
    </div>
  );
}

function useFolded() {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const fold = useCallback((prefix: string) => {
    setFolded((before) => {
      const after = new Set(before);
      if (!after.delete(prefix)) after.add(prefix);
      return after;
    });
  }, []);
  return [folded, fold] as const;
}

type LayoutUse = {
  columns: number;
  /** Undefined before the list is laid out: until then nothing has a place. */
  widthPx: number | undefined;
  folded: ReadonlySet<string>;
};

function useLayout(props: BoardListProps, { columns, widthPx, folded }: LayoutUse): BoardLayout {
  const { groups, look, hasHeads } = props;
  return useMemo(
    () =>
      layOut({
        groups: widthPx === undefined ? [] : groups,
        look,
        columns,
        hasHeads,
        folded,
      }),
    [groups, look, columns, hasHeads, folded, widthPx],
  );
}

/** What a list's items lie in. */
type Lie = { layout: BoardLayout; look: BoardLook; columns: number; widthPx: number };
type Sight = Pick<ReturnType<typeof useRowsInSight>, 'isLaidOut' | 'scrollToRow'> & {
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
};

/**
 * Brings an extension into sight, clear of the drawer, when it is opened. While it is open and in sight it stays where
 * it is on the screen, whatever moves above it: somebody is reading it.
 */
function useOpenInSight(openNumber: string, lie: Lie, sight: Sight) {
  const { layout, look, columns, widthPx } = lie;
  const { isLaidOut, scrollToRow, scroller, list } = sight;
  const row = rowIndexOf(layout, openNumber);
  const place = layout.rows[row];
  const before = useRef<{ number: string; place: LayoutRow }>(undefined);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = isLaidOut && place ? { number: openNumber, place } : undefined;
    const element = scroller.current;
    if (!isLaidOut || place?.content.kind !== 'items' || !element) return;
    const { scrollTop, clientHeight } = element;
    if (was?.number !== openNumber) scrollToRow(row);
    else if (isBetween(was.place, scrollTop, scrollTop + clientHeight)) {
      element.scrollTop += place.startPx - was.place.startPx;
    }
    const column = place.content.items.findIndex(({ number }) => number === openNumber);
    scrollClear({ scroller, list, ...columnPlace(column, { look, columns, widthPx }) });
  }, [openNumber, isLaidOut, place, row, look, columns, widthPx, scrollToRow, scroller, list]);
}

function isBetween({ startPx, sizePx }: LayoutRow, topPx: number, bottomPx: number): boolean {
  return startPx < bottomPx && startPx + sizePx > topPx;
}
