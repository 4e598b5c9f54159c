import { splitNumber } from '../../presence/organization.ts';
import { between, pick, type Random } from './random.ts';

// How often what goes wrong. Tuned for the board: calm, yet with two to eight things to look at among 128 extensions.

/**
 * What can happen to one telephone. Its user signs off; or it crashes and its registration runs out; or it hangs,
 * is late and refreshes just in time. `awayMs` is how long it is missed: from now on, or from when its time is up.
 */
export type Mishap =
  | { kind: 'signs-off'; awayMs: number }
  | { kind: 'crashes'; awayMs: number }
  | { kind: 'hangs' };

/** What decides whom a mishap meets. */
export type Candidate = { number: string; agent: string; expiresSeconds: number };

/** Between two mishaps in a fleet of this many extensions, on average. */
const PAUSE = { ms: 32_000, extensions: 128 };
const AWAY_MS = [60_000, 180_000] as const;
/** Who registers for longer can have crashed for an hour before anybody sees it, which demonstrates nothing. */
const SHORT_LIFE_SECONDS = 300;
const FIRST_BATCH_MS = [120_000, 240_000] as const;
const NEXT_BATCH_MS = [13 * 60_000, 17 * 60_000] as const;
const SMALLEST_BATCH = 3;

export function nextMishap(random: Random, { expiresSeconds }: Candidate): Mishap {
  const awayMs = between(random, AWAY_MS);
  const chance = random();
  if (expiresSeconds > SHORT_LIFE_SECONDS || chance < 0.2) return { kind: 'signs-off', awayMs };
  return chance < 0.75 ? { kind: 'crashes', awayMs } : { kind: 'hangs' };
}

/**
 * How long until the next mishap: the larger the fleet, the shorter. The first few follow each other faster, for
 * some show only when a registration has run out.
 */
export function pauseUntilMishapMs(random: Random, fleet: { extensions: number; mishaps: number }) {
  const { extensions, mishaps } = fleet;
  const hurry = mishaps < mostInTrouble(extensions) / 2 ? 0.25 : 1;
  return (hurry * PAUSE.ms * PAUSE.extensions * between(random, [0.5, 1.5])) / extensions;
}

/** So many phones may be in trouble by themselves at a time: 6 of 128. */
export function mostInTrouble(extensions: number): number {
  return Math.ceil(extensions * 0.045);
}

/** How long until a batch drops: the first one while somebody is still looking. */
export function pauseUntilBatchMs(random: Random, isFirst: boolean): number {
  return between(random, isFirst ? FIRST_BATCH_MS : NEXT_BATCH_MS);
}

/** How long a batch is away after the last of its registrations ran out: a switch starts again, and then the phones. */
export function batchAwayMs(random: Random): number {
  return between(random, [50_000, 80_000]);
}

/**
 * Which phones drop together: those of one model in one organization, at most 9 of 128 extensions. The first time it
 * is the largest such group, later any that is at least half as large. Empty when no group has three.
 */
export function chooseBatch<Phone extends Candidate>(
  random: Random,
  phones: readonly Phone[],
  { extensions, isFirst }: { extensions: number; isFirst: boolean },
): readonly Phone[] {
  const groups = new Map<string, Phone[]>();
  for (const phone of phones) {
    if (phone.expiresSeconds > SHORT_LIFE_SECONDS) continue;
    const key = `${splitNumber(phone.number).organization} ${phone.agent}`;
    groups.set(key, [...(groups.get(key) ?? []), phone]);
  }
  const bySize = [...groups.values()]
    .filter(({ length }) => length >= SMALLEST_BATCH)
    .sort((a, b) => b.length - a.length);
  const [largest] = bySize;
  if (!largest) return [];
  const large = bySize.filter(({ length }) => length >= largest.length / 2);
  const chosen = isFirst ? largest : pick(random, large);
  return chosen.slice(0, Math.max(SMALLEST_BATCH, Math.floor(extensions * 0.075)));
}
