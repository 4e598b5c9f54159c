import { useMemo, useRef, useState } from 'react';
import { useEachSecond } from '../clock/ticker.ts';
import { formatMinute } from '../condition/time-text.ts';
import { MenuSelect } from '../ui/menu-select.tsx';
import { useSteady } from '../ui/use-steady.ts';
import { useWidth } from '../ui/use-width.ts';
import { ChartFrame, NoDrawing } from './chart-frame.tsx';
import { plotOf } from './plot.ts';
import { ReadingLine } from './reading-line.tsx';
import {
  type RegisteredSeries,
  type RegisteredStep,
  registeredSeries,
} from './registered-series.ts';
import { momentLabel } from './time-axis.ts';
import type { DrawingsLoading } from './use-drawings.ts';
import { type HistorySource, SPANS, type SpanName, useHistory } from './use-history.ts';

const HEIGHT_PX = 104;
const SPAN_WORDS: Record<SpanName, string> = {
  hour: 'last hour',
  'six hours': 'last 6 h',
  day: 'last 24 h',
  week: 'last 7 d',
};
/** The journal goes back far enough for these. */
const JOURNAL_SPANS = (['day', 'week'] as const).map((value) => ({
  value,
  text: SPAN_WORDS[value],
}));

type RegisteredChartProps = {
  source: HistorySource;
  drawings: DrawingsLoading;
  /** Some are lost now. */
  isLost: boolean;
};

/** How many were registered over the last day or week; as long as nobody kept a journal, since the page was opened. */
export function RegisteredChart({ source, drawings, isLost }: RegisteredChartProps) {
  const [wanted, setWanted] = useState<'day' | 'week'>('day');
  const [read, setRead] = useState<number>();
  const journal = useHistory(source, wanted);
  const isFromJournal = journal?.isFromJournal ?? false;
  const seen = useEachSecond((nowMs) => ownSpan(source, nowMs));
  const span = isFromJournal ? wanted : seen;
  const own = useHistory({ ...source, isJournalOfAll: false }, span);
  const history = isFromJournal ? journal?.history : own?.history;
  const series = useSteady(useMemo(() => history && registeredSeries(history), [history]));
  const title = `Registered, ${SPAN_WORDS[span]}`;
  const step = read === undefined ? undefined : series?.steps[read];
  return (
    <ChartFrame
      title={
        isFromJournal ? (
          <>
            Registered,{' '}
            <MenuSelect
              label="Registered over"
              value={wanted}
              options={JOURNAL_SPANS}
              onChoose={setWanted}
              className="touch:h-11"
            />
          </>
        ) : (
          title
        )
      }
      note={step ? readingText(step, span) : series && missingNote(series)}
      heightPx={HEIGHT_PX}
      table={tableOf(series, span)}
      caption={isFromJournal ? lowestText(series, span) : ownText(source)}
    >
      {series && (
        <Chart
          {...{ series, drawings, isLost, title }}
          onRead={setRead}
          textOf={spokenWith(span)}
        />
      )}
    </ChartFrame>
  );
}

/** The shortest span that has all that this screen has seen. */
function ownSpan({ record }: HistorySource, nowMs: number): SpanName {
  const seenMs = record ? nowMs - record.sinceMs : 0;
  if (seenMs < SPANS.hour.lastMs) return 'hour';
  return seenMs < SPANS['six hours'].lastMs ? 'six hours' : 'day';
}

function ownText({ record }: HistorySource): string {
  return record ? `As seen by this browser since ${formatMinute(record.sinceMs)}` : '';
}

function lowestText(series: RegisteredSeries | undefined, span: SpanName): string {
  const { lowest } = series ?? {};
  if (!lowest) return '';
  return `Lowest ${ofNeeded(lowest)} at ${momentLabel(lowest.atMs, SPANS[span].lastMs)}`;
}

function missingNote({ missing }: RegisteredSeries) {
  if (missing.length === 0) return null;
  return (
    <span className="flex items-center gap-1.5">
      <span className="hatched h-2 w-3 border border-line-2" />
      no data
    </span>
  );
}

type ChartProps = {
  series: RegisteredSeries;
  drawings: DrawingsLoading;
  isLost: boolean;
  title: string;
  textOf: (step: RegisteredStep | undefined) => string;
  onRead: (at: number | undefined) => void;
};

function Chart({ series, drawings, isLost, title, textOf, onRead }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(box);
  const { top } = series;
  const plot = useMemo(
    () => plotOf({ widthPx: widthPx ?? 0, heightPx: HEIGHT_PX, top }),
    [widthPx, top],
  );
  if (typeof drawings === 'string') {
    return (
      <div ref={box}>
        <NoDrawing isFailed={drawings === 'failed'} />
      </div>
    );
  }
  return (
    <div ref={box} className="relative h-full">
      {plot.widthPx > 0 && (
        <div aria-hidden="true" className="absolute">
          <drawings.RegisteredDrawing {...{ series, plot, isLost }} />
        </div>
      )}
      <ReadingLine
        label={title}
        count={series.steps.length}
        textOf={(at) => textOf(series.steps[at])}
        {...{ leftPx: plot.leftPx, rightPx: plot.rightPx, bottomPx: plot.bottomPx, onRead }}
      />
    </div>
  );
}

function ofNeeded({ registered, needed }: RegisteredStep): string {
  if (registered === undefined) return 'no data';
  return needed === undefined ? String(registered) : `${registered} of ${needed}`;
}

function readingText(step: RegisteredStep, span: SpanName): string {
  return `${momentLabel(step.atMs, SPANS[span].lastMs)}  ${ofNeeded(step)}`;
}

function spokenWith(span: SpanName) {
  return (step: RegisteredStep | undefined) =>
    step ? `${momentLabel(step.atMs, SPANS[span].lastMs)}, ${ofNeeded(step)}` : 'no data';
}

/** The latest first. */
function tableOf(series: RegisteredSeries | undefined, span: SpanName) {
  const rows = [...(series?.steps ?? [])].reverse().map(({ atMs, registered, needed }) => {
    const moment = momentLabel(atMs, SPANS[span].lastMs);
    return [moment, registered ?? 'no data', needed ?? ''] as const;
  });
  return { head: ['From', 'Registered', 'Of'], rows };
}
