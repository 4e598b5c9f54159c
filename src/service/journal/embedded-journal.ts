import { RETENTION_DAYS } from '../../contract/journal.ts';
import type { Database } from '../database.ts';
import { createChangeRows } from './change-rows.ts';
import { changesPage } from './changes-page.ts';
import { createCountRows, HOUR_MS } from './count-rows.ts';
import { countedSteps } from './counted-steps.ts';
import type { Journal } from './journal.ts';
import { createJournalStateRows } from './journal-state-rows.ts';
import { replayedSteps } from './replayed-steps.ts';

const DAY_MS = 24 * HOUR_MS;

/** So many changes at most, whatever their age; the oldest go first. */
export const CHANGES_KEPT = 2_000_000;
const GAPS_KEPT = 10_000;
/** So many rows are removed in one go, which takes some milliseconds. */
const REMOVED_IN_ONE_GO = 500;

/** The journal in the embedded database. `changesKept` is how many changes there are at most. */
export function openEmbeddedJournal(database: Database, changesKept = CHANGES_KEPT): Journal {
  const changes = createChangeRows(database);
  const counts = createCountRows(database);
  const state = createJournalStateRows(database);
  let changesStored = changes.countAtStart;

  const removeOld = (nowMs: number): number => {
    const keptFromMs = nowMs - RETENTION_DAYS.changes * DAY_MS;
    const beyond = Math.min(changesStored - changesKept, REMOVED_IN_ONE_GO);
    const removed =
      beyond > 0
        ? changes.removeOldest(Number.MAX_SAFE_INTEGER, beyond)
        : changes.removeOldest(keptFromMs, REMOVED_IN_ONE_GO);
    state.removeOldGaps(nowMs - RETENTION_DAYS.hours * DAY_MS, GAPS_KEPT);
    const oldCounts =
      counts.removeOldest('minute', nowMs - RETENTION_DAYS.minutes * DAY_MS, 100) +
      counts.removeOldest('hour', nowMs - RETENTION_DAYS.hours * DAY_MS, 100);
    changesStored -= removed;
    return removed + oldCounts;
  };

  return {
    remembered: state.read,
    record(batch) {
      const count = batch.changes.length;
      const removed = database.transaction(() => {
        for (const change of batch.changes) changes.insert(change);
        for (const [number, observed] of batch.extensions) state.setExtension(number, observed);
        for (const row of batch.counts) counts.add(row);
        for (const gap of batch.gaps) state.setGap(gap);
        if (batch.aliveAtMs !== null) state.setAlive(batch.aliveAtMs);
        // As many go as come: what is tidied by and by could be outrun.
        const beyond = Math.min(changesStored + count - changesKept, count);
        return beyond > 0 ? changes.removeOldest(Number.MAX_SAFE_INTEGER, beyond) : 0;
      });
      changesStored += count - removed;
    },
    tidy: (nowMs) => database.transaction(() => removeOld(nowMs) > 0),
    changes: (scope, query) => changesPage(changes, scope, query),
    async conditionsAt(numbers, atMs) {
      const conditions = numbers.map((number) => {
        const found = changes.conditionBefore(number, atMs);
        // What has not changed since is as it is now.
        return found === undefined ? (state.extension(number)?.condition ?? null) : found;
      });
      return new Map(numbers.map((number, index) => [number, conditions[index] ?? null]));
    },
    gaps: async (fromMs, toMs) => state.gaps(fromMs, toMs),
    counts(scope, query) {
      return scope.kind === 'extensions'
        ? replayedSteps({ changes, counts, state }, scope.numbers, query)
        : countedSteps(counts, scope, query);
    },
  };
}
