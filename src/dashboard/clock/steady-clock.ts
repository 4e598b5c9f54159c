/**
 * A moment on the browser's two clocks and on the server's, as far as it is known. The monotonic one cannot be set but may
 * stand still while the computer sleeps; the wall clock counts sleep but can be set.
 */
export type Stamp = { monotonicMs: number; wallMs: number; serverMs: number };

type BrowserTime = Pick<Stamp, 'monotonicMs' | 'wallMs'>;

/** One answer's Date header, and the moments of this browser that it lies between. */
export type ClockSample = { sentAt: BrowserTime; answeredAt: BrowserTime; serverDateMs: number };

/** How many samples the median is taken of. */
const SAMPLES_KEPT = 5;
/** A Date header is cut down to its second, so that it is half a second slow on average. */
const HEADER_CUT_MS = 500;
/** The two clocks of a browser that is awake differ by less than this between two looks. */
const JUMP_MS = 1000;
/** An answer that took longer tells the time too roughly; a poll gives up by then. */
const SLOWEST_ANSWER_MS = 10_000;
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
  #lastLook: BrowserTime;
  #lastServerMs = Number.NEGATIVE_INFINITY;
  /** Sleep or a step was noticed since the last sample: the next one is trusted alone. */
  #hasJumped = false;

  constructor(browser: { monotonicMs(): number; wallMs(): number }) {
    this.#browser = browser;
    this.#lastLook = { monotonicMs: browser.monotonicMs(), wallMs: browser.wallMs() };
    this.#offsetMs = this.#lastLook.wallMs - this.#lastLook.monotonicMs;
  }

  /** This moment. */
  stamp(): Stamp {
    const { monotonicMs, wallMs } = this.#look();
    const serverMs = monotonicMs + this.#offsetMs;
    const isJitter = serverMs < this.#lastServerMs && this.#lastServerMs - serverMs <= JITTER_MS;
    if (!isJitter) this.#lastServerMs = serverMs;
    return { monotonicMs, wallMs, serverMs: this.#lastServerMs };
  }

  /** The server's time, in milliseconds since 1970. Does not run backwards, unless it was wrong by seconds. */
  nowMs(): number {
    return this.stamp().serverMs;
  }

  /** Takes one answer's time into the estimate. */
  addSample({ sentAt, answeredAt, serverDateMs }: ClockSample): void {
    this.#look();
    const tookMs = answeredAt.monotonicMs - sentAt.monotonicMs;
    // A request that slept with the computer carries a time from before.
    if (tookMs > SLOWEST_ANSWER_MS || isJump(sentAt, answeredAt)) return;
    const midpointMs = sentAt.monotonicMs + tookMs / 2;
    const kept = this.#hasJumped ? [] : this.#offsets;
    this.#hasJumped = false;
    this.#offsets = [...kept, serverDateMs + HEADER_CUT_MS - midpointMs].slice(-SAMPLES_KEPT);
    this.#offsetMs = median(this.#offsets);
  }

  /** How far this screen's clock is ahead of the server's, in milliseconds; 0 before the first sample. */
  skewMs(): number {
    const { wallMs, monotonicMs } = this.#look();
    return this.#offsets.length === 0 ? 0 : wallMs - (monotonicMs + this.#offsetMs);
  }

  /** Reads both clocks, and notices when one of them went on without the other. */
  #look(): BrowserTime {
    const look = { monotonicMs: this.#browser.monotonicMs(), wallMs: this.#browser.wallMs() };
    if (isJump(this.#lastLook, look)) this.#hasJumped = true;
    this.#lastLook = look;
    return look;
  }
}

/** How long ago a moment was, by whichever clock says longer: a computer that slept or was set hides no age. */
export function elapsedMs(since: Stamp, now: Stamp): number {
  return Math.max(now.monotonicMs - since.monotonicMs, now.wallMs - since.wallMs, 0);
}

/** One clock went on without the other: the computer slept, or somebody set its time. */
function isJump(from: BrowserTime, to: BrowserTime): boolean {
  const wallPassedMs = to.wallMs - from.wallMs;
  return Math.abs(wallPassedMs - (to.monotonicMs - from.monotonicMs)) > JUMP_MS;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
