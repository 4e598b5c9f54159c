import { cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { SteadyClock } from '../clock/steady-clock.ts';
import { TickerContext } from '../clock/ticker.ts';
import { useUnseen } from './use-unseen.ts';

afterEach(cleanup);

it('remembers from when to when a board did not see how things were, and since when it does not now', () => {
  let nowMs = 1000;
  const clock = new SteadyClock({ monotonicMs: () => nowMs, wallMs: () => nowMs });
  const ticker = { clock, nowMs: () => nowMs, subscribe: () => () => {} };
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TickerContext value={ticker}>{children}</TickerContext>
  );
  const { result, rerender } = renderHook(({ fromMs }: { fromMs?: number }) => useUnseen(fromMs), {
    wrapper,
    initialProps: {},
  });
  expect(result.current).toEqual([]);
  rerender({ fromMs: 2000 });
  expect(result.current).toEqual([{ fromMs: 2000, toMs: Infinity }]);
  nowMs = 5000;
  rerender({});
  expect(result.current).toEqual([{ fromMs: 2000, toMs: 5000 }]);
  rerender({ fromMs: 7000 });
  expect(result.current).toEqual([
    { fromMs: 2000, toMs: 5000 },
    { fromMs: 7000, toMs: Infinity },
  ]);
});
