import type { CountRow } from './counted-cells.ts';
import type { Journal, RecordedGap } from './journal.ts';
import type { ObservedExtension, RecordedChange } from './observed-extension.ts';

/** Changes that were seen together, and the extension as they left it; none for the source. */
export type Seen = {
  changes: readonly RecordedChange[];
  extension?: { number: string; observed: ObservedExtension | undefined };
};

/** What waits to be written into the journal: in order, and bounded. */
export type Unrecorded = {
  add(seen: Seen): void;
  addCounts(row: CountRow): void;
  addGap(gap: RecordedGap): void;
  /** Writes it. When that throws, all of it waits on; what is too much is dropped by and by, and will be a gap. */
  recordInto(journal: Journal, nowMs: number): void;
};

/** Ten thousand extensions lost and back, while the disk takes nothing. */
const MOST_SEEN = 20_000;
/** An hour of counts. */
const MOST_COUNTS = 60;
/** Gaps begin and end seldom; a source that flickers is told by its changes. */
const MOST_GAPS = 1000;
/** Without anything else to write, the journal says this often that it was there. */
const ALIVE_EVERY_MS = 60_000;
/** So many are written in one go, which takes some milliseconds; the others have their turn a second later. */
const SEEN_IN_ONE_GO = 1000;
const MINUTE_MS = 60_000;

export function createUnrecorded(): Unrecorded {
  let seen: Seen[] = [];
  let counts: CountRow[] = [];
  let gaps: RecordedGap[] = [];
  /** Extensions whose changes were dropped. */
  let behind = new Map<string, ObservedExtension | undefined>();
  let missed: RecordedGap | undefined;
  let aliveAtMs = Number.NEGATIVE_INFINITY;

  const miss = (fromMs: number, toMs: number, lost: number) => {
    missed = {
      kind: 'not-stored',
      fromMs: Math.min(missed?.fromMs ?? fromMs, fromMs),
      toMs: Math.max(missed?.toMs ?? toMs, toMs),
      lost: (missed?.lost ?? 0) + lost,
    };
  };
  return {
    add(one) {
      seen.push(one);
      if (seen.length <= MOST_SEEN) return;
      // Half of them at once: dropping one each time would copy the others each time.
      for (const { changes, extension } of seen.splice(0, MOST_SEEN / 2)) {
        for (const { atMs } of changes) miss(atMs, atMs + 1, 1);
        if (extension) behind.set(extension.number, extension.observed);
      }
    },
    addCounts(row) {
      counts.push(row);
      if (counts.length <= MOST_COUNTS) return;
      const [oldest] = counts.splice(0, 1);
      if (oldest) miss(oldest.atMs, oldest.atMs + MINUTE_MS, 0);
    },
    addGap(gap) {
      gaps = [...gaps, gap].slice(-MOST_GAPS);
    },
    recordInto(journal, nowMs) {
      const writing = seen.slice(0, SEEN_IN_ONE_GO);
      const isNothing = writing.length + counts.length + gaps.length === 0 && !missed;
      if (isNothing && nowMs - aliveAtMs < ALIVE_EVERY_MS) return;
      const isAll = writing.length === seen.length;
      const extensions = new Map(behind);
      for (const { extension } of writing) {
        if (extension) extensions.set(extension.number, extension.observed);
      }
      journal.record({
        changes: writing.flatMap(({ changes }) => changes),
        ...{ extensions, counts },
        gaps: missed ? [...gaps, missed] : gaps,
        aliveAtMs: isAll ? nowMs : null,
      });
      seen = seen.slice(writing.length);
      counts = [];
      gaps = [];
      behind = new Map();
      missed = undefined;
      if (isAll) aliveAtMs = nowMs;
    },
  };
}
