import { notifyManager, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useClock, useNow } from '../clock/ticker.ts';
import { type Freshness, freshnessAt } from './freshness.ts';
import type { PollState } from './poll-state.ts';
import { presenceListKey } from './presence-list.ts';
import type { PollRequest } from './use-presence-poll.ts';

/**
 * How old the data is that `usePresencePoll` shows for the same request. Renders its own user alone, once a second and
 * with every answer: an answer that changes nothing else moves the age.
 */
export function useFreshness({ query, everySeconds, isPaused }: PollRequest): Freshness {
  useNow();
  const clock = useClock();
  const client = useQueryClient();
  const state = useSyncExternalStore(
    useCallback(
      (listener) => client.getQueryCache().subscribe(notifyManager.batchCalls(listener)),
      [client],
    ),
    () => client.getQueryState<PollState>(presenceListKey(query)),
  );
  const now = clock.stamp();
  const [pausedAtMs, setPausedAtMs] = useState<number>();
  if (isPaused !== (pausedAtMs !== undefined)) setPausedAtMs(isPaused ? now.serverMs : undefined);
  const freshness = freshnessAt({
    state: state?.data,
    isFetching: state?.fetchStatus === 'fetching',
    everySeconds,
    isPaused,
    now,
  });
  return isPaused && pausedAtMs !== undefined ? { ...freshness, sinceMs: pausedAtMs } : freshness;
}
