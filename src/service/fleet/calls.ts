import { splitNumber } from '../../presence/organization.ts';
import { between, pick, type Random } from './random.ts';

// Who calls whom, and for how long. Tuned for the board: of 128 extensions one or two ring and a few per cent are busy.

/** One call: it rings, and is answered or not. */
export type Call<Phone> = {
  caller: Phone;
  callee: Phone;
  ringsMs: number;
  /** Undefined when nobody answers. */
  talksMs: number | undefined;
};

/** Between two calls in a fleet of this many extensions, on average. */
const PAUSE = { ms: 9000, extensions: 128 };
const RINGS_MS = [5000, 18_000] as const;
const TALKS_MS = [12_000, 50_000] as const;
const UNANSWERED = 0.2;
/** Most calls stay within an organization. */
const INSIDE = 0.8;

/** The next call among phones that are free; undefined where no two extensions have one. */
export function nextCall<Phone extends { number: string }>(
  random: Random,
  phones: readonly Phone[],
): Call<Phone> | undefined {
  if (phones.length === 0) return undefined;
  const caller = pick(random, phones);
  const { organization } = splitNumber(caller.number);
  const others = phones.filter(({ number }) => number !== caller.number);
  const colleagues = others.filter(
    ({ number }) => splitNumber(number).organization === organization,
  );
  const reached = random() < INSIDE && colleagues.length > 0 ? colleagues : others;
  if (reached.length === 0) return undefined;
  return {
    caller,
    callee: pick(random, reached),
    ringsMs: between(random, RINGS_MS),
    talksMs: random() < UNANSWERED ? undefined : between(random, TALKS_MS),
  };
}

/** How long until the next call: the larger the fleet, the shorter. The first few follow each other faster. */
export function pauseUntilCallMs(random: Random, fleet: { extensions: number; calls: number }) {
  const { extensions, calls } = fleet;
  const hurry = calls < mostCalls(extensions) / 2 ? 0.25 : 1;
  return (hurry * PAUSE.ms * PAUSE.extensions * between(random, [0.5, 1.5])) / extensions;
}

/** So many calls may go on at a time: 6 among 128 extensions. */
export function mostCalls(extensions: number): number {
  return Math.ceil(extensions * 0.045);
}
