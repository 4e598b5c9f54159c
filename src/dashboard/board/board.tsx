import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { BoardAddress } from '../address/board-address.ts';
import type { TimeView } from '../condition/time-text.ts';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { BoardGroup, type Drawing } from './board-group.tsx';
import type { BoardItem } from './board-item.ts';
import { type BoardLayout, type BoardLook, columnsOf, layOut } from './board-layout.ts';
import { MOVING_KEYS, moveStop, rowIndexOf, tabStop } from './board-stops.ts';
import { TABLE_COLUMN_COUNT, TableHead } from './table-row.tsx';
import type { BoardState } from './use-board.ts';
import { useRovingFocus } from './use-roving-focus.ts';
import { useWidth } from './use-width.ts';

/** What an opened extension shows, drawn by whoever composes the page, and how high it is. */
export type Panel = {
  heightPx: (item: BoardItem) => number;
  render: (item: BoardItem, view: TimeView) => ReactNode;
};

type BoardProps = {
  board: BoardState;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The data is too old to count on from: lengths of time become moments. */
  isStale: boolean;
  panel: Panel;
};

/** The rows of a key press that turns the page. */
const PAGE_ROWS = 5;

/** The list itself, as cards or as a table, in a scroller that takes the height it is given. */
export function Board(props: BoardProps) {
  const { board, address, isStale, panel } = props;
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(list) ?? 0;
  const isPhone = useMediaQuery('(max-width: 599.98px)');
  const look: BoardLook = isPhone ? 'phone' : address.view;
  const [folded, onFold] = useFolded();
  const layout = useLayout(props, { look, columns: columnsOf(look, widthPx), folded });
  const { indexes, scrollToRow } = useRowsInSight(layout, scroller);
  const view = useTimeView(board, isStale);
  const { onToggle, onKeyDown, focus } = useKeys(props, { layout, list, scrollToRow });

  const drawing: Drawing = {
    ...{ look, widthPx, view, onToggle, onFold },
    columns: columnsOf(look, widthPx),
    openNumber: address.extension,
    stop: focus.stop,
    renderPanel: (item) => panel.render(item, view),
  };
  const isTable = look === 'table';
  return (
    <section
      ref={scroller}
      aria-label="Extensions"
      className="min-h-0 flex-1 overflow-y-auto [overflow-anchor:none] sm:px-page"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches keys and focus that bubble out of the items. */}
      <div
        ref={list}
        role={isTable ? 'grid' : undefined}
        {...(isTable && {
          'aria-label': 'Extensions',
          'aria-rowcount': layout.rows.length + 1,
          'aria-colcount': TABLE_COLUMN_COUNT,
        })}
        onKeyDown={onKeyDown}
        onFocus={(event) => focus.noteFocus(event.target)}
        onBlur={focus.noteBlur}
      >
        {isTable && <TableHead />}
        <div
          role={isTable ? 'presentation' : undefined}
          className="relative"
          style={{ height: layout.heightPx }}
        >
          {widthPx > 0 && (
            <Groups layout={layout} indexes={indexes} folded={folded} drawing={drawing} />
          )}
        </div>
      </div>
    </section>
  );
}

type GroupsProps = {
  layout: BoardLayout;
  indexes: readonly number[];
  folded: ReadonlySet<string>;
  drawing: Drawing;
};

function Groups({ layout, indexes, folded, drawing }: GroupsProps) {
  const inSight = indexes.flatMap((index) => {
    const row = layout.rows[index];
    return row ? [{ row, index }] : [];
  });
  return layout.groups.map((place) => {
    const rows = inSight.filter(({ row }) => row.group === place.group);
    return rows.length > 0 ? (
      <BoardGroup
        key={place.group.prefix}
        {...{ place, rows, drawing }}
        isFolded={folded.has(place.group.prefix)}
      />
    ) : null;
  });
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

type LayoutUse = { look: BoardLook; columns: number; folded: ReadonlySet<string> };

function useLayout({ board, address, panel }: BoardProps, { look, columns, folded }: LayoutUse) {
  const { groups } = board.model;
  const hasHeads = address.group === 'organization';
  const openNumber = address.extension;
  const panelPx = panel.heightPx;
  return useMemo(
    () => layOut({ groups, look, columns, hasHeads, folded, openNumber, panelPx }),
    [groups, look, columns, hasHeads, folded, openNumber, panelPx],
  );
}

/** Which rows of the layout are in sight. Every size is known, so nothing is measured. */
function useRowsInSight(layout: BoardLayout, scroller: { current: HTMLElement | null }) {
  const { rows, heightPx } = layout;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // To the next row, so that the gaps between groups belong to somebody.
    estimateSize: (index) => (rows[index + 1]?.startPx ?? heightPx) - (rows[index]?.startPx ?? 0),
    paddingStart: rows[0]?.startPx ?? 0,
    overscan: 6,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout has other sizes.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, layout]);
  const scrollToRow = useCallback(
    (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    [virtualizer],
  );
  return { indexes: virtualizer.getVirtualItems().map(({ index }) => index), scrollToRow };
}

function useTimeView({ watch, answeredAtMs }: BoardState, isStale: boolean): TimeView {
  const watchedSinceMs = watch.sinceMs;
  const staleFromMs = isStale ? answeredAtMs : undefined;
  return useMemo(() => ({ watchedSinceMs, staleFromMs }), [watchedSinceMs, staleFromMs]);
}

type KeysUse = {
  layout: BoardLayout;
  list: { current: HTMLDivElement | null };
  scrollToRow: (index: number) => void;
};

/** Arrows move, Enter opens (an item is a button), Escape closes and stays where it was. */
function useKeys({ address, change }: BoardProps, { layout, list, scrollToRow }: KeysUse) {
  const focus = useRovingFocus(list, (left) => tabStop(layout, left));
  const { extension } = address;
  const onToggle = useCallback(
    (number: string) => change({ extension: number === extension ? '' : number }),
    [change, extension],
  );
  const openRow = layout.rows.findIndex(({ content }) => content.kind === 'panel');
  useEffect(() => {
    if (openRow >= 0) scrollToRow(openRow);
  }, [openRow, scrollToRow]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && extension !== '') {
      change({ extension: '' });
      focus.focusStop(extension);
      return;
    }
    const key = MOVING_KEYS.find((moving) => moving === event.key);
    if (!key || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = moveStop(layout, focus.stop, { key, isCtrl: event.ctrlKey, pageRows: PAGE_ROWS });
    scrollToRow(rowIndexOf(layout, next));
    focus.focusStop(next);
  };
  return { onToggle, onKeyDown, focus };
}
