import type { Clock } from '../clock.ts';
import {
  batchAwayMs,
  type Candidate,
  chooseBatch,
  type Mishap,
  mostInTrouble,
  nextMishap,
  pauseUntilBatchMs,
  pauseUntilMishapMs,
} from './mishaps.ts';
import { between, pick, type Random } from './random.ts';

/** A phone as far as mischief is concerned. */
type Victim = Candidate & {
  readonly registeredUntilMs: number | undefined;
  boot(): void;
  crash(): void;
  signOff(): void;
  hang(): void;
};

type Fleet = { phones: readonly Victim[]; extensions: number; clock: Clock; random: Random };

/** Those of a batch come back within so long of each other. */
const BATCH_RETURNS_WITHIN_MS = 12_000;
/** The first registrations are left alone. */
const QUIET_MS = 15_000;

/** Lets phones fail and come back, one by one and now and then a whole batch, until it is closed. */
export function startMischief(fleet: Fleet): { close(): void } {
  const mischief = new Mischief(fleet);
  mischief.begin();
  return mischief;
}

class Mischief {
  readonly #fleet: Fleet;
  /** Who is in trouble, and how its end is called off. */
  readonly #troubles = new Map<Victim, () => void>();
  #mishaps = 0;
  #cancelMishap = () => {};
  #cancelBatch = () => {};

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  begin(): void {
    this.#awaitMishap(QUIET_MS);
    this.#awaitBatch(true);
  }

  close(): void {
    this.#cancelMishap();
    this.#cancelBatch();
    for (const cancel of this.#troubles.values()) cancel();
    this.#troubles.clear();
  }

  #awaitMishap(quietMs = 0): void {
    const { clock, random, extensions } = this.#fleet;
    const pauseMs = pauseUntilMishapMs(random, { extensions, mishaps: this.#mishaps });
    this.#cancelMishap = clock.after(quietMs + pauseMs, () => {
      this.#strike();
      this.#awaitMishap();
    });
  }

  #strike(): void {
    const { random, extensions } = this.#fleet;
    const healthy = this.#healthy();
    if (healthy.length === 0 || this.#troubles.size >= mostInTrouble(extensions)) return;
    const victim = pick(random, healthy);
    this.#mishaps += 1;
    this.#befall(victim, nextMishap(random, victim));
  }

  #befall(victim: Victim, mishap: Mishap): void {
    const leftMs = this.#leftMs(victim);
    switch (mishap.kind) {
      case 'signs-off':
        victim.signOff();
        this.#returnsAfter(victim, mishap.awayMs);
        break;
      case 'crashes':
        victim.crash();
        this.#returnsAfter(victim, leftMs + mishap.awayMs);
        break;
      case 'hangs':
        victim.hang();
        this.#returnsAfter(victim, leftMs);
    }
  }

  #awaitBatch(isFirst: boolean): void {
    const { clock, random } = this.#fleet;
    this.#cancelBatch = clock.after(pauseUntilBatchMs(random, isFirst), () => {
      this.#dropBatch(isFirst);
      this.#awaitBatch(false);
    });
  }

  #dropBatch(isFirst: boolean): void {
    const { random, extensions } = this.#fleet;
    const batch = chooseBatch(random, this.#healthy(), { extensions, isFirst });
    const longestLeftMs = Math.max(0, ...batch.map((victim) => this.#leftMs(victim)));
    const awayMs = longestLeftMs + batchAwayMs(random);
    for (const victim of batch) {
      victim.crash();
      this.#returnsAfter(victim, awayMs + between(random, [0, BATCH_RETURNS_WITHIN_MS]));
    }
  }

  #healthy(): Victim[] {
    return this.#fleet.phones.filter(
      (phone) => phone.registeredUntilMs !== undefined && !this.#troubles.has(phone),
    );
  }

  #leftMs({ registeredUntilMs = 0 }: Victim): number {
    return Math.max(0, registeredUntilMs - this.#fleet.clock.now());
  }

  /** Booting a phone that never went off does nothing. */
  #returnsAfter(victim: Victim, ms: number): void {
    const cancel = this.#fleet.clock.after(ms, () => {
      this.#troubles.delete(victim);
      victim.boot();
    });
    this.#troubles.set(victim, cancel);
  }
}
