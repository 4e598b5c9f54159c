import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type CountsHistory, joinHistories } from '../../presence/counts-history.ts';
import { journalCounts } from '../api/journal.ts';
import { useEachSecond } from '../clock/ticker.ts';
import { type CountsRecord, historyOf } from '../model/counts-record.ts';
import { historyOfCounts } from './journal-history.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** So far back, in steps of this length. */
type Span = { lastMs: number; stepMs: number };

export const SPANS = {
  hour: { lastMs: HOUR_MS, stepMs: MINUTE_MS },
  'six hours': { lastMs: 6 * HOUR_MS, stepMs: 5 * MINUTE_MS },
  day: { lastMs: DAY_MS, stepMs: 5 * MINUTE_MS },
  week: { lastMs: 7 * DAY_MS, stepMs: 30 * MINUTE_MS },
} as const satisfies Record<string, Span>;
export type SpanName = keyof typeof SPANS;
export const SPAN_NAMES = ['hour', 'six hours', 'day', 'week'] as const;

/** Less would be a wall without a picture. */
const WORTH_A_PAGE_MS = 10 * MINUTE_MS;

/** True once there is enough to fill a page of the wall. */
export function isWorthAPage(day: CountsHistory): boolean {
  return knownMsOf(day) >= WORTH_A_PAGE_MS;
}

function knownMsOf({ steps, toMs }: CountsHistory): number {
  const first = steps.find(({ counts }) => counts);
  return first ? toMs - first.atMs : 0;
}

/** The shortest span that has all of a day that anything is known of. */
export function shortestSpan(day: CountsHistory | undefined): SpanName {
  const knownMs = day ? knownMsOf(day) : 0;
  if (knownMs <= SPANS.hour.lastMs) return 'hour';
  return knownMs <= SPANS['six hours'].lastMs ? 'six hours' : 'day';
}

/** Where the last 24 hours begin, to the minute, on the server's clock. */
export function useDayAgo(): number {
  return useEachSecond((nowMs) => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS - DAY_MS);
}

/** What a history is made from. */
export type HistorySource = {
  record: CountsRecord | undefined;
  /** The journal counts the same list as the screen: all of it. */
  isJournalOfAll: boolean;
};

export type KnownHistory = { history: CountsHistory; isFromJournal: boolean };

/** What is known of a span until now: by the journal where it counts the same list, and by this screen. */
export function useHistory(source: HistorySource, span: SpanName): KnownHistory | undefined {
  const { record, isJournalOfAll } = source;
  const { lastMs, stepMs } = SPANS[span];
  const { data } = useQuery({
    ...journalCounts({ lastMs, stepSeconds: stepMs / 1000 }),
    enabled: record !== undefined && isJournalOfAll,
  });
  const counts = isJournalOfAll ? data : undefined;
  // The step that goes on is drawn to its end, so that nothing moves until it is over.
  const endMs = useEachSecond((nowMs) => (Math.floor(nowMs / stepMs) + 1) * stepMs);
  return useMemo(() => {
    if (!record) return undefined;
    const own = historyOf(record, { fromMs: endMs - lastMs, toMs: endMs, stepMs });
    const history = counts ? joinHistories(historyOfCounts(counts), own) : own;
    return { history, isFromJournal: Boolean(counts) };
  }, [record, counts, endMs, lastMs, stepMs]);
}
