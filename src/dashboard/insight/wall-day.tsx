import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { type FeedEntry, feedOf } from '../../presence/feed.ts';
import { journalChanges, journalCounts } from '../api/journal.ts';
import { formatMinute, formatSpan } from '../condition/time-text.ts';
import type { BoardState } from '../model/use-board.ts';
import { SquareX } from '../ui/glyphs.tsx';
import { useSteady } from '../ui/use-steady.ts';
import { feedChangesOf } from './journal-history.ts';
import { plotOf } from './plot.ts';
import { lowestText, ownText, SPAN_WORDS } from './registered-chart.tsx';
import { registeredSeries } from './registered-series.ts';
import type { Drawings } from './use-drawings.ts';
import { feedChangeOf } from './use-feed.ts';
import { type HistorySource, SPANS, shortestSpan, useHistory } from './use-history.ts';
import { worstOrganizations } from './worst-organizations.ts';

/** As many as are read from where one sits. */
const ORGANIZATIONS_SHOWN = 4;
const LOSSES_SHOWN = 6;
/** The text of the axis on a screen of 1920 x 1080, of the 11 px that it has on a board. */
const SCALE = 24 / 11;

/** The field of a wall, in pixels, and its unit. */
export type PageField = { widthPx: number; heightPx: number; unitPx: number };

type WallDayProps = {
  field: PageField;
  drawings: Drawings;
  source: HistorySource;
  board: BoardState;
};

/** The page of the last 24 hours: how many were registered, whom most were missing of, and what was lost. */
export function WallDay({ field, drawings, source, board }: WallDayProps) {
  const isUpright = field.heightPx > field.widthPx;
  return (
    <div
      className={`flex size-full gap-[6.4rem] ${isUpright ? 'flex-col' : ''}`}
      data-page="last-24-h"
    >
      <Registered {...{ field, drawings, source, isUpright }} isLost={isAnyLost(board)} />
      <div className="flex min-w-0 flex-1 flex-col gap-[3.2rem]">
        <Organizations {...{ board, source }} />
        <Losses {...{ board, source }} />
      </div>
    </div>
  );
}

function isAnyLost({ model }: BoardState): boolean {
  return (model.summary.counts.expired ?? 0) > 0;
}

type RegisteredProps = Omit<WallDayProps, 'board'> & { isUpright: boolean; isLost: boolean };

function Registered({ field, drawings, source, isUpright, isLost }: RegisteredProps) {
  const day = useHistory(source, 'day');
  const span = shortestSpan(day?.history);
  const shown = useHistory(source, span);
  const history = shown?.history;
  const series = useSteady(useMemo(() => history && registeredSeries(history), [history]));
  const { widthPx, heightPx, unitPx } = field;
  const top = series?.top ?? 1;
  const plot = useMemo(
    () =>
      plotOf({
        widthPx: Math.round(isUpright ? widthPx : widthPx * 0.64),
        heightPx: Math.round((isUpright ? heightPx * 0.5 : heightPx) - 112 * unitPx),
        top,
        scale: SCALE * unitPx,
      }),
    [widthPx, heightPx, unitPx, isUpright, top],
  );
  if (!series) return null;
  const text = day?.isFromJournal ? lowestText(series, span) : ownText(source);
  return (
    <section className="flex-none">
      <Title>Registered, {SPAN_WORDS[span]}</Title>
      <div aria-hidden="true">
        <drawings.RegisteredDrawing {...{ series, plot, isLost }} />
      </div>
      <p className="flex items-center justify-between pt-[1.2rem] text-ink-2">
        {text}
        {series.missing.length > 0 && (
          <span className="flex items-center gap-[1.2rem]">
            <span className="no-data-hatch h-[1.8rem] w-[2.8rem] border border-line-2" />
            no data
          </span>
        )}
      </p>
    </section>
  );
}

function Title({ children }: { children: ReactNode }) {
  return (
    <h2 className="mb-[1.6rem] text-[2.8rem] leading-[3.2rem] font-semibold whitespace-nowrap">
      {children}
    </h2>
  );
}

type ListProps = { board: BoardState; source: HistorySource };

function Organizations({ board, source }: ListProps) {
  const { data } = useQuery({
    ...journalCounts({ lastMs: SPANS.day.lastMs, stepSeconds: 3600, by: 'organization' }),
    enabled: source.isJournalOfAll,
  });
  const counts = source.isJournalOfAll ? data : undefined;
  const { groups } = board.model;
  const worst = useMemo(() => worstOrganizations(groups, counts), [groups, counts]);
  const names = new Map(groups.map(({ prefix, name }) => [prefix, name]));
  return (
    <section>
      <Title>{counts ? 'Most missing at once' : 'Missing now'}</Title>
      {worst.length === 0 && <p className="text-ink-2">None</p>}
      <ul>
        {worst.slice(0, ORGANIZATIONS_SHOWN).map(({ prefix, missing, needed, atMs }) => (
          <li key={prefix} className="flex items-baseline gap-[1.6rem] py-[0.6rem]">
            <b className="flex-none text-[3.4rem] leading-[4rem] font-semibold">
              {prefix || 'No organization'}
            </b>
            <span className="min-w-0 flex-1 truncate text-ink-2">{names.get(prefix)}</span>
            <span className="flex-none">
              {missing} of {needed}
            </span>
            <span className="w-[9.6rem] flex-none text-right text-ink-3">
              {atMs === undefined ? 'now' : formatMinute(atMs)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Losses({ board, source }: ListProps) {
  const { watch, events } = board;
  const { data } = useInfiniteQuery({
    ...journalChanges(watch.sinceMs, 'expired'),
    enabled: source.isJournalOfAll,
  });
  const pages = source.isJournalOfAll ? data?.pages : undefined;
  const losses = useMemo(() => {
    const told = pages?.flatMap((page) => page?.changes ?? []) ?? [];
    const seen = events.latest.filter(({ kind }) => kind === 'lost').map(feedChangeOf);
    const earlier = feedChangesOf(told).filter(({ to }) => to === 'expired');
    return feedOf([...earlier, ...seen]);
  }, [pages, events.latest]);
  return (
    <section className="min-h-0 flex-1">
      <Title>Lost</Title>
      {losses.length === 0 && <p className="text-ink-2">None</p>}
      <ul className="tone-lost">
        {losses.slice(0, LOSSES_SHOWN).map((entry) => (
          <Loss key={keyOf(entry)} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Loss({ entry }: { entry: FeedEntry }) {
  if (entry.kind === 'gap') return null;
  return (
    <li className="flex items-center gap-[1.6rem] py-[0.6rem] leading-[4rem] whitespace-nowrap">
      <span className="text-ink-3">{formatMinute(timeOf(entry))}</span>
      <SquareX className="size-[2.4rem] text-mark" />
      <span className="truncate">{lossText(entry)}</span>
    </li>
  );
}

type Told = Exclude<FeedEntry, { kind: 'gap' }>;

function timeOf(entry: Told): number {
  return entry.kind === 'group' ? entry.group.atMs : entry.change.atMs;
}

function keyOf(entry: FeedEntry): string {
  if (entry.kind === 'gap') return 'gap';
  return entry.kind === 'group' ? `group ${entry.group.key}` : entry.change.key;
}

function lossText(entry: Told): string {
  if (entry.kind === 'change') return entry.change.number;
  const { numbers, withinMs, organization } = entry.group;
  const within = withinMs >= 1000 ? `in ${formatSpan(withinMs)}` : 'at once';
  return `${numbers.length} ${within}${organization === undefined ? '' : ` in ${organization}`}`;
}
