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
 * The changes of the 24 hours before a moment, the latest first, a page at a time; of one kind, if one is named. Null where the service has no journal. Fails with
 * PollError.
 */
export const journalChanges = (untilMs: number, kind?: ChangeKind) =>
  infiniteQueryOptions({
    queryKey: ['journal', 'changes', untilMs, kind] as const,
    queryFn: async ({ signal, pageParam }): Promise<Changes | null> => {
      const parameters = [
        `until=${toApiInstant(untilMs)}`,
        `count=${CHANGES_AT_ONCE}`,
        ...(kind ? [`kind=${kind}`] : []),
        ...(pageParam === '' ? [] : [`cursor=${encodeURIComponent(pageParam)}`]),
      ].join('&');
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
