import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/directory.ts';
import type { Standing } from '../directory/standing.ts';
import type { Log } from '../log.ts';
import type { SourceHealth } from '../sources/registration-source.ts';
import { storageFaultOf } from '../storage-fault.ts';
import { countMinute, createAgentKeys } from './counted-cells.ts';
import type { Journal } from './journal.ts';
import { changesBetween, type ObservedExtension, observe } from './observed-extension.ts';
import { createUnrecorded, type Unrecorded } from './unrecorded.ts';

/** Writes into the journal what becomes of every extension, until it is closed. */
export type Recorder = { close(): void };

const MINUTE_MS = 60_000;
const RECORD_EVERY_MS = 1000;
/** A disk that takes nothing is asked this often. */
const TRY_AGAIN_AFTER_MS = 10_000;
/** A machine that slept, or a process that was stopped: nobody watched. */
const ASLEEP_AFTER_MS = MINUTE_MS;

export type RecorderOptions = {
  directory: Pick<Directory, 'standings' | 'onChange' | 'version'>;
  journal: Journal;
  sourceHealth: () => SourceHealth;
  clock: Clock;
  log: Pick<Log, 'info' | 'warn'>;
};

/**
 * Starts to record. What the directory tells is remembered at once and written a second later, so that nothing waits
 * for the journal. Starts with what changed since it was last written, and with a gap for the time in between.
 */
export function startRecorder(options: RecorderOptions): Recorder {
  return new DirectoryRecorder(options);
}

class DirectoryRecorder implements Recorder {
  readonly #options: RecorderOptions;
  readonly #observed: Map<string, ObservedExtension>;
  readonly #unrecorded: Unrecorded = createUnrecorded();
  readonly #agentKey = createAgentKeys();
  readonly #stopListening: () => void;
  #isSourceStale: boolean;
  #seenAtMs: number;
  #minuteEndsAtMs: number;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #fails = false;
  #isTidy = false;
  #cancelTimer = () => {};
  #isClosed = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    const { directory, journal, clock } = options;
    const { extensions, aliveAtMs, isSourceStale } = journal.remembered();
    const nowMs = clock.now();
    this.#observed = new Map(extensions);
    this.#isSourceStale = isSourceStale;
    this.#seenAtMs = nowMs;
    this.#minuteEndsAtMs = nextMinuteMs(nowMs);
    // Of the time before the first start, too, nothing is known.
    this.#notRunning(aliveAtMs ?? 0, nowMs);
    const standings = directory.standings();
    const existing = new Set(standings.map(({ extension }) => extension.number));
    for (const standing of standings) this.#see(standing.extension.number, standing, nowMs);
    for (const number of extensions.keys()) {
      if (!existing.has(number)) this.#see(number, undefined, nowMs);
    }
    this.#stopListening = directory.onChange((number, standing, atMs) =>
      this.#see(number, standing, atMs),
    );
    this.#later();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelTimer();
    this.#lookAround();
    this.#stopListening();
    this.#record();
  }

  #see(number: string, standing: Standing | undefined, atMs: number): void {
    const before = this.#observed.get(number);
    const changes = changesBetween({ number, atMs }, before, standing);
    const after = standing && observe(before, standing);
    if (after) this.#observed.set(number, after);
    else this.#observed.delete(number);
    if (changes.length > 0) {
      this.#unrecorded.add({ changes, extension: { number, observed: after } });
    }
  }

  #later(): void {
    const { clock } = this.#options;
    // A minute is counted just as it ends.
    const waitMs = Math.min(RECORD_EVERY_MS, this.#minuteEndsAtMs - clock.now());
    this.#cancelTimer = clock.after(waitMs, () => {
      this.#lookAround();
      this.#record();
      this.#later();
    });
  }

  #lookAround(): void {
    const nowMs = this.#options.clock.now();
    // Reading it lets time pass, so that what has run out is noticed though nobody asks.
    void this.#options.directory.version;
    if (nowMs - this.#seenAtMs > ASLEEP_AFTER_MS) this.#notRunning(this.#seenAtMs, nowMs);
    // A clock that was set back has another minute to count first.
    if (nowMs < this.#seenAtMs) this.#minuteEndsAtMs = nextMinuteMs(nowMs);
    this.#seenAtMs = nowMs;
    this.#askSource(nowMs);
    if (nowMs >= this.#minuteEndsAtMs) this.#count(nowMs);
  }

  #askSource(nowMs: number): void {
    const { error, sinceMs } = this.#options.sourceHealth();
    const isStale = error !== null;
    if (isStale === this.#isSourceStale) return;
    this.#isSourceStale = isStale;
    const atMs = Math.min(sinceMs ?? nowMs, nowMs);
    const kind = isStale ? 'source-stale' : 'source-back';
    const change = { atMs, kind, extension: '', agent: '', from: null, to: null } as const;
    this.#unrecorded.add({ changes: [change] });
    this.#unrecorded.addGap({
      kind: 'source-stale',
      fromMs: atMs,
      toMs: isStale ? null : atMs,
      lost: 0,
    });
  }

  /** Counts the minute that has just ended. One that ended unseen is not made up. */
  #count(nowMs: number): void {
    const endedAtMs = nextMinuteMs(nowMs) - MINUTE_MS;
    this.#minuteEndsAtMs = endedAtMs + MINUTE_MS;
    this.#isTidy = false;
    if (this.#isSourceStale || nowMs - endedAtMs > ASLEEP_AFTER_MS / 2) return;
    const watched = [...this.#observed.values()].flatMap((one) => one.watched ?? []);
    const when = { atMs: endedAtMs - MINUTE_MS, nowMs, agentOf: this.#agentKey };
    this.#unrecorded.addCounts(countMinute(watched, when));
  }

  #notRunning(fromMs: number, toMs: number): void {
    if (fromMs < toMs) this.#unrecorded.addGap({ kind: 'not-running', fromMs, toMs, lost: 0 });
  }

  #record(): void {
    const { clock, journal, log } = this.#options;
    const nowMs = clock.now();
    const sinceTryMs = Math.abs(nowMs - this.#triedAtMs);
    if (this.#fails && sinceTryMs < TRY_AGAIN_AFTER_MS && !this.#isClosed) return;
    this.#triedAtMs = nowMs;
    try {
      this.#unrecorded.recordInto(journal, { nowMs, isLast: this.#isClosed });
      if (this.#fails) log.info({}, 'The journal is written again.');
      this.#fails = false;
      if (!this.#isClosed && !this.#isTidy) this.#isTidy = !journal.tidy(nowMs);
    } catch (error) {
      const { reason, remedy } = storageFaultOf(error);
      if (!this.#fails) {
        log.warn(
          {},
          `The journal cannot be written. ${reason}. ${remedy}. What it misses will be a gap.`,
        );
      }
      this.#fails = true;
    }
  }
}

/** The end of the minute that a time is in. */
function nextMinuteMs(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
}
