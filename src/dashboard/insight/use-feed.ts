import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Gap } from '../../contract/journal.ts';
import type { WatchEvent, WatchedEvents } from '../../presence/events.ts';
import { type FeedChange, type FeedEntry, type FeedGap, feedOf } from '../../presence/feed.ts';
import { EVENTS_KEPT } from '../../presence/thresholds.ts';
import { journalChanges } from '../api/journal.ts';
import { feedChangesOf } from './journal-history.ts';

/** So many of the latest changes are looked through: enough to tell how many were lost together. */
const CHANGES_READ = 5000;
/** So many lines are told. */
const ENTRIES_SHOWN = 100;
/** So many pages of the journal are put under them. */
const PAGES_AT_MOST = 10;

export type Feed = {
  /** How many changes this screen has seen: `412`, `20,000+` where earlier ones were let go. */
  seen: string;
  entries: readonly FeedEntry[];
  /** Undefined when there is no more, or nobody to ask. */
  loadEarlier: (() => void) | undefined;
  isLoading: boolean;
  /** The journal did not tell the page that was asked for last. */
  isFailed: boolean;
};

/** What this screen has seen since it was opened, and under it what the journal tells of the time before. */
export function useFeed(
  { latest, gaps, sinceMs }: Pick<WatchedEvents, 'latest' | 'gaps' | 'sinceMs'>,
  isJournalOfAll: boolean,
): Feed {
  const query = useInfiniteQuery({ ...journalChanges(sinceMs), enabled: isJournalOfAll });
  const pages = isJournalOfAll ? query.data?.pages : undefined;
  const own = useMemo(
    () => feedOf(latest.slice(-CHANGES_READ).map(feedChangeOf), gaps).slice(0, ENTRIES_SHOWN),
    [latest, gaps],
  );
  const earlier = useMemo(() => {
    const told = pages?.flatMap((page) => page ?? []) ?? [];
    return feedOf(
      feedChangesOf(told.flatMap(({ changes }) => changes)),
      told.slice(-1).flatMap((page) => page.gaps.map(feedGapOf)),
    );
  }, [pages]);
  const entries = useMemo(() => [...own, ...earlier], [own, earlier]);
  const isMore = query.hasNextPage && (pages?.length ?? 0) < PAGES_AT_MOST;
  return {
    seen: `${latest.length.toLocaleString('en')}${latest.length < EVENTS_KEPT ? '' : '+'}`,
    entries,
    loadEarlier: isJournalOfAll && isMore ? () => void query.fetchNextPage() : undefined,
    isLoading: query.isFetching,
    isFailed: query.isError,
  };
}

export function feedChangeOf({ nth, number, from, to, atMs, kind }: WatchEvent): FeedChange {
  return {
    key: String(nth),
    ...{ atMs, number, from, to },
    ...(kind === 'flapping' && { isFlapping: true }),
  };
}

function feedGapOf({ from, to }: Gap): FeedGap {
  return { fromMs: Date.parse(from), toMs: to === null ? undefined : Date.parse(to) };
}
