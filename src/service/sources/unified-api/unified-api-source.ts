import { toApiInstant } from '../../../presence/extension.ts';
import { staleAfterMs } from '../../../presence/stale.ts';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database.ts';
import type { Log } from '../../log.ts';
import type { RegistrationSource, SourceHealth } from '../registration-source.ts';
import { type AnswerStore, openAnswerStore } from './kept-answer.ts';
import { type Told, tellDifference, type UpstreamList } from './told-entries.ts';
import {
  createUpstreamClient,
  type UpstreamAccess,
  type UpstreamClient,
} from './upstream-client.ts';
import { answeredAtMs, clockOffsetMs } from './upstream-clock.ts';
import { readUpstreamExtension } from './upstream-extension.ts';
import { UpstreamFault } from './upstream-fault.ts';
import { readList, type WholeList } from './upstream-list.ts';

export type UnifiedApiOptions = UpstreamAccess &
  Told & {
    /** How often upstream is asked. */
    everySeconds: number;
    database: Database;
    fetch: typeof fetch;
    clock: Clock;
    log: Pick<Log, 'info' | 'warn'>;
  };

/** After a failure it is asked again no later than this, unless it asks to be left alone. */
const LONGEST_PAUSE_MS = 10_000;
/** Whoever is refused more often is taken for somebody who guesses. */
const REFUSED_PAUSE_MS = 10_000;
const KEEP_EVERY_MS = 60_000;

/** An upstream VoipNow, Hubgets or Rollcall as the source: its Presence Service is asked again and again. */
export function createUnifiedApiSource(options: UnifiedApiOptions): RegistrationSource {
  return new UnifiedApiSource(options);
}

class UnifiedApiSource implements RegistrationSource {
  readonly kind = 'unified-api';
  readonly #options: UnifiedApiOptions;
  readonly #client: UpstreamClient;
  readonly #store: AnswerStore;
  readonly #ending = new AbortController();
  #list: UpstreamList = new Map();
  #read: WholeList | undefined;
  #offsetMs: number | undefined;
  /** The moment of the last answer, as it was told. */
  #toldAtMs: number | null = null;
  /** When the last answer came, and since when answers come without a pause. */
  #asOfMs: number | null = null;
  #goodSinceMs: number | null = null;
  #failure: UpstreamFault | undefined;
  #isKept = true;
  #keptAtMs = Number.NEGATIVE_INFINITY;
  #cancelTimer = () => {};
  #asking: Promise<void> = Promise.resolve();
  #closed: Promise<void> | undefined;

  constructor(options: UnifiedApiOptions) {
    this.#options = options;
    this.#client = createUpstreamClient(options, options);
    this.#store = openAnswerStore(options.database, options);
  }

  /** Without a kept answer a start that reaches nobody fails: a wrong address or secret is told at once. */
  async start(): Promise<void> {
    const kept = this.#store.read();
    this.#offsetMs = kept?.offsetMs;
    this.#toldAtMs = kept?.atMs ?? null;
    const known: UpstreamList = new Map(kept?.extensions.map((one) => [one.number, one]));
    this.#asking = this.#ask(known);
    await this.#asking;
    if (this.#closed) return;
    const { everySeconds, clock, log } = this.#options;
    const { host } = this.#client;
    if (this.#failure) {
      if (!kept) throw new Error(this.#failure.message);
      this.#tell(new Map(), known, kept.atMs);
      // No answer is from the future, also where the clock was set back.
      this.#asOfMs = Math.min(kept.asOfMs, clock.now());
      this.#goodSinceMs = this.#asOfMs;
      log.info({ asOf: toApiInstant(this.#asOfMs) }, `What ${host} last listed is shown.`);
    } else {
      const extensions = this.#list.size;
      log.info({ extensions, everySeconds }, `${host} is asked for its extensions.`);
    }
    this.#later();
  }

  /** A failed try is no fault yet: by the rule by which a board's data is. */
  health(): SourceHealth {
    const { kind } = this;
    const asOfMs = this.#asOfMs;
    if (asOfMs === null || !this.#isStale(asOfMs)) {
      return { kind, asOfMs, sinceMs: this.#goodSinceMs, reason: null, error: null };
    }
    const { host } = this.#client;
    const failure =
      this.#failure ?? new UpstreamFault('timed-out', `${host} has not answered since.`);
    // What happened after the last answer, nobody knows.
    return { kind, asOfMs, sinceMs: asOfMs, reason: failure.reason, error: failure.message };
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#cancelTimer();
    this.#ending.abort();
    await this.#asking;
    this.#keep();
  }

  #later(): void {
    this.#cancelTimer = this.#options.clock.after(this.#pauseMs(), () => {
      this.#asking = this.#ask(this.#list).then(() => {
        if (!this.#closed) this.#later();
      });
    });
  }

  #pauseMs(): number {
    const everyMs = this.#options.everySeconds * 1000;
    if (!this.#failure) return everyMs;
    const { reason, retryAfterMs } = this.#failure;
    const leastMs = reason === 'unauthorized' ? REFUSED_PAUSE_MS : 0;
    return Math.max(Math.min(everyMs, LONGEST_PAUSE_MS), leastMs, retryAfterMs);
  }

  /** Asks once and takes what is answered. What is to be foreseen it does not throw: that is `#failure`. */
  async #ask(known: UpstreamList): Promise<void> {
    const { signal } = this.#ending;
    try {
      const list = await readList(this.#client, { known: this.#read, signal });
      if (!signal.aborted) this.#take(list, known);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof UpstreamFault)) throw error;
      this.#fail(error);
    }
  }

  #take(list: WholeList, known: UpstreamList): void {
    // A list is as old as its first page.
    const { receivedAtMs } = list.time;
    const offsetMs = clockOffsetMs(this.#offsetMs, list.time);
    const atMs = Math.min(answeredAtMs(list.time, offsetMs) - offsetMs, receivedAtMs);
    const moment = { atMs, offsetMs, beforeMs: this.#toldAtMs };
    const read = list.entries.map((entry) =>
      readUpstreamExtension(entry, known.get(entry.extension ?? ''), moment),
    );
    this.#read = list;
    this.#offsetMs = offsetMs;
    this.#tell(this.#list, new Map(read.map((one) => [one.number, one])), atMs);
    if (this.#failure) this.#options.log.info({}, `${this.#client.host} answers again.`);
    if (this.#asOfMs === null || this.#isStale(this.#asOfMs)) this.#goodSinceMs = receivedAtMs;
    this.#failure = undefined;
    this.#asOfMs = receivedAtMs;
    this.#isKept = false;
    if (this.#options.clock.now() - this.#keptAtMs >= KEEP_EVERY_MS) this.#keep();
  }

  #tell(before: UpstreamList, after: UpstreamList, atMs: number): void {
    const { sink } = this.#options;
    sink.answered(atMs, () => tellDifference(this.#options, { before, after, atMs }));
    this.#list = after;
    this.#toldAtMs = atMs;
  }

  #fail(failure: UpstreamFault): void {
    const { reason, message } = failure;
    const isNews = this.#failure?.message !== message;
    this.#failure = failure;
    if (isNews) this.#options.log.warn({ reason }, message);
  }

  #isStale(asOfMs: number): boolean {
    const { everySeconds, clock } = this.#options;
    return clock.now() - asOfMs > staleAfterMs(everySeconds);
  }

  #keep(): void {
    const [asOfMs, atMs, offsetMs = 0] = [this.#asOfMs, this.#toldAtMs, this.#offsetMs];
    if (this.#isKept || asOfMs === null || atMs === null) return;
    this.#store.write({ asOfMs, atMs, offsetMs, extensions: [...this.#list.values()] });
    this.#isKept = true;
    this.#keptAtMs = this.#options.clock.now();
  }
}
