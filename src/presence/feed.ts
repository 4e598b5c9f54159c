import type { Condition } from './condition.ts';
import { splitNumber } from './organization.ts';
import { MASS_LOSS_AT_LEAST, MASS_LOSS_WITHIN_MS } from './thresholds.ts';

/** One change of one extension, whoever tells it: the screen's own watch, or the journal. */
export type FeedChange = {
  /** Tells it from every other one. */
  key: string;
  atMs: number;
  number: string;
  /** `from` is undefined for one that is new on the list, `to` for one that left it. */
  from: Condition | undefined;
  to: Condition | undefined;
  isFlapping?: boolean;
};

/** A time without data; `toMs` is undefined while it goes on. */
export type FeedGap = { fromMs: number; toMs: number | undefined };

/** What many went through together, at the time of the last: "9 expired in 40 s in 0003". */
export type FeedGroup = {
  key: string;
  atMs: number;
  withinMs: number;
  from: Condition | undefined;
  to: Condition | undefined;
  /** The one that all of them are of, if they are of one. */
  organization: string | undefined;
  numbers: readonly string[];
};

export type FeedEntry =
  | { kind: 'change'; change: FeedChange }
  | { kind: 'group'; group: FeedGroup }
  | { kind: 'gap'; gap: FeedGap };

/**
 * A feed, the latest first: changes in the order that they were seen, those that many went through together as one, and
 * the gaps between them.
 */
export function feedOf(
  changes: readonly FeedChange[],
  gaps: readonly FeedGap[] = [],
): readonly FeedEntry[] {
  const entries = grouped(changes).map((entry) => ({ entry, atMs: timeOf(entry) }));
  const missing = gaps.map((gap) => ({
    entry: { kind: 'gap', gap } as const,
    atMs: gap.toMs ?? Number.POSITIVE_INFINITY,
  }));
  // The sort is stable: what happened in one second stays in the order in which it was seen.
  return [...entries, ...missing].sort((a, b) => b.atMs - a.atMs).map(({ entry }) => entry);
}

function timeOf(entry: FeedEntry): number {
  if (entry.kind === 'change') return entry.change.atMs;
  return entry.kind === 'group' ? entry.group.atMs : 0;
}

/** The latest first. */
function grouped(changes: readonly FeedChange[]): FeedEntry[] {
  const open = new Map<string, FeedChange[]>();
  const clusters: FeedChange[][] = [];
  for (const change of changes) {
    const what = sharedFate(change);
    const cluster = what === undefined ? undefined : open.get(what);
    const [first] = cluster ?? [];
    if (cluster && first && change.atMs - first.atMs <= MASS_LOSS_WITHIN_MS) {
      cluster.push(change);
      continue;
    }
    const begun = [change];
    clusters.push(begun);
    if (what !== undefined) open.set(what, begun);
  }
  return clusters.flatMap((cluster) => groupOf(cluster) ?? cluster.map(alone)).reverse();
}

/** What many may go through together. Everybody's calls are their own. */
function sharedFate({ from, to, isFlapping }: FeedChange): string | undefined {
  if (isFlapping || isTalking(to) || isTalking(from)) return undefined;
  if (to === 'expired' || to === 'lost') return 'lost';
  return from === undefined ? 'new' : (to ?? 'left');
}

function isTalking(condition: Condition | undefined): boolean {
  return condition === 'ringing' || condition === 'busy';
}

function alone(change: FeedChange): FeedEntry {
  return { kind: 'change', change };
}

/** Undefined when it was too few: one that came and went three times is no more than one. */
function groupOf(cluster: readonly FeedChange[]): FeedEntry | undefined {
  const [first] = cluster;
  const last = cluster[cluster.length - 1];
  const numbers = [...new Set(cluster.map(({ number }) => number))];
  if (!first || !last || numbers.length < MASS_LOSS_AT_LEAST) return undefined;
  const organizations = new Set(numbers.map((number) => splitNumber(number).organization));
  const [organization] = organizations;
  const group: FeedGroup = {
    key: first.key,
    atMs: last.atMs,
    withinMs: last.atMs - first.atMs,
    from: first.from,
    to: first.to,
    organization: organizations.size === 1 && organization !== '' ? organization : undefined,
    numbers,
  };
  return { kind: 'group', group };
}
