/** A moment on both of the browser's clocks. The monotonic one cannot be set; the other may be, but counts sleep too. */
export type Stamp = { monotonicMs: number; wallMs: number };

/** One answer's Date header, between the two moments of the browser that it lies between. */
export type ClockSample = { sentAt: Stamp; answeredAt: Stamp; serverDateMs: number };

/** How many samples the median is taken of. */
const SAMPLES_KEPT = 5;
/** A Date header is cut down to its second, so that it is half a second slow on average. */
const HEADER_CUT_MS = 500;
/** The two clocks of a browser that is awake differ by less than this between two looks. */
const JUMP_MS = 1000;
/** Up to this much, an estimate that falls back is jitter, and the clock waits instead. */
const JITTER_MS = 3000;

/**
 * The server's time, as well as a browser can know it. Based on the browser's monotonic clock, so that nobody who sets
 * the time of the screen moves it. Before the first sample it is the screen's own time.
 */
export class SteadyClock {
  readonly #browser: { monotonicMs(): number; wallMs(): number };
  #offsets: number[] = [];
  #offsetMs: number;
  #lastLook: Stamp;
  #lastNowMs = Number.NEGATIVE_INFINITY;
  /** When sleep or a step was noticed since the last sample; that sample was taken before it and tells nothing. */
  #jumpedAtMs: number | undefined;

  constructor(browser: { monotonicMs(): number; wallMs(): number }) {
    this.#browser = browser;
    this.#lastLook = { monotonicMs: browser.monotonicMs(), wallMs: browser.wallMs() };
    this.#offsetMs = this.#lastLook.wallMs - this.#lastLook.monotonicMs;
  }

  /** This moment, on the browser's own clocks: for ages, which need no server. */
  stamp(): Stamp {
    const stamp = { monotonicMs: this.#browser.monotonicMs(), wallMs: this.#browser.wallMs() };
    const wallPassedMs = stamp.wallMs - this.#lastLook.wallMs;
    const passedMs = stamp.monotonicMs - this.#lastLook.monotonicMs;
    if (Math.abs(wallPassedMs - passedMs) > JUMP_MS) this.#jumpedAtMs = stamp.monotonicMs;
    this.#lastLook = stamp;
    return stamp;
  }

  /** Takes one answer's time into the estimate. */
  addSample({ sentAt, answeredAt, serverDateMs }: ClockSample): void {
    this.stamp();
    // A request that slept with the computer carries a time from before.
    if (this.#jumpedAtMs !== undefined && sentAt.monotonicMs < this.#jumpedAtMs) return;
    const midpointMs = (sentAt.monotonicMs + answeredAt.monotonicMs) / 2;
    const kept = this.#jumpedAtMs === undefined ? this.#offsets : [];
    this.#jumpedAtMs = undefined;
    this.#offsets = [...kept, serverDateMs + HEADER_CUT_MS - midpointMs].slice(-SAMPLES_KEPT);
    this.#offsetMs = median(this.#offsets);
  }

  /** The server's time, in milliseconds since 1970. Does not run backwards, unless it was wrong by seconds. */
  nowMs(): number {
    const nowMs = this.stamp().monotonicMs + this.#offsetMs;
    const isJitter = nowMs < this.#lastNowMs && this.#lastNowMs - nowMs <= JITTER_MS;
    if (!isJitter) this.#lastNowMs = nowMs;
    return this.#lastNowMs;
  }

  /** How far this screen's clock is ahead of the server's, in milliseconds; 0 before the first sample. */
  skewMs(): number {
    if (this.#offsets.length === 0) return 0;
    const { wallMs, monotonicMs } = this.stamp();
    return wallMs - (monotonicMs + this.#offsetMs);
  }
}

/** How long ago a moment was, by whichever clock says longer: a computer that slept or was set hides no age. */
export function elapsedMs(since: Stamp, now: Stamp): number {
  return Math.max(now.monotonicMs - since.monotonicMs, now.wallMs - since.wallMs, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
