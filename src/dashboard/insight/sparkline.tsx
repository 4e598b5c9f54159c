import { memo } from 'react';
import type { CountsHistory, Traced } from '../../presence/counts-history.ts';
import { SPARKLINE, sparklinePath } from './sparkline-path.ts';

type SparklineProps = { history: CountsHistory | undefined; traced: Traced; isLit: boolean };

/** The last hour of a figure. It says nothing that the figure's number and the chart do not say in words. */
export function Sparkline({ history, traced, isLit }: SparklineProps) {
  const path = history ? sparklinePath(history, traced) : '';
  return <Line path={path} colour={isLit ? 'text-mark' : 'text-ink-3'} />;
}

const Line = memo(function Line({ path, colour }: { path: string; colour: string }) {
  const { widthPx, heightPx } = SPARKLINE;
  return (
    <svg
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-sparkline=""
      className={`h-7 w-full max-w-[132px] ${colour}`}
    >
      <path d={`M0 27.5H${widthPx}`} fill="none" stroke="var(--line-2)" />
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
});
