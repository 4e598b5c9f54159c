import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SteadyClock } from './steady-clock.ts';
import { createTicker } from './ticker.ts';

const START_MS = Date.parse('2026-11-23T14:30:00.300Z');

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

function makeTicker() {
  const clock = new SteadyClock({ monotonicMs: () => Date.now(), wallMs: () => Date.now() });
  return createTicker({
    clock,
    setTimeout: (callback, ms) => window.setTimeout(callback, ms),
    clearTimeout: (timer) => window.clearTimeout(timer),
    document,
  });
}

describe('the one ticker', () => {
  it('ticks on the edge of the second', () => {
    const ticker = makeTicker();
    const ticks: number[] = [];
    const stop = ticker.subscribe(() => ticks.push(ticker.nowMs()));
    vi.advanceTimersByTime(2700);
    expect(ticks.map((ms) => ms % 1000)).toEqual([0, 0, 0]);
    expect(ticks.map((ms) => (ms - (ticks[0] ?? 0)) / 1000)).toEqual([0, 1, 2]);
    stop();
  });

  it('has one timer for however many countdowns, and none for none', () => {
    const ticker = makeTicker();
    expect(vi.getTimerCount()).toBe(0);
    const stops = Array.from({ length: 500 }, () => ticker.subscribe(() => {}));
    expect(vi.getTimerCount()).toBe(1);
    for (const stop of stops) stop();
    for (const stop of stops) stop();
    expect(vi.getTimerCount()).toBe(0);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells the time of now, not how often it has ticked, when the page comes back into view', () => {
    const ticker = makeTicker();
    const ticks: number[] = [];
    const stop = ticker.subscribe(() => ticks.push(ticker.nowMs()));
    vi.setSystemTime(START_MS + 3_600_000);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ticks).toEqual([Math.floor((START_MS + 3_600_000) / 1000) * 1000]);
    expect(vi.getTimerCount()).toBe(1);
    stop();
  });
});
