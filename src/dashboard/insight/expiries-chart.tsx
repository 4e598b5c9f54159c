import { useMemo, useRef, useState } from 'react';
import { type ExpiryStep, expiriesWithinHour } from '../../presence/expiries.ts';
import type { BoardItem } from '../model/board-item.ts';
import { useSteady } from '../ui/use-steady.ts';
import { useWidth } from '../ui/use-width.ts';
import { ChartFrame, NoDrawing } from './chart-frame.tsx';
import { plotOf, roundTop } from './plot.ts';
import { ReadingLine } from './reading-line.tsx';
import type { DrawingsLoading } from './use-drawings.ts';

const HEIGHT_PX = 88;
const TITLE = 'Expiring in the next hour';
/** Under the edges of every third bar. */
const EDGES = ['now', '15 min', '30', '45', '60'] as const;

type ExpiriesChartProps = {
  items: ReadonlyMap<string, BoardItem>;
  /** The server's time that the list was judged at. */
  atMs: number;
  drawings: DrawingsLoading;
};

/** When registrations end if nothing refreshes them: a rush is seen before it comes. */
export function ExpiriesChart({ items, atMs, drawings }: ExpiriesChartProps) {
  const [read, setRead] = useState<number>();
  const steps = useSteady(useMemo(() => expiriesWithinHour(items.values(), atMs), [items, atMs]));
  const step = read === undefined ? undefined : steps[read];
  return (
    <ChartFrame
      title={TITLE}
      note={step ? `${spanText(step)}  ${countText(step)}` : 'per 5 min'}
      heightPx={HEIGHT_PX}
      table={{
        head: ['Minutes', 'Registrations', 'Late'],
        rows: steps.map((one) => [spanText(one), one.count, one.late]),
      }}
    >
      <Chart {...{ steps, drawings }} onRead={setRead} />
    </ChartFrame>
  );
}

type ChartProps = {
  steps: readonly ExpiryStep[];
  drawings: DrawingsLoading;
  onRead: (at: number | undefined) => void;
};

function Chart({ steps, drawings, onRead }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(box);
  const top = roundTop(Math.max(...steps.map(({ count }) => count)));
  const plot = useMemo(
    () => plotOf({ widthPx: widthPx ?? 0, heightPx: HEIGHT_PX, top }),
    [widthPx, top],
  );
  const textOf = (at: number) => {
    const step = steps[at];
    return step ? `in ${spanText(step)}, ${countText(step)}` : 'nothing';
  };
  return (
    <div ref={box} className="relative h-full">
      {typeof drawings === 'string' ? (
        <NoDrawing isFailed={drawings === 'failed'} />
      ) : (
        <>
          {plot.widthPx > 0 && (
            <div aria-hidden="true" className="absolute">
              <drawings.ExpiriesDrawing {...{ steps, plot }} />
            </div>
          )}
          <p
            aria-hidden="true"
            className="absolute bottom-0 flex justify-between text-11 text-ink-3"
            style={{ left: plot.leftPx, right: plot.rightPx }}
          >
            {EDGES.map((text) => (
              <span key={text}>{text}</span>
            ))}
          </p>
          <ReadingLine
            label={TITLE}
            count={steps.length}
            {...{ textOf, onRead }}
            {...{ leftPx: plot.leftPx, rightPx: plot.rightPx, bottomPx: plot.bottomPx }}
          />
        </>
      )}
    </div>
  );
}

function spanText({ fromMinutes }: ExpiryStep): string {
  return `${fromMinutes} to ${fromMinutes + 5} min`;
}

function countText({ count, late }: ExpiryStep): string {
  return late > 0 ? `${count}, ${late} late` : String(count);
}
