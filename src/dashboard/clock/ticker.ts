import { createContext, useContext, useSyncExternalStore } from 'react';
import { boardClock } from './board-clock.ts';
import type { SteadyClock } from './steady-clock.ts';

/** The one timer behind every countdown: it tells its listeners on each second of the server's clock. */
export type Ticker = {
  clock: SteadyClock;
  /** The server's time at the last tick, a whole second, in milliseconds since 1970. */
  nowMs(): number;
  subscribe(listener: () => void): () => void;
};

/** A timer that fires a moment early, or a clock that stands still while it is corrected, must not make it spin. */
const SHORTEST_WAIT_MS = 10;

/** What a ticker needs of the browser. */
export type TickerBrowser = {
  clock: SteadyClock;
  setTimeout(callback: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
};

/**
 * Makes a ticker. It has a timer only while somebody listens, and only ever one; it catches up when the page comes
 * back into view, since a browser lets a hidden one tick once a minute.
 */
export function createTicker({ clock, setTimeout, clearTimeout, document }: TickerBrowser): Ticker {
  const listeners = new Set<() => void>();
  let timer: number | undefined;
  let nowMs = wholeSecond(clock.nowMs());

  const wait = () => {
    timer = setTimeout(tick, Math.max(1000 - (clock.nowMs() % 1000), SHORTEST_WAIT_MS));
  };
  const tick = () => {
    if (timer !== undefined) clearTimeout(timer);
    wait();
    const nextMs = wholeSecond(clock.nowMs());
    if (nextMs === nowMs) return;
    nowMs = nextMs;
    for (const listener of listeners) listener();
  };
  const onVisibilityChange = () => {
    if (document.visibilityState === 'visible') tick();
  };

  return {
    clock,
    nowMs() {
      // Nobody ticks for who looks before anyone listens.
      if (listeners.size === 0) nowMs = wholeSecond(clock.nowMs());
      return nowMs;
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) {
        wait();
        document.addEventListener('visibilitychange', onVisibilityChange);
      }
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        if (timer !== undefined) clearTimeout(timer);
        timer = undefined;
        document.removeEventListener('visibilitychange', onVisibilityChange);
      };
    },
  };
}

/** Every part of a page counts on the same clock. Tests provide their own. */
export const TickerContext = createContext(
  createTicker({
    clock: boardClock,
    setTimeout: (callback, ms) => window.setTimeout(callback, ms),
    clearTimeout: (timer) => window.clearTimeout(timer),
    document,
  }),
);

/** The server's time, in milliseconds, a whole second: renders once a second. For countdowns and ages on screen. */
export function useNow(): number {
  const ticker = useContext(TickerContext);
  return useSyncExternalStore(ticker.subscribe, ticker.nowMs);
}

/** What is to be read off the time, looked at each second: renders only when it is another value than before. */
export function useEachSecond<Value extends string | number | boolean | undefined>(
  read: (nowMs: number) => Value,
): Value {
  const ticker = useContext(TickerContext);
  return useSyncExternalStore(ticker.subscribe, () => read(ticker.nowMs()));
}

/** The first moment of the local day, on the server's clock: renders at midnight. For telling today from other days. */
export function useToday(): number {
  return useEachSecond((nowMs) => new Date(nowMs).setHours(0, 0, 0, 0));
}

/** The clock itself, for who needs a moment but no tick. */
export function useClock(): SteadyClock {
  return useContext(TickerContext).clock;
}

/** From here on a screen's wrong clock is worth a word. */
const SKEW_WORTH_SAYING_MS = 5000;

/** How far this screen's clock is ahead of the server's, in whole seconds; 0 while it is near enough. */
export function useClockSkewSeconds(): number {
  const ticker = useContext(TickerContext);
  return useSyncExternalStore(ticker.subscribe, () => {
    const skewMs = ticker.clock.skewMs();
    return Math.abs(skewMs) < SKEW_WORTH_SAYING_MS ? 0 : Math.round(skewMs / 1000);
  });
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
