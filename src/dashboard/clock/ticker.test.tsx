import { act, cleanup, render, renderHook, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyClock } from './steady-clock.ts';
import {
  createTicker,
  type Ticker,
  TickerContext,
  useClockSkewSeconds,
  useEachSecond,
  useNow,
} from './ticker.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');

let ticker: Ticker;
let visibility: 'visible' | 'hidden';

beforeEach(() => {
  vi.useFakeTimers({ now: NOON + 400 });
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  ticker = createTicker({
    clock: new SteadyClock({ monotonicMs: () => performance.now(), wallMs: () => Date.now() }),
    setTimeout: (callback, ms) => window.setTimeout(callback, ms),
    clearTimeout: (timer) => window.clearTimeout(timer),
    document,
  });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const wrapper = ({ children }: { children: React.ReactNode }) => (
  <TickerContext value={ticker}>{children}</TickerContext>
);
/** The service answers at once, and tells this time. */
function told(serverDateMs: number): void {
  const now = ticker.clock.stamp();
  ticker.clock.addSample({ sentAt: now, answeredAt: now, serverDateMs });
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

describe('the ticker', () => {
  it('ticks on the second’s edge of the server’s clock', () => {
    const ticks: number[] = [];
    const stop = ticker.subscribe(() => ticks.push(Date.now() - NOON));
    pass(3000);
    expect(ticks).toEqual([1000, 2000, 3000]);
    stop();
  });

  it('follows the edge when the server’s clock turns out to be another', () => {
    const stop = ticker.subscribe(() => undefined);
    pass(600);
    told(NOON + 60_000);
    pass(1500);
    expect(ticker.nowMs()).toBe(NOON + 62_000);
    stop();
  });

  it('has one timer, however many countdowns there are, and none without any', () => {
    expect(vi.getTimerCount()).toBe(0);
    const stops = Array.from({ length: 500 }, () => ticker.subscribe(vi.fn()));
    expect(vi.getTimerCount()).toBe(1);
    pass(5000);
    expect(vi.getTimerCount()).toBe(1);
    for (const stop of stops) stop();
    for (const stop of stops) stop();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not restarted by who joins in the middle of a second, as after a poll', () => {
    const ticks: number[] = [];
    const stop = ticker.subscribe(() => ticks.push(Date.now() - NOON));
    for (let poll = 0; poll < 10; poll += 1) {
      pass(250);
      ticker.subscribe(() => undefined)();
    }
    expect(ticks).toEqual([1000, 2000]);
    stop();
  });

  it('computes from time stamps: a page that was held up shows the right second at once', () => {
    const stop = ticker.subscribe(() => undefined);
    pass(700);
    vi.setSystemTime(NOON + 1100);
    const heldUpMs = 47_000;
    const monotonicMs = performance.now() + heldUpMs;
    vi.spyOn(performance, 'now').mockImplementation(() => monotonicMs);
    vi.setSystemTime(NOON + 1100 + heldUpMs);
    pass(1000);
    expect(ticker.nowMs()).toBe(NOON + 48_000);
    stop();
  });

  it('catches up when the page comes back into view', () => {
    const ticks = vi.fn();
    const stop = ticker.subscribe(ticks);
    const monotonicMs = performance.now() + 30_000;
    vi.spyOn(performance, 'now').mockImplementation(() => monotonicMs);
    visibility = 'hidden';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ticks).not.toHaveBeenCalled();
    visibility = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ticks).toHaveBeenCalledOnce();
    expect(ticker.nowMs()).toBe(NOON + 30_000);
    expect(vi.getTimerCount()).toBe(1);
    stop();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not spin while the clock stands still to be corrected', () => {
    told(NOON + 1499);
    const setTimeout = vi.spyOn(window, 'setTimeout');
    const stop = ticker.subscribe(() => undefined);
    told(NOON - 2500);
    pass(1000);
    expect(setTimeout.mock.calls.length).toBeLessThan(150);
    stop();
  });
});

describe('a countdown', () => {
  function Countdown({ endsAtMs, onRender }: { endsAtMs: number; onRender: () => void }) {
    onRender();
    return <span role="timer">{(endsAtMs - useNow()) / 1000}</span>;
  }

  it('counts whole seconds, one a second, and stops its timer when it goes', () => {
    const onRender = vi.fn();
    const { unmount } = render(<Countdown endsAtMs={NOON + 10_000} onRender={onRender} />, {
      wrapper,
    });
    expect(screen.getByRole('timer').textContent).toBe('10');
    onRender.mockClear();
    for (let second = 0; second < 3; second += 1) pass(1000);
    expect(screen.getByRole('timer').textContent).toBe('7');
    expect(onRender).toHaveBeenCalledTimes(3);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('shows the present second when it comes later than others stopped', () => {
    ticker.subscribe(() => undefined)();
    pass(20_000);
    const { result } = renderHook(useNow, { wrapper });
    expect(result.current).toBe(NOON + 20_000);
  });
});

describe('what is read off the time', () => {
  it('is looked at each second, and drawn again only when it is another value', () => {
    const onRender = vi.fn();
    const { result } = renderHook(
      () => {
        onRender();
        return useEachSecond((nowMs) => Math.floor((nowMs - NOON) / 5000));
      },
      { wrapper },
    );
    onRender.mockClear();
    for (let second = 0; second < 12; second += 1) pass(1000);
    expect(result.current).toBe(2);
    expect(onRender).toHaveBeenCalledTimes(2);
  });
});

describe('the skew of this screen', () => {
  it('is said when it exceeds a few seconds, and not before', () => {
    const { result } = renderHook(useClockSkewSeconds, { wrapper });
    told(Date.now() - 3000);
    pass(1000);
    expect(result.current).toBe(0);
    for (let poll = 0; poll < 5; poll += 1) told(Date.now() - 600_500);
    pass(1000);
    expect(result.current).toBe(600);
  });
});
