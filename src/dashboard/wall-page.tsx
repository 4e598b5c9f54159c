import type { ReactNode } from 'react';
import type { Health } from '../contract/health.ts';
import type { BoardAddress } from './address/board-address.ts';
import type { PresenceRoll } from './api/poll-state.ts';
import type { PollRequest, PresencePoll } from './api/use-presence-poll.ts';
import type { Insight } from './board-insight.tsx';
import { formatClock } from './condition/time-text.ts';
import { WallFreshness } from './frame/freshness-readout.tsx';
import { WallBanner } from './frame/wall-banner.tsx';
import type { BoardState } from './model/use-board.ts';
import { Wall } from './wall/wall.tsx';
import { useInsightPages } from './wall-insight.tsx';

type WallPageProps = {
  poll: PresencePoll;
  request: PollRequest;
  board: BoardState | undefined;
  insight: Insight;
  address: BoardAddress;
  health: Health | undefined;
  /** The server's time of the data, once it is stale. */
  staleFromMs: number | undefined;
  onExit: () => void;
  /** What stands in the place of the list while there is none. */
  children: ReactNode;
};

/** The page as a wall: what the board says in notices, it says in a few words. */
export function WallPage(props: WallPageProps) {
  const { poll, request, board, insight, address, health, staleFromMs, onExit, children } = props;
  const morePages = useInsightPages({ board, insight, address });
  const hasList = board !== undefined && board.model.total > 0;
  return (
    <Wall
      board={hasList ? board : undefined}
      hasLabels={address.group === 'organization'}
      rotateSeconds={address.rotateSeconds}
      staleFromMs={staleFromMs}
      freshness={<WallFreshness request={request} failure={poll.failure} />}
      banner={staleFromMs !== undefined && <WallBanner poll={poll} request={request} />}
      notes={notesOf(poll.roll, board, health)}
      morePages={morePages}
      onExit={onExit}
    >
      {children}
    </Wall>
  );
}

/** What somebody who believes the wall has to know besides. */
function notesOf(
  roll: PresenceRoll | undefined,
  board: BoardState | undefined,
  health: Health | undefined,
): string[] {
  const notes: string[] = [];
  if (health?.status === 'stale') {
    const { asOf } = health.source;
    const since = asOf ? ` since ${formatClock(Date.parse(asOf))}` : '';
    notes.push(`The service does not hear from its source${since}`);
  }
  if (roll?.isTruncated) {
    const shown = roll.extensions.length.toLocaleString('en');
    notes.push(`Showing ${shown} of ${roll.totalResults.toLocaleString('en')}`);
  }
  if (board && board.model.shown < board.model.total) {
    notes.push(`${board.model.shown} of ${board.model.total} shown`);
  }
  if ((health?.fleet ?? 0) > 0) notes.push('Demonstration fleet');
  return notes;
}
