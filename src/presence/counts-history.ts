import type { Summary } from './summary.ts';

/** What is traced over time. `needed` is how many extensions need a registration. */
export const TRACED = [
  'needed',
  'registered',
  'late',
  'expired',
  'not-registered',
  'ringing',
  'busy',
] as const;
export type Traced = (typeof TRACED)[number];

/** How many extensions were what. A count is missing where it was not asked for. */
export type TracedCounts = Partial<Record<Traced, number>>;

/**
 * A step of time and what was counted in it: the fewest registered, the most of all else. Undefined: nothing is known, or
 * less than half of it.
 */
export type HistoryStep = { atMs: number; counts: TracedCounts | undefined };

/** Steps that follow each other without a break, the oldest first; `toMs` is where the last one ends, or will. */
export type CountsHistory = { steps: readonly HistoryStep[]; stepMs: number; toMs: number };

/** True when of the time that has passed at least half is known, which a step must be to say anything. */
export function isHalfKnown({ knownMs, passedMs }: { knownMs: number; passedMs: number }): boolean {
  return knownMs * 2 >= passedMs;
}

/** What of a summary is traced. */
export function tracedCounts({ needed, counts }: Summary): TracedCounts {
  const traced: TracedCounts = {};
  for (const name of TRACED) {
    const count = name === 'needed' ? needed : counts[name];
    if (count !== undefined) traced[name] = count;
  }
  return traced;
}

/** Both in one: a short loss in a long step stays to be seen. */
export function worstOf(
  one: TracedCounts | undefined,
  other: TracedCounts | undefined,
): TracedCounts | undefined {
  if (!one || !other) return one ?? other;
  const worst: TracedCounts = {};
  for (const name of TRACED) {
    const [a, b] = [one[name], other[name]];
    const count = a === undefined || b === undefined ? (a ?? b) : pick(name)(a, b);
    if (count !== undefined) worst[name] = count;
  }
  return worst;
}

const pick = (name: Traced) => (name === 'registered' ? Math.min : Math.max);

/** True when both say the same. */
export function isSameCounts(one: TracedCounts | undefined, other: TracedCounts | undefined) {
  return one === other || (one && other && TRACED.every((name) => one[name] === other[name]));
}

/**
 * Two histories of one list, with steps of the same length, as one: where both know, the worst of both, since either may
 * have missed a part of a step. It has the steps of the second.
 */
export function joinHistories(first: CountsHistory, second: CountsHistory): CountsHistory {
  const known = new Map(first.steps.map((step) => [step.atMs, step.counts]));
  const steps = second.steps.map(({ atMs, counts }) => ({
    atMs,
    counts: worstOf(known.get(atMs), counts),
  }));
  return { ...second, steps };
}
