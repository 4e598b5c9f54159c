import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Names } from '../contract/names.ts';
import type { Session, SignIn } from '../contract/session.ts';
import type { Span } from '../presence/known-time.ts';
import type { BoardAddress } from './address/board-address.ts';
import { useAddress } from './address/use-address.ts';
import { type Alarms, useAlarms } from './alarms.tsx';
import { namesList } from './api/names-list.ts';
import { type PollRequest, type PresencePoll, usePresencePoll } from './api/use-presence-poll.ts';
import { useServiceHealth } from './api/use-service-health.ts';
import { type Insight, useInsight } from './board-insight.tsx';
import type { Age } from './board-watches.tsx';
import type { ExportFormat } from './export/view-text.ts';
import { missingWord } from './frame/failure-words.ts';
import { useDocument } from './frame/use-document.ts';
import type { BoardState } from './model/use-board.ts';
import { useShortcut } from './ui/use-shortcut.ts';
import { useFreshBoard } from './use-fresh-board.ts';
import { usePageFocus } from './use-page-focus.ts';
import { useViewExport } from './use-view-export.ts';

/** What the board and the wall are drawn from. */
export type BoardContent = {
  poll: PresencePoll;
  request: PollRequest;
  board: BoardState | undefined;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The server's time of the data, once it is stale. */
  staleFromMs: number | undefined;
  /** When this board did not see how things were. */
  unseen: readonly Span[];
  insight: Insight;
  alarms: Alarms;
  session: Session | undefined;
  onExport: (format: ExportFormat) => void;
};

const NO_NAMES: Names = { extensions: {}, organizations: {} };

type Given = { session: Session | undefined; link: SignIn | undefined; isFocused: boolean };

/** Asks for everything that the page shows, and keeps what it remembers of it. */
export function useBoardPage({ session, link, isFocused }: Given) {
  const { address, ignored, change } = useAddress();
  const [isPausedByHand, setIsPaused] = useState(false);
  const [age, setAge] = useState<Age>();
  const { query, everySeconds, theme, isWall } = address;
  // Nobody stands before a wall to let it go on, so it is never paused, nor what comes after it.
  if (isWall && isPausedByHand) setIsPaused(false);
  const isPaused = isPausedByHand && !isWall;
  const alarms = useAlarms(address, isPaused);
  const { silences, isUnattended } = alarms;
  const request = useMemo(
    () => ({ query, everySeconds, isPaused, isUnattended, link }),
    [query, everySeconds, isPaused, isUnattended, link],
  );
  const poll = usePresencePoll(request);
  const { data: names = NO_NAMES } = useQuery(namesList());
  const { health, unknownSource } = useServiceHealth({ isUnattended });
  const fresh = useFreshBoard({
    ...{ poll, age, health, address, names, silences, isPaused },
  });
  const { board, outage, isStale, staleFromMs, unseen } = fresh;
  const isHeld = isPaused || staleFromMs !== undefined;
  const insight = useInsight({ board, isHeld, staleFromMs });
  const missing = isStale ? missingWord(poll.failure) : outage && 'No data';
  useDocument({ theme, isStale: missing !== undefined, title: missing ?? countsOf(board) });
  useShortcut('p', () => setIsPaused(!isPaused && !isWall));
  useShortcut('w', () => change({ isWall: !isWall }));
  const focus = usePageFocus({ isWall, isFocused });
  const onExport = useViewExport({ board, address, staleFromMs });
  const content: BoardContent = {
    ...{ poll, request, board, address, change, staleFromMs, unseen, insight },
    ...{ alarms, session, onExport },
  };
  const freshness = {
    ...{ isStale, outage, wallLink: session?.wallLink?.name },
    // A service that says nothing at all is told as that.
    unknownSource: isStale ? undefined : unknownSource,
  };
  return { ...focus, content, freshness, health, names, ignored, setAge, setIsPaused };
}

/** What a tab says while the board is not looked at. */
function countsOf(board: BoardState | undefined): string {
  const expired = board?.model.summary.counts.expired ?? 0;
  return expired > 0 ? `${expired} expired` : '';
}
