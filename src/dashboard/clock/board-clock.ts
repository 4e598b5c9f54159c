import { SteadyClock } from './steady-clock.ts';

/** The clock of this page. A browser has one, and every answer of the service sets it. */
export const boardClock = new SteadyClock({
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
});
