import { useMemo, useRef, useState } from 'react';
import { useToday } from '../clock/ticker.ts';
import { formatMoment } from '../condition/time-text.ts';
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
import {
  type HistorySource,
  SPAN_NAMES,
  SPANS,
  type SpanName,
  shortestSpan,
  useHistory,
} from './use-history.ts';

const HEIGHT_PX = 104;
export const SPAN_WORDS: Record<SpanName, string> = {
  hour: 'last hour',
  'six hours': 'last 6 h',
  day: 'last 24 h',
  week: 'last 7 d',
};
const OWN_SPANS = ['hour', 'six hours', 'day'] as const;

type RegisteredChartProps = {
  source: HistorySource;
  drawings: DrawingsLoading;
  /** Some are lost now. */
  isLost: boolean;
};

/** How many were registered over time, by the journal; where there is none, since the page was opened. */
export function RegisteredChart({ source, drawings, isLost }: RegisteredChartProps) {
  const [wanted, setWanted] = useState<SpanName>();
  const [read, setRead] = useState<number>();
  const day = useHistory(source, 'day');
  const span = wanted ?? shortestSpan(day?.history);
  const shown = useHistory(source, span);
  const history = shown?.history;
  const series = useSteady(useMemo(() => history && registeredSeries(history), [history]));
  const isFromJournal = day?.isFromJournal ?? false;
  const spans = isFromJournal ? SPAN_NAMES : OWN_SPANS;
  const todayMs = useToday();
  const step = read === undefined ? undefined : series?.steps[read];
  return (
    <ChartFrame
      title={
        <>
          Registered,{' '}
          <MenuSelect
            label="Registered over the"
            value={span}
            options={spans.map((value) => ({ value, text: SPAN_WORDS[value] }))}
            onChoose={setWanted}
            className="touch:h-11"
          />
        </>
      }
      note={step ? readingText(step, span) : series && missingNote(series)}
      heightPx={HEIGHT_PX}
      table={tableOf(series, span)}
      caption={isFromJournal ? lowestText(series, span) : ownText(source, todayMs)}
    >
      {series && (
        <Chart
          {...{ series, drawings, isLost }}
          title={`Registered, ${SPAN_WORDS[span]}`}
          onRead={setRead}
          textOf={spokenWith(span)}
        />
      )}
    </ChartFrame>
  );
}

export function ownText({ record }: HistorySource, nowMs: number): string {
  return record ? `As seen by this browser since ${formatMoment(record.sinceMs, nowMs)}` : '';
}

export function lowestText(series: RegisteredSeries | undefined, span: SpanName): string {
  const { lowest } = series ?? {};
  if (!lowest) return '';
  return `Lowest ${ofNeeded(lowest)} at ${momentLabel(lowest.atMs, SPANS[span].lastMs)}`;
}

function missingNote({ missing }: RegisteredSeries) {
  if (missing.length === 0) return null;
  return (
    <span className="flex items-center gap-1.5">
      <span className="no-data-hatch h-2 w-3 border border-line-2" />
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
