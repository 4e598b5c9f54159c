import type { Change, CountsItem, JournalCounts } from '../../contract/journal.ts';
import type { CountsHistory, TracedCounts } from '../../presence/counts-history.ts';
import type { FeedChange } from '../../presence/feed.ts';

/** The journal's counts by condition as a history. The fewest registered stand for a step, as on the screen's own record. */
export function historyOfCounts({ to, step, steps }: JournalCounts): CountsHistory {
  return {
    steps: steps.map(({ at, counts }) => ({ atMs: Date.parse(at), counts: tracedOf(counts?.[0]) })),
    stepMs: step * 1000,
    toMs: Date.parse(to),
  };
}

function tracedOf(item: CountsItem | undefined): TracedCounts | undefined {
  if (!item) return undefined;
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
