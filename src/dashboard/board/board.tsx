import { useCallback, useMemo } from 'react';
import type { BoardAddress } from '../address/board-address.ts';
import type { BoardState } from '../model/use-board.ts';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { BoardList } from './board-list.tsx';
import { LampList } from './lamp-list.tsx';
import { NothingShown } from './nothing-shown.tsx';
import { ALL_SHOWN } from './shown-here.tsx';

type BoardProps = {
  board: BoardState;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The server's time of the data, once that is too old to count on from: lengths of time become moments. */
  staleFromMs: number | undefined;
};

/** The list itself, in the view that was chosen, in a scroller that takes the height it is given. */
export function Board({ board, address, change, staleFromMs }: BoardProps) {
  const isPhone = useMediaQuery('(max-width: 599.98px)');
  const watchedSinceMs = board.watch.sinceMs;
  const timeView = useMemo(() => ({ watchedSinceMs, staleFromMs }), [watchedSinceMs, staleFromMs]);
  const onOpen = useCallback((extension: string) => change({ extension }), [change]);
  const { groups, shown, total } = board.model;
  if (shown === 0) return <NothingShown total={total} onShowAll={() => change(ALL_SHOWN)} />;
  const list = { groups, timeView, openNumber: address.extension, onOpen };
  const hasHeads = address.group === 'organization';
  if (isPhone) return <BoardList {...list} hasHeads={hasHeads} look="phone" />;
  if (address.view === 'lamps') return <LampList {...list} order={address.order} />;
  return <BoardList {...list} hasHeads={hasHeads} look={address.view} />;
}
