import type { Change, CountsItem, CountsStep, JournalCounts } from '../../contract/journal.ts';
import {
  type CountsHistory,
  isHalfKnown,
  type TracedCounts,
} from '../../presence/counts-history.ts';
import type { FeedChange } from '../../presence/feed.ts';

const MINUTE_MS = 60_000;

/** The journal's counts by condition as a history. The fewest registered stand for a step, as on the screen's own record. */
export function historyOfCounts({ to, step, steps }: JournalCounts): CountsHistory {
  const [stepMs, toMs] = [step * 1000, Date.parse(to)];
  return { steps: steps.map((counted) => stepOf(counted, { stepMs, toMs })), stepMs, toMs };
}

/** A step of which less than half is known says nothing: drawn whole, it would hide that nobody knows the rest. */
function stepOf(counted: CountsStep, { stepMs, toMs }: { stepMs: number; toMs: number }) {
  const { at, minutes, counts } = counted;
  const atMs = Date.parse(at);
  // The last one may not be over.
  const passedMs = Math.min(stepMs, toMs - atMs);
  const [item] = counts ?? [];
  const isKnown = isHalfKnown({ knownMs: minutes * MINUTE_MS, passedMs });
  return { atMs, counts: item && isKnown ? tracedOf(item) : undefined };
}

function tracedOf(item: CountsItem): TracedCounts {
  return {
    needed: Math.round(item.total - item.static),
    registered: Math.floor(item.lowest ?? item.registered),
    late: Math.ceil(item.late),
    expired: Math.ceil(item.expired),
    'not-registered': Math.ceil(item.notRegistered),
    ringing: Math.ceil(item.ringing),
    busy: Math.ceil(item.busy),
  };
}

/** The changes that made another condition of an extension, the earliest first, as a feed takes them. */
export function feedChangesOf(changes: readonly Change[]): readonly FeedChange[] {
  return changes
    .flatMap(({ at, extension, from, to }, nth): FeedChange[] => {
      if (extension === null || from === to) return [];
      const atMs = Date.parse(at);
      const key = `${at} ${extension} ${changes.length - nth}`;
      return [{ key, atMs, number: extension, from: from ?? undefined, to: to ?? undefined }];
    })
    .reverse();
}
