import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import type { SignIn } from '../../contract/session.ts';
import { staleAfterMs } from '../../presence/stale.ts';
import type { SteadyClock } from '../clock/steady-clock.ts';
import { fetchPresence } from './fetch-presence.ts';
import { toFailure } from './poll-failure.ts';
import { afterAnswer, afterFailure, type PollOutcome, type PollState } from './poll-state.ts';
import { dueInMs } from './poll-timing.ts';
import { isRefusal, sessionAgain } from './session-again.ts';

/** How the list is polled. */
export type PollTiming = {
  everySeconds: number;
  isPaused: boolean;
  /** It is polled while the page is hidden too. */
  isUnattended?: boolean;
  /** The wall link that the page was opened by: it starts another session when one ends. */
  link?: SignIn | undefined;
  clock: SteadyClock;
};

/** Lists of filters that nobody looks at any more go soon, since one may hold 10,000 extensions. */
const FORGOTTEN_AFTER_MS = 10_000;

/** Where the poll of a query is kept. */
export const presenceListKey = (query: PresenceQuery) =>
  ['presence', 'list', formatQuery(query)] as const;

/**
 * The presence poll. Its function never fails but remembers the failure beside what was known: the query library
 * forgets an error as soon as it asks again, and a screen must not.
 */
export const presenceList = (
  query: PresenceQuery,
  { everySeconds, isPaused, isUnattended = false, link, clock }: PollTiming,
) =>
  queryOptions({
    queryKey: presenceListKey(query),
    queryFn: ({ client, queryKey, signal }): Promise<PollState> =>
      poll(query, {
        before: client.getQueryData<PollState>(queryKey),
        staleMs: staleAfterMs(everySeconds),
        ...{ client, link, signal, clock },
      }),
    select: outcomeOf,
    // What did not change was shared by number already; by index, as the library does, one new row changes all.
    structuralSharing: false,
    // A pause holds the poll, not a person who asks for something else: that is answered once.
    enabled: ({ state }) => (!isPaused || state.data === undefined) && !isStopped(state.data),
    refetchInterval: ({ state }) =>
      state.data
        ? (dueInMs(state.data, everySeconds, clock.stamp()) ?? false)
        : everySeconds * 1000,
    refetchIntervalInBackground: isUnattended,
    refetchOnReconnect: true,
    // The default asks nobody while the browser thinks that it is offline: wrong on televisions, virtual machines and VPNs.
    networkMode: 'always',
    // A retry in a hidden page would hold up the polls until somebody looks. The next poll is the retry.
    retry: false,
    gcTime: FORGOTTEN_AFTER_MS,
  });

const outcomeOf = ({ outcome }: PollState): PollOutcome => outcome;

/** Refused before any data: asking on would only count as more wrong tries. */
function isStopped(state: PollState | undefined): boolean {
  return state?.outcome.failure?.kind === 'refused' && state.outcome.roll === undefined;
}

type Polling = {
  before: PollState | undefined;
  staleMs: number;
  client: QueryClient;
  link: SignIn | undefined;
  signal: AbortSignal;
  clock: SteadyClock;
};

async function poll(query: PresenceQuery, polling: Polling): Promise<PollState> {
  const { before, staleMs, ...entering } = polling;
  const { link, signal, clock } = entering;
  const askedAt = clock.stamp();
  const asked = () => ({ askedAt, settledAt: clock.stamp() });
  const previous = before?.outcome.roll;
  const ask = () => fetchPresence(query, { signal, clock, previous });
  // Once refused, presence is not asked for again before there is a session.
  const isOut = before?.outcome.failure?.kind === 'refused' && previous !== undefined;
  try {
    if (isOut) await sessionAgain(entering);
    const roll = await ask().catch(async (error: unknown) => {
      if (isOut || !link || !isRefusal(error)) throw error;
      await sessionAgain(entering);
      return ask();
    });
    return afterAnswer(before, roll, { ...asked(), staleMs });
  } catch (error) {
    if (signal.aborted) throw error;
    return afterFailure(before, toFailure(error, clock.nowMs()), asked());
  }
}
