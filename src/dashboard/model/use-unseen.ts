import { useMemo, useState } from 'react';
import type { Span } from '../../presence/known-time.ts';
import { useClock } from '../clock/ticker.ts';

/** So many times of not looking are remembered. */
const KEPT = 500;

/**
 * The times in which a board did not see how things were: stale, asleep, paused. `fromMs` is since when it does not see
 * them now, on the server's clock; undefined while it does.
 */
export function useUnseen(fromMs: number | undefined): readonly Span[] {
  const clock = useClock();
  const [spans, setSpans] = useState<readonly Span[]>([]);
  const [openMs, setOpenMs] = useState<number>();
  if (fromMs !== openMs) {
    setOpenMs(fromMs);
    if (openMs !== undefined) {
      setSpans([...spans, { fromMs: openMs, toMs: clock.nowMs() }].slice(-KEPT));
    }
  }
  return useMemo(
    () => (openMs === undefined ? spans : [...spans, { fromMs: openMs, toMs: Infinity }]),
    [spans, openMs],
  );
}
