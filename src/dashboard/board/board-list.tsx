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
import type { BoardItem } from '../model/board-item.ts';
import type { BoardGroup } from '../model/board-model.ts';
import { useWidth } from '../ui/use-width.ts';
import {
  type BoardLayout,
  type BoardLook,
  columnsOf,
  type LayoutRow,
  layOut,
} from './board-layout.ts';
import { rowIndexOf, stopRows, tabStop } from './board-stops.ts';
import { ListGroup } from './list-group.tsx';
import { type ListView, visibleGroups } from './list-view.ts';
import { Scroller } from './scroller.tsx';
import { TableGroup } from './table-group.tsx';
import { TABLE_COLUMN_COUNT, TableHead } from './table-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useRovingFocus } from './use-roving-focus.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';

export type BoardListProps = {
  groups: readonly BoardGroup[];
  hasHeads: boolean;
  look: BoardLook;
  timeView: TimeView;
  openNumber: string;
  onOpen: (number: string) => void;
  panelPx: (item: BoardItem, widthPx: number) => number;
  renderPanel: (item: BoardItem, widthPx: number) => ReactNode;
};

/** The groups in a scroller of their own. Only what is in sight is drawn, and one item or head is the Tab stop of all. */
export function BoardList(props: BoardListProps) {
  const { look, hasHeads, openNumber, renderPanel } = props;
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(list);
  const columns = columnsOf(look, widthPx ?? 0);
  const [folded, onFold] = useFolded();
  const layout = useLayout(props, { columns, widthPx, folded });
  const focus = useRovingFocus(list, (left) => tabStop(layout, left));
  const keptRow = useMemo(() => rowIndexOf(layout, focus.stop), [layout, focus.stop]);
  const sight = useRowsInSight({ layout, look, hasHeads, scroller, keptRow });
  const { onToggle, onKeyDown } = useListKeys({
    ...props,
    rows: () => stopRows(layout),
    pageRows: sight.pageRows,
    focus,
    reveal: (stop) => sight.scrollToRow(rowIndexOf(layout, stop)),
  });
  useOpenInSight(layout, scroller, sight);

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
    onToggle,
    renderPanel: (item) => renderPanel(item, widthPx ?? 0),
    timeView: props.timeView,
  };
  return (
    <Scroller scroller={scroller}>
      <ListOrTable look={look} rowCount={layout.rows.length + 1}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches keys and focus that bubble out of the items. */}
        <div
          ref={list}
          role={look === 'table' ? 'presentation' : undefined}
          className="relative"
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
  const { groups, look, hasHeads, openNumber, panelPx } = props;
  return useMemo(
    () =>
      layOut({
        groups: widthPx === undefined ? [] : groups,
        look,
        columns,
        hasHeads,
        folded,
        openNumber,
        panelPx: (item) => panelPx(item, widthPx ?? 0),
      }),
    [groups, look, columns, hasHeads, folded, openNumber, panelPx, widthPx],
  );
}

type InSight = Pick<ReturnType<typeof useRowsInSight>, 'isLaidOut' | 'scrollToRow'>;

/**
 * Brings an extension into sight when it is opened. While it is open and in sight it stays where it is on the screen,
 * whatever moves above it: somebody is reading it.
 */
function useOpenInSight(
  layout: BoardLayout,
  scroller: RefObject<HTMLElement | null>,
  { isLaidOut, scrollToRow }: InSight,
) {
  const row = layout.rows.findIndex(({ content }) => content.kind === 'panel');
  const panel = layout.rows[row];
  const before = useRef<LayoutRow>(undefined);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = isLaidOut ? panel : undefined;
    const element = scroller.current;
    if (!isLaidOut || !panel || !element) return;
    if (was?.key !== panel.key) {
      scrollToRow(row);
    } else if (isBetween(was, element.scrollTop, element.scrollTop + element.clientHeight)) {
      element.scrollTop += panel.startPx - was.startPx;
    }
  }, [isLaidOut, panel, row, scrollToRow, scroller]);
}

function isBetween({ startPx, sizePx }: LayoutRow, topPx: number, bottomPx: number): boolean {
  return startPx < bottomPx && startPx + sizePx > topPx;
}
