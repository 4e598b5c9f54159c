import { focusManager, keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import type { SignIn } from '../../contract/session.ts';
import type { Gap } from '../../presence/events.ts';
import { TickerContext, useClock } from '../clock/ticker.ts';
import type { PollFailure } from './poll-failure.ts';
import type { PollState, PresenceRoll } from './poll-state.ts';
import { isOverdue } from './poll-timing.ts';
import { presenceList, presenceListKey } from './presence-list.ts';

/** What to poll, and how often. A wall that nobody attends polls on while the browser thinks that it is hidden. */
export type PollRequest = {
  query: PresenceQuery;
  everySeconds: number;
  isPaused: boolean;
  isUnattended?: boolean;
  /** The wall link that the page was opened by: it starts another session when one ends. */
  link?: SignIn | undefined;
};

export type PresencePoll = {
  /** The last answer; a failed poll keeps it. Undefined when the query that is wanted has only failed yet. */
  roll: PresenceRoll | undefined;
  /** `roll` answers an earlier query, and the one that is wanted has not been answered yet. */
  isPlaceholder: boolean;
  /** Why the last request brought nothing; undefined when it did. */
  failure: PollFailure | undefined;
  /** Failures without an answer between them: how many, and the server's time of the first. */
  failures: { count: number; sinceMs: number | undefined };
  /** The last time that no answer came for so long that what was known was stale. */
  gap: Gap | undefined;
  /** A request is under way that the screen waits for: there is nothing to show yet, or the last one failed. */
  isAsking: boolean;
  /** Asks now, unless a request is under way. */
  tryNow(): void;
};

/** An edit of the request is sent when no other follows within this time. */
const EDIT_PAUSE_MS = 300;

const NOTHING_KNOWN = {
  roll: undefined,
  failure: undefined,
  failures: { count: 0, sinceMs: undefined },
  gap: undefined,
};

/**
 * The one polling hook of a board: whoever else wants the roll is handed it, since each user of a query would bring an
 * interval of its own. Renders when the outcome changes, not when a poll brings nothing new.
 */
export function usePresencePoll(request: PollRequest): PresencePoll {
  const { query, everySeconds, isPaused, isUnattended = false, link } = request;
  const clock = useClock();
  const sent = useSettled(query);
  const [isWaiting, setIsWaiting] = useState(true);
  const { data, isFetching, isPlaceholderData, refetch } = useQuery({
    ...presenceList(sent, { everySeconds, isPaused, isUnattended, link, clock }),
    placeholderData: keepPreviousData,
    notifyOnChangeProps: isWaiting
      ? ['data', 'isPlaceholderData', 'isFetching']
      : ['data', 'isPlaceholderData'],
  });
  const { roll, ...told } = data ?? NOTHING_KNOWN;
  // The failures of the query before are not this one's.
  const { failure, failures, gap } = isPlaceholderData ? NOTHING_KNOWN : told;
  const isSettled = formatQuery(sent) === formatQuery(query);
  const isPlaceholder = roll !== undefined && (isPlaceholderData || !isSettled);
  const isWaitedFor = roll === undefined || isPlaceholder || failure !== undefined;
  if (isWaitedFor !== isWaiting) setIsWaiting(isWaitedFor);

  const isAsking = isWaitedFor && isFetching;
  const tryNow = useCallback(() => void refetch({ cancelRefetch: false }), [refetch]);
  useOverduePoll({ query: sent, everySeconds, isPaused, isUnattended }, tryNow);
  return useMemo(
    () => ({ roll, isPlaceholder, failure, failures, gap, isAsking, tryNow }),
    [roll, isPlaceholder, failure, failures, gap, isAsking, tryNow],
  );
}

/**
 * Asks at once when a poll is overdue. The interval's timer may have slept with the computer and want the rest of its
 * time; the ticker looks at the clocks instead.
 */
function useOverduePoll(request: Required<Omit<PollRequest, 'link'>>, ask: () => void): void {
  const { query, everySeconds, isPaused, isUnattended } = request;
  const ticker = useContext(TickerContext);
  const client = useQueryClient();
  const key = formatQuery(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object with the same text is the same query.
  useEffect(() => {
    if (isPaused) return;
    return ticker.subscribe(() => {
      const state = client.getQueryState<PollState>(presenceListKey(query));
      const isSeen = isUnattended || focusManager.isFocused();
      if (!state?.data || state.fetchStatus !== 'idle' || !isSeen) return;
      if (isOverdue(state.data, everySeconds, ticker.clock.stamp())) ask();
    });
  }, [ticker, client, key, everySeconds, isPaused, isUnattended, ask]);
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
