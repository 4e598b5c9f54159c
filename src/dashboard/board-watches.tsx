import { useEffect } from 'react';
import { formatQuery } from '../contract/query.ts';
import type { BoardAddress } from './address/board-address.ts';
import type { Alarms } from './alarms.tsx';
import { AlarmWatch } from './alerts/alarm-watch.tsx';
import type { Phase } from './api/freshness.ts';
import { useFreshness } from './api/use-freshness.ts';
import type { PollRequest } from './api/use-presence-poll.ts';
import { Announcer } from './board/announcer.tsx';
import type { BoardState } from './model/use-board.ts';

/**
 * What of the freshness of one request stays the same from one second to the next. `unseenFromMs` is since when the
 * board does not see how things are, on the server's clock: the time of stale data, or of a pause.
 */
export type Age = { requestKey: string; phase: Phase; unseenFromMs: number | undefined };

type BoardWatchesProps = {
  board: BoardState | undefined;
  request: PollRequest;
  address: BoardAddress;
  alarms: Alarms;
  /** The server's time of the data, once it is stale. */
  staleFromMs: number | undefined;
  onAge: (age: Age) => void;
};

/** What looks on and draws nothing: the age of the data, what a screen reader is told, what sounds. */
export function BoardWatches(props: BoardWatchesProps) {
  const { board, request, address, alarms, staleFromMs, onAge } = props;
  const { sound, notifier } = alarms;
  return (
    <>
      <PhaseWatch request={request} onAge={onAge} />
      <Announcer board={board} isStale={staleFromMs !== undefined} />
      <AlarmWatch {...{ board, sound, notifier }} quiet={address.quiet} />
    </>
  );
}

/** Tells when the phase changes, so that the page is not drawn every second to find that it has not. */
function PhaseWatch({ request, onAge }: { request: PollRequest; onAge: (age: Age) => void }) {
  const { phase, sinceMs } = useFreshness(request);
  const unseenFromMs = phase === 'stale' || phase === 'paused' ? sinceMs : undefined;
  const requestKey = formatQuery(request.query);
  useEffect(
    () => onAge({ requestKey, phase, unseenFromMs }),
    [requestKey, phase, unseenFromMs, onAge],
  );
  return null;
}
