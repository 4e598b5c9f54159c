import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { WatchedEvents } from '../../presence/events.ts';
import { type FeedEntry, feedOf } from '../../presence/feed.ts';
import { journalChanges } from '../api/journal.ts';
import { formatMinute, formatSpan } from '../condition/time-text.ts';
import { SquareX } from '../ui/glyphs.tsx';
import { feedChangesOf } from './journal-history.ts';
import { feedChangeOf } from './use-feed.ts';
import { useDayAgo } from './use-history.ts';
import { WallTitle } from './wall-title.tsx';

/** As many as are read from where one sits. */
const LOSSES_SHOWN = 6;

type WallLossesProps = {
  /** What the screen has seen since then. */
  events: Pick<WatchedEvents, 'latest' | 'sinceMs'>;
  isJournalOfAll: boolean;
};

/** What was lost in the last 24 hours, the latest first: a time of the day is told, which says nothing of an earlier one. */
export function WallLosses({ events, isJournalOfAll }: WallLossesProps) {
  const { latest, sinceMs } = events;
  const { data } = useInfiniteQuery({
    ...journalChanges(sinceMs, 'expired'),
    enabled: isJournalOfAll,
  });
  const pages = isJournalOfAll ? data?.pages : undefined;
  const told = useMemo(() => {
    const earlier = feedChangesOf(pages?.flatMap((page) => page?.changes ?? []) ?? []);
    const seen = latest.filter(({ kind }) => kind === 'lost').map(feedChangeOf);
    return feedOf([...earlier.filter(({ to }) => to === 'expired'), ...seen]).filter(isLoss);
  }, [pages, latest]);
  const fromMs = useDayAgo();
  // As long as the journal has not answered, nobody knows that nothing was lost.
  const isKnown = pages !== undefined || !isJournalOfAll;
  const losses = told.filter((loss) => timeOf(loss) >= fromMs).slice(0, LOSSES_SHOWN);
  return (
    <section className="min-h-0 flex-1">
      <WallTitle>Lost</WallTitle>
      {losses.length === 0 && isKnown && <p className="text-ink-2">None</p>}
      <ul className="tone-lost">
        {losses.map((loss) => (
          <li
            key={loss.kind === 'group' ? `group ${loss.group.key}` : loss.change.key}
            className="flex items-center gap-[1.6rem] py-[0.6rem] leading-[4rem] whitespace-nowrap"
          >
            <span className="text-ink-3">{formatMinute(timeOf(loss))}</span>
            <SquareX className="size-[2.4rem] text-mark" />
            <span className="truncate">{lossText(loss)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Loss = Exclude<FeedEntry, { kind: 'gap' }>;

function isLoss(entry: FeedEntry): entry is Loss {
  return entry.kind !== 'gap';
}

function timeOf(loss: Loss): number {
  return loss.kind === 'group' ? loss.group.atMs : loss.change.atMs;
}

function lossText(loss: Loss): string {
  if (loss.kind === 'change') return loss.change.number;
  const { numbers, withinMs, organization } = loss.group;
  const within = withinMs >= 1000 ? `in ${formatSpan(withinMs)}` : 'at once';
  return `${numbers.length} ${within}${organization === undefined ? '' : ` in ${organization}`}`;
}
