import { cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { SteadyClock } from '../clock/steady-clock.ts';
import { TickerContext } from '../clock/ticker.ts';
import { useUnseen } from './use-unseen.ts';

afterEach(cleanup);

function watch() {
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
  const passTo = (ms: number) => {
    nowMs = ms;
  };
  return { result, rerender, passTo };
}

it('remembers from when to when a board did not see how things were, and since when it does not now', () => {
  const { result, rerender, passTo } = watch();
  expect(result.current).toEqual([]);
  rerender({ fromMs: 2000 });
  expect(result.current).toEqual([{ fromMs: 2000, toMs: Infinity }]);
  passTo(5000);
  rerender({});
  expect(result.current).toEqual([{ fromMs: 2000, toMs: 5000 }]);
  rerender({ fromMs: 7000 });
  expect(result.current).toEqual([
    { fromMs: 2000, toMs: 5000 },
    { fromMs: 7000, toMs: Infinity },
  ]);
});

it('lets go of the oldest times where there are more than five hundred', () => {
  const { result, rerender, passTo } = watch();
  for (let nth = 1; nth <= 600; nth += 1) {
    rerender({ fromMs: nth * 10_000 });
    passTo(nth * 10_000 + 1000);
    rerender({});
  }
  expect(result.current).toHaveLength(500);
  expect(result.current[0]?.fromMs).toBe(1_010_000);
});
