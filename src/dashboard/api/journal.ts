import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type Changes,
  type CountsBy,
  changesSchema,
  type JournalCounts,
  journalCountsSchema,
} from '../../contract/journal.ts';
import { PATHS } from '../../contract/paths.ts';
import { toApiInstant } from '../../presence/extension.ts';
import { boardClock } from '../clock/board-clock.ts';
import { ask, failureOf, readJson } from './ask.ts';
import { PollError } from './poll-failure.ts';

const ASKED_EVERY_MS = 60_000;
/** A page of changes. */
const CHANGES_AT_ONCE = 50;

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
 * The changes before a moment, the latest first, a page at a time. Null where the service has no journal. Fails with
 * PollError.
 */
export const journalChanges = (untilMs: number) =>
  infiniteQueryOptions({
    queryKey: ['journal', 'changes', untilMs] as const,
    queryFn: async ({ signal, pageParam }): Promise<Changes | null> => {
      const cursor = pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      const parameters = `until=${toApiInstant(untilMs)}&count=${CHANGES_AT_ONCE}${cursor}`;
      const answer = await ask(`${PATHS.journalChanges}?${parameters}`, { signal });
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw new PollError(failureOf(answer, boardClock.nowMs()));
      return readJson(answer, changesSchema, boardClock.nowMs());
    },
    initialPageParam: '',
    getNextPageParam: (page) => page?.next,
    networkMode: 'always',
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
