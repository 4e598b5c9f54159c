import { useMemo } from 'react';
import type { Condition } from '../../presence/condition.ts';
import {
  coarser,
  type DayFigures,
  figuresOf,
  type Stretch,
  stretchesOf,
} from '../../presence/day.ts';
import type { History } from '../../presence/history.ts';
import { useClock, useEachSecond } from '../clock/ticker.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatLength, formatMinute } from '../condition/time-text.ts';
import { DrawerPart } from './drawer-part.tsx';
import { bySource } from './history-text.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** More stretches than this are narrower than a pixel. */
const MOST_STRETCHES = 400;

/** How high a stretch stands, in pixels of 38: the louder, the higher. */
const BARS: Record<Condition, string> = {
  expired: 'h-[38px] bg-mark',
  lost: 'h-[38px] bg-mark',
  late: 'h-8 bg-mark',
  'not-registered': 'h-1 bg-mark',
  unknown: 'h-1 bg-mark',
  ringing: 'h-[38px] bg-mark',
  busy: 'h-6.5 bg-mark',
  registered: 'h-4 bg-bar',
  static: 'h-4 bg-bar',
  'not-asked': 'h-1 bg-bar',
};

/** The last 24 hours as a strip, and the same in words. */
export function DayStrip({ history }: { history: History }) {
  const clock = useClock();
  const minute = useEachSecond((nowMs) => Math.floor(nowMs / MINUTE_MS));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the strip moves on once a minute.
  const stretches = useMemo(() => {
    const toMs = clock.nowMs();
    const fromMs = toMs - DAY_MS;
    // The service cuts its day by its own clock, to the second: what lies between the two cuts is no lack of data.
    const isCutAlike = history.sinceMs > fromMs && history.sinceMs < fromMs + MINUTE_MS;
    return stretchesOf(history, { fromMs: isCutAlike ? history.sinceMs : fromMs, toMs });
  }, [history, clock, minute]);
  const known = stretches.filter(({ fromMs }) => fromMs >= history.sinceMs);
  const figures = figuresOf(history.source === 'journal' ? stretches : known);
  return (
    <DrawerPart
      title="Last 24 h"
      aside={[figuresText(figures), bySource(history, clock.nowMs())]
        .filter((text) => text !== '')
        .join(', ')}
    >
      <Bars stretches={coarser(stretches, MOST_STRETCHES)} />
    </DrawerPart>
  );
}

/** "registered 93.1 %, no data 1 h 12 min". A share is cut and not rounded: all of a day is all of it. */
function figuresText({ registeredShare, noDataMs }: DayFigures): string {
  const perMille = registeredShare && Math.floor(registeredShare * 1000);
  const texts = [
    ...(perMille === undefined
      ? []
      : [`registered ${perMille === 1000 ? 100 : (perMille / 10).toFixed(1)} %`]),
    ...(noDataMs < MINUTE_MS ? [] : [`no data ${formatLength(noDataMs)}`]),
  ];
  return texts.join(', ');
}

function Bars({ stretches }: { stretches: readonly Stretch[] }) {
  const fromMs = stretches[0]?.fromMs ?? 0;
  const toMs = stretches[stretches.length - 1]?.toMs ?? 0;
  const percent = (ms: number) => (100 * ms) / (toMs - fromMs);
  return (
    <>
      <div aria-hidden="true" className="relative h-[39px] overflow-hidden border-b border-line-2">
        {stretches.map((stretch) => {
          const left = `${percent(stretch.fromMs - fromMs)}%`;
          const width = `calc(${percent(stretch.toMs - stretch.fromMs)}% - 1px)`;
          const isLast = stretch.toMs === toMs;
          return (
            <span
              key={stretch.fromMs}
              title={stretchText(stretch, toMs)}
              className={`absolute bottom-0 min-w-0.5 ${lookOf(stretch)}`}
              // The last one may be too narrow to see: it grows to the left.
              style={{ width, ...(isLast ? { right: 0 } : { left }) }}
            />
          );
        })}
      </div>
      <p aria-hidden="true" className="relative mt-1 h-4 text-11 text-ink-3">
        <span className="absolute left-0">{formatMinute(fromMs)}</span>
        {[25, 50, 75].map((share) => (
          <span
            key={share}
            className="absolute [transform:translateX(-50%)]"
            style={{ left: `${share}%` }}
          >
            {formatMinute(fromMs + ((toMs - fromMs) * share) / 100)}
          </span>
        ))}
        <span className="absolute right-0">now</span>
      </p>
      <ol className="sr-only">
        {stretches.map((stretch) => (
          <li key={stretch.fromMs}>{stretchText(stretch, toMs)}</li>
        ))}
      </ol>
    </>
  );
}

function lookOf({ condition }: Stretch): string {
  if (condition === undefined) return 'no-data-hatch h-[38px]';
  return `keep-colour ${CONDITION_LOOKS[condition].tone} ${BARS[condition]}`;
}

/** "Busy 13:58 to 14:04". */
function stretchText({ condition, fromMs, toMs }: Stretch, nowMs: number): string {
  const word = condition ? CONDITION_LOOKS[condition].word : 'No data';
  return `${word} ${formatMinute(fromMs)} to ${toMs === nowMs ? 'now' : formatMinute(toMs)}`;
}
