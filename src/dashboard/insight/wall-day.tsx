import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { journalCounts } from '../api/journal.ts';
import { useToday } from '../clock/ticker.ts';
import { formatMinute } from '../condition/time-text.ts';
import type { BoardState } from '../model/use-board.ts';
import { useSteady } from '../ui/use-steady.ts';
import { plotOf } from './plot.ts';
import { lowestText, ownText, SPAN_WORDS } from './registered-chart.tsx';
import { registeredSeries } from './registered-series.ts';
import type { Drawings } from './use-drawings.ts';
import { type HistorySource, SPANS, shortestSpan, useDayAgo, useHistory } from './use-history.ts';
import { WallLosses } from './wall-losses.tsx';
import { WallTitle } from './wall-title.tsx';
import { worstOrganizations } from './worst-organizations.ts';

/** As many as are read from where one sits. */
const ORGANIZATIONS_SHOWN = 4;
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
        <WallLosses events={board.events} isJournalOfAll={source.isJournalOfAll} />
      </div>
    </div>
  );
}

function isAnyLost({ model }: BoardState): boolean {
  return (model.summary.counts.expired ?? 0) > 0;
}

type RegisteredProps = Omit<WallDayProps, 'board'> & { isUpright: boolean; isLost: boolean };

function Registered({ field, drawings, source, isUpright, isLost }: RegisteredProps) {
  const todayMs = useToday();
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
  const text = day?.isFromJournal ? lowestText(series, span) : ownText(source, todayMs);
  return (
    <section className="flex-none">
      <WallTitle>Registered, {SPAN_WORDS[span]}</WallTitle>
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

type OrganizationsProps = { board: BoardState; source: HistorySource };

function Organizations({ board, source }: OrganizationsProps) {
  const { data } = useQuery({
    ...journalCounts({ lastMs: SPANS.day.lastMs, stepSeconds: 3600, by: 'organization' }),
    enabled: source.isJournalOfAll,
  });
  const counts = source.isJournalOfAll ? data : undefined;
  const { groups } = board.model;
  const fromMs = useDayAgo();
  const worst = useMemo(
    () => worstOrganizations(groups, { counts, fromMs }),
    [groups, counts, fromMs],
  );
  const names = new Map(groups.map(({ prefix, name }) => [prefix, name]));
  return (
    <section>
      <WallTitle>{counts ? 'Most missing at once' : 'Missing now'}</WallTitle>
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
