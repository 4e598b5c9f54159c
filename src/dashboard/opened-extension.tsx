import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Session } from '../contract/session.ts';
import { historyRecorded, historySeen } from '../presence/history.ts';
import type { Span } from '../presence/known-time.ts';
import type { BoardAddress } from './address/board-address.ts';
import { ItemAlerts, isReadOnly } from './alarms.tsx';
import { entryAsAnswered } from './api/fetch-presence.ts';
import { extensionChanges } from './api/journal.ts';
import type { PresenceRoll } from './api/poll-state.ts';
import { shownItems } from './board/shown-items.ts';
import { ExtensionDrawer } from './extension/extension-drawer.tsx';
import type { BoardItem } from './model/board-item.ts';
import type { BoardState } from './model/use-board.ts';

type OpenedExtensionProps = {
  board: BoardState;
  roll: PresenceRoll;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The server's time of the data, once it is stale. */
  staleFromMs: number | undefined;
  /** When this board did not see how things were. */
  unseen: readonly Span[];
  /** Whoever is signed in by a wall link may change nothing. */
  session: Session | undefined;
};

/** The drawer of the extension that the address opens: what the list, the journal and the last answer tell of it. */
export function OpenedExtension(props: OpenedExtensionProps) {
  const { board, roll, address, change, staleFromMs, session } = props;
  const number = address.extension;
  const item = board.model.items.get(number);
  const history = useHistory(item, props);
  const entry = useMemo(() => entryAsAnswered(roll, number), [roll, number]);
  const watchedSinceMs = board.watch.sinceMs;
  const view = useMemo(() => ({ watchedSinceMs, staleFromMs }), [watchedSinceMs, staleFromMs]);
  const shown = shownItems(board.model.groups, address);
  const at = shown.findIndex((candidate) => candidate.number === number);
  return (
    <ExtensionDrawer
      number={number}
      opened={
        item && {
          ...{ view, history, entry },
          watched: item.watched,
          name: item.name,
          condition: item.now.condition,
          flapping: board.events.flapping.get(number),
        }
      }
      neighbours={{ previous: shown[at - 1]?.number, next: shown[at + 1]?.number }}
      actions={item && <ItemAlerts item={item} isLocked={isReadOnly(session)} />}
      onOpen={(extension) => change({ extension })}
      onClose={() => change({ extension: '' })}
    />
  );
}

/** The journal's, where the service keeps one; else what this browser saw. */
function useHistory(item: BoardItem | undefined, { board, unseen }: OpenedExtensionProps) {
  const number = item?.number ?? '';
  const condition = item?.now.condition;
  const { data: changes } = useQuery(extensionChanges(number));
  const { events } = board;
  return useMemo(() => {
    const seen = { events, unseen };
    return changes ? historyRecorded(number, changes, seen) : historySeen(number, condition, seen);
  }, [changes, number, condition, events, unseen]);
}
