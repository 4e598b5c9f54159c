import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type ChangeKind,
  type Changes,
  type CountsBy,
  changesSchema,
  type JournalCounts,
  journalCountsSchema,
} from '../../contract/journal.ts';
import { PATHS } from '../../contract/paths.ts';
import { isPlace, toApiInstant } from '../../presence/extension.ts';
import { boardClock } from '../clock/board-clock.ts';
import { ask, failureOf, readJson } from './ask.ts';
import { PollError } from './poll-failure.ts';

const ASKED_EVERY_MS = 60_000;
/** A page of changes. */
const CHANGES_AT_ONCE = 50;
/** Changes before a moment that nobody asks for any more are kept for as long as a wall may show its other pages. */
const CHANGES_KEPT_MS = 5 * 60_000;
const EXTENSION_ASKED_EVERY_MS = 30_000;
/** The latest of a day; of one that has more the day begins with the oldest of these. */
const CHANGES_OF_EXTENSION = 1000;

/** What is asked of the journal's counts. `lastMs` is how far back from now. */
export type CountsRequest = { lastMs: number; stepSeconds: number; by?: CountsBy };

/**
 * Counts of the recent past, once a minute; a failure keeps the last. Null where the service has no journal, which is
 * not asked again. Fails with PollError.
 */
export const journalCounts = ({ lastMs, stepSeconds, by = 'condition' }: CountsRequest) =>
  queryOptions({
    queryKey: ['journal', 'counts', by, lastMs, stepSeconds] as const,
    queryFn: async ({ signal }): Promise<JournalCounts | null> => {
      const from = toApiInstant(boardClock.nowMs() - lastMs);
      const parameters = `by=${by}&from=${from}&step=${stepSeconds}`;
      const answer = await ask(`${PATHS.journalCounts}?${parameters}`, { signal });
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw new PollError(failureOf(answer, boardClock.nowMs()));
      return readJson(answer, journalCountsSchema, boardClock.nowMs());
    },
    networkMode: 'always',
    retry: false,
    refetchInterval: ({ state }) => (state.data === null ? false : ASKED_EVERY_MS),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: false,
    staleTime: ASKED_EVERY_MS,
  });

/**
 * The changes of the 24 hours before a moment, the latest first, a page at a time; of one kind, if one is named. They are
 * asked once, and once a minute while that fails. The moment is when a watch began, and so names it: it is the same for as
 * long as the same list is watched. Null where the service has no journal. Fails with PollError.
 */
export const journalChanges = (untilMs: number, kind?: ChangeKind) =>
  infiniteQueryOptions({
    queryKey: ['journal', 'changes', untilMs, kind] as const,
    queryFn: ({ signal, pageParam }): Promise<Changes | null> =>
      readChanges(signal, {
        until: toApiInstant(untilMs),
        count: String(CHANGES_AT_ONCE),
        ...(kind && { kind }),
        ...(pageParam !== '' && { cursor: pageParam }),
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page?.next,
    networkMode: 'always',
    retry: false,
    refetchInterval: ({ state }) => (state.status === 'error' ? ASKED_EVERY_MS : false),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: CHANGES_KEPT_MS,
  });

/** What the journal has of an extension's last 24 hours; null where the service keeps none. Fails with PollError. */
export const extensionChanges = (number: string) =>
  queryOptions({
    queryKey: ['journal', 'changes of', number] as const,
    queryFn: ({ signal }): Promise<Changes | null> =>
      readChanges(signal, { extension: number, count: String(CHANGES_OF_EXTENSION) }),
    enabled: number !== '' && !isPlace(number),
    networkMode: 'always',
    retry: false,
    refetchInterval: ({ state }) => (state.data === null ? false : EXTENSION_ASKED_EVERY_MS),
  });

async function readChanges(signal: AbortSignal, parameters: Record<string, string>) {
  const answer = await ask(`${PATHS.journalChanges}?${new URLSearchParams(parameters)}`, {
    signal,
  });
  if (answer.status === 404) return null;
  if (answer.status !== 200) throw new PollError(failureOf(answer, boardClock.nowMs()));
  return readJson(answer, changesSchema, boardClock.nowMs());
}
