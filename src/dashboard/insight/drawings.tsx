import { memo, useId } from 'react';
import {
  Area,
  Bar,
  BarChart,
  type BarShapeProps,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceDot,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import type { AgentShare } from '../../presence/agent-shares.ts';
import type { ExpiryStep } from '../../presence/expiries.ts';
import { hasRoomForTime, type Plot, roundTop } from './plot.ts';
import type { RegisteredSeries } from './registered-series.ts';
import { timeLabel, timeTicks } from './time-axis.ts';

// All that needs Recharts, in one file that is loaded when the board stands. Nothing here is read out: what a chart
// says, is said beside it. Recharts animates at eight times the cost of the page, so nothing is animated.

const STILL = { isAnimationActive: false } as const;
const MUTE = { accessibilityLayer: false, tabIndex: -1 } as const;

type RegisteredDrawingProps = {
  series: RegisteredSeries;
  plot: Plot;
  /** Some are lost now: the end of the line is marked. */
  isLost: boolean;
};

/** Registered over time: stepped, the total dashed, and hatched where nothing is known. */
export const RegisteredDrawing = memo(function RegisteredDrawing(props: RegisteredDrawingProps) {
  const { series, plot, isLost } = props;
  const { toMs, points, missing } = series;
  const hatch = `missing${useId().replace(/\W/g, '')}`;
  const last = series.steps[series.steps.length - 1]?.registered;
  return (
    <ComposedChart
      {...MUTE}
      {...{ width: plot.widthPx, height: plot.heightPx }}
      data={[...points]}
      margin={{ top: plot.topPx, right: plot.rightPx, bottom: 0, left: 0 }}
    >
      <defs>
        <Hatch id={hatch} scale={plot.scale} stripe="var(--line-2)" />
      </defs>
      <RegisteredAxes series={series} plot={plot} />
      {missing.map((gap) => (
        <ReferenceArea
          key={gap.fromMs}
          x1={gap.fromMs}
          x2={gap.toMs}
          fill={`url(#${hatch})`}
          fillOpacity={1}
          className="missing-data"
        />
      ))}
      <Area
        {...STILL}
        dataKey="registered"
        type="stepAfter"
        fill="var(--reg-fill)"
        fillOpacity={1}
        stroke="var(--reg)"
        strokeWidth={1.5 * plot.scale}
        {...{ dot: false, activeDot: false, connectNulls: false }}
      />
      <Line
        {...STILL}
        dataKey="needed"
        type="stepAfter"
        stroke="var(--line-3)"
        strokeWidth={plot.scale}
        strokeDasharray={`${2 * plot.scale} ${3 * plot.scale}`}
        {...{ dot: false, activeDot: false, connectNulls: false }}
      />
      {isLost && last !== undefined && (
        <ReferenceDot
          x={toMs}
          y={last}
          shape={({ cx = 0, cy = 0 }) => <EndMark {...{ cx, cy }} scale={plot.scale} />}
        />
      )}
    </ComposedChart>
  );
});

/** Times below, and counts to the left, with a line at nought and at the half. */
function RegisteredAxes({ series, plot }: Omit<RegisteredDrawingProps, 'isLost'>) {
  const { fromMs, toMs, top } = series;
  const half = Math.round(top / 2);
  const tick = { fontSize: plot.fontPx, fill: 'var(--ink-3)' };
  const times = timeTicks(fromMs, toMs).filter((atMs) =>
    hasRoomForTime(plot, (atMs - fromMs) / (toMs - fromMs)),
  );
  return (
    <>
      <XAxis
        dataKey="atMs"
        type="number"
        domain={[fromMs, toMs]}
        allowDataOverflow
        ticks={times}
        tickFormatter={(atMs: number) => timeLabel(atMs, toMs - fromMs)}
        height={plot.bottomPx}
        {...{ tick, axisLine: false, interval: 0 }}
        tickLine={{ stroke: 'var(--line-3)' }}
        tickSize={4 * plot.scale}
        tickMargin={4 * plot.scale}
      />
      <YAxis
        width={plot.leftPx}
        domain={[0, top]}
        ticks={[...new Set([0, half, top])]}
        tickFormatter={(value: number) => value.toLocaleString('en')}
        {...{ tick, axisLine: false, tickLine: false, interval: 0 }}
        tickMargin={4 * plot.scale}
      />
      <ReferenceLine y={0} stroke="var(--line-2)" />
      <ReferenceLine y={half} stroke="var(--line-2)" />
    </>
  );
}

function EndMark({ cx, cy, scale }: { cx: number; cy: number; scale: number }) {
  const side = 7 * scale;
  return <rect x={cx - side / 2} y={cy - side / 2} width={side} height={side} fill="var(--lost)" />;
}

type HatchProps = { id: string; scale: number; stripe: string; ground?: string };

/** Stripes at 45 degrees, for what has `url(#id)` as its fill. */
function Hatch({ id, scale, stripe, ground }: HatchProps) {
  const side = 5 * scale;
  return (
    <pattern
      id={id}
      width={side}
      height={side}
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      {ground && <rect width={side} height={side} fill={ground} />}
      <path
        d={`M${1.5 * scale} 0V${side}`}
        stroke={stripe}
        strokeWidth={(ground ? 3 : 2) * scale}
      />
    </pattern>
  );
}

type ExpiriesDrawingProps = { steps: readonly ExpiryStep[]; plot: Plot };

/** How many end when, the late ones at the foot of their bar. */
export const ExpiriesDrawing = memo(function ExpiriesDrawing(props: ExpiriesDrawingProps) {
  const { steps, plot } = props;
  const top = roundTop(Math.max(...steps.map(({ count }) => count)));
  const tick = { fontSize: plot.fontPx, fill: 'var(--ink-3)' };
  return (
    <BarChart
      {...MUTE}
      {...{ width: plot.widthPx, height: plot.heightPx }}
      data={steps.map(({ fromMinutes, count, late }) => ({
        fromMinutes,
        late,
        others: count - late,
      }))}
      margin={{ top: plot.topPx, right: plot.rightPx, bottom: plot.bottomPx, left: 0 }}
      barCategoryGap={1.5}
    >
      <XAxis dataKey="fromMinutes" hide />
      <YAxis
        width={plot.leftPx}
        domain={[0, top]}
        ticks={[top / 2, top]}
        tickFormatter={(value: number) => value.toLocaleString('en')}
        {...{ tick, axisLine: false, tickLine: false, interval: 0 }}
        tickMargin={4}
      />
      <ReferenceLine y={0} stroke="var(--line-2)" />
      <ReferenceLine y={top / 2} stroke="var(--line-2)" />
      <Bar
        {...STILL}
        dataKey="late"
        stackId="ending"
        fill="var(--late)"
        className="late-bar"
        activeBar={false}
      />
      <Bar {...STILL} dataKey="others" stackId="ending" fill="var(--reg-bar)" activeBar={false} />
    </BarChart>
  );
});

type AgentsDrawingProps = {
  shares: readonly AgentShare[];
  widthPx: number;
  /** From one bar to the next. */
  pitchPx: number;
  barPx: number;
};

/** A bar for each agent, as far apart as the lines of the list that it stands in. The lost are hatched, after a break. */
export const AgentsDrawing = memo(function AgentsDrawing(props: AgentsDrawingProps) {
  const { shares, widthPx, pitchPx, barPx } = props;
  const hatch = `lost${useId().replace(/\W/g, '')}`;
  return (
    <BarChart
      {...MUTE}
      layout="vertical"
      {...{ width: widthPx, height: pitchPx * shares.length, barSize: barPx }}
      data={shares.map(({ name, count, lost }) => ({ name, present: count - lost, lost }))}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
    >
      <defs>
        <Hatch id={hatch} scale={1} stripe="var(--lost)" ground="var(--lost-key)" />
      </defs>
      <XAxis type="number" hide domain={[0, Math.max(...shares.map(({ count }) => count), 1)]} />
      <YAxis type="category" dataKey="name" hide interval={0} />
      <Bar {...STILL} dataKey="present" stackId="agents" fill="var(--reg-bar)" activeBar={false} />
      <Bar
        {...STILL}
        dataKey="lost"
        stackId="agents"
        activeBar={false}
        shape={(bar: BarShapeProps) => <LostShare {...bar} fill={`url(#${hatch})`} />}
      />
    </BarChart>
  );
});

/** The break before it; none where nothing stands before it. */
const BREAK_PX = 2;
/** One of a thousand is seen. */
const LEAST_PX = 3;

function LostShare({ x, y, width, height, fill, value }: BarShapeProps) {
  if (!width || width <= 0 || value === 0) return null;
  const breakPx = x > 0 ? BREAK_PX : 0;
  return (
    <rect
      x={x + breakPx}
      y={y}
      width={Math.max(width - breakPx, LEAST_PX)}
      height={height}
      fill={fill}
      className="lost-share"
    />
  );
}
