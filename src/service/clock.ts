/** Time as the service sees it. Handed to everything that asks the time or waits, so that tests never do. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once after `ms`; the returned function takes it back. Never holds the process open. */
  after(ms: number, callback: () => void): () => void;
};

/** Timers over 24.8 days overflow `setTimeout`, which then fires at once; longer waits are made in steps. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    let timer: NodeJS.Timeout;
    const wait = (leftMs: number) => {
      timer = setTimeout(
        () => (leftMs > LONGEST_TIMER_MS ? wait(leftMs - LONGEST_TIMER_MS) : callback()),
        Math.min(Math.max(leftMs, 0), LONGEST_TIMER_MS),
      );
      timer.unref();
    };
    wait(ms);
    return () => clearTimeout(timer);
  },
};
