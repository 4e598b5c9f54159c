import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import { useClock } from '../clock/ticker.ts';
import type { PollFailure } from './poll-failure.ts';
import type { PresenceRoll } from './poll-state.ts';
import { presenceList } from './presence-list.ts';

/** What to poll, and how often. */
export type PollRequest = { query: PresenceQuery; everySeconds: number; isPaused: boolean };

export type PresencePoll = {
  /** The last answer; a failed poll keeps it. */
  roll: PresenceRoll | undefined;
  /** `roll` answers an earlier query, and the one that is wanted has not been answered yet. */
  isPlaceholder: boolean;
  /** Why the last request brought nothing; undefined when it did. */
  failure: PollFailure | undefined;
  /** Failures without an answer between them: how many, and the server's time of the first. */
  failures: { count: number; sinceMs: number | undefined };
  /** A request is under way that the screen waits for: there is nothing to show yet, or the last one failed. */
  isAsking: boolean;
  /** Asks now, unless a request is under way. */
  tryNow(): void;
};

/** An edit of the request is sent when no other follows within this time. */
const EDIT_PAUSE_MS = 300;

const NO_FAILURES = { count: 0, sinceMs: undefined };

/**
 * The one polling hook of a board: whoever else wants the roll is handed it, since each user of a query would bring an
 * interval of its own. Renders when the outcome changes, not when a poll brings nothing new.
 */
export function usePresencePoll({ query, everySeconds, isPaused }: PollRequest): PresencePoll {
  const clock = useClock();
  const sent = useSettled(query);
  const [isWaiting, setIsWaiting] = useState(true);
  const { data, isFetching, refetch } = useQuery({
    ...presenceList(sent, { everySeconds, isPaused, clock }),
    notifyOnChangeProps: isWaiting ? ['data', 'isFetching'] : ['data'],
  });
  const [kept, setKept] = useState<{ roll: PresenceRoll; key: string }>();
  if (data?.roll && data.roll !== kept?.roll) setKept({ roll: data.roll, key: formatQuery(sent) });

  const roll = data?.roll ?? kept?.roll;
  const isPlaceholder = roll !== undefined && kept?.key !== formatQuery(query);
  const isWaitedFor = roll === undefined || isPlaceholder || data?.failure !== undefined;
  if (isWaitedFor !== isWaiting) setIsWaiting(isWaitedFor);

  const failure = data?.failure;
  const failures = data?.failures ?? NO_FAILURES;
  const isAsking = isWaitedFor && isFetching;
  const tryNow = useCallback(() => void refetch({ cancelRefetch: false }), [refetch]);
  return useMemo(
    () => ({ roll, isPlaceholder, failure, failures, isAsking, tryNow }),
    [roll, isPlaceholder, failure, failures, isAsking, tryNow],
  );
}

/** The query once it has been the same for a moment: typing a number is one request, not one a digit. */
function useSettled(query: PresenceQuery): PresenceQuery {
  const [settled, setSettled] = useState(query);
  const wanted = formatQuery(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object with the same text is the same query.
  useEffect(() => {
    if (wanted === formatQuery(settled)) return;
    const timer = setTimeout(() => setSettled(query), EDIT_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, settled]);
  return settled;
}
