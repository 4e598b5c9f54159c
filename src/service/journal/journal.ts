import type { GapKind, JournalCondition } from '../../contract/journal.ts';
import type { ChangesCursor, ChangesQuery, CountsQuery } from '../../contract/journal-query.ts';
import type { Scope } from '../directory/scope.ts';
import type { Cell, CountedAgent, CountRow } from './counted-cells.ts';
import type { ObservedExtension, RecordedChange } from './observed-extension.ts';

/** A gap as it is stored. `toMs` is null while it goes on; `lost` counts changes that were dropped. */
export type RecordedGap = { kind: GapKind; fromMs: number; toMs: number | null; lost: number };

/** What is recorded at once. */
export type Batch = {
  changes: readonly RecordedChange[];
  /** Extensions as they are after the changes; undefined where one does not exist any more. */
  extensions: ReadonlyMap<string, ObservedExtension | undefined>;
  /** Counts of single minutes. */
  counts: readonly CountRow[];
  gaps: readonly RecordedGap[];
  /** Until when everything is recorded; null while more waits. */
  aliveAtMs: number | null;
};

/** What a journal remembers when it is opened. */
export type Remembered = {
  extensions: ReadonlyMap<string, ObservedExtension>;
  /** Until when everything was recorded; null for a new journal. */
  aliveAtMs: number | null;
  /** Whether the source was stale then. */
  isSourceStale: boolean;
};

/** One page of changes; `next` is where the following one begins, and missing on the last. */
export type ChangesPage = { changes: readonly RecordedChange[]; next?: ChangesCursor };

/** What was counted of one group of extensions, on average over a step. */
export type CountedGroup = {
  organization?: string;
  agent?: CountedAgent;
  cell: Cell;
  /** False where `lowest` is no more than a lower bound. */
  isLowestExact: boolean;
};

/** One step of counts. `minutes` of it were counted; without one there are no groups. */
export type CountedStep = { atMs: number; minutes: number; groups: readonly CountedGroup[] };

/**
 * Where changes and counts are recorded. The embedded database is one such place (embedded-journal.ts); another may
 * follow. What every journal promises:
 *
 * - `record` takes a batch whole or not at all: when it throws, nothing of it was recorded and it may be given again.
 *   It does not wait for anybody; what it has taken is read from then on, and survives the process.
 * - Changes are told in the order of their times, those of one time in the order in which they were recorded, however
 *   late they came. A page goes on where the last one ended, whatever was recorded in between.
 * - What does not exist was not recorded: a step without a counted minute has no groups, and gaps say why.
 * - Nobody is told of an extension outside the scope.
 * - It is bounded: changes for 30 days and by their number, minutes for 7 days, hours for 90. `tidy` removes a little
 *   of what is over that, and is called until it has nothing left to do.
 * - Reading yields to everything else every few milliseconds, however much is asked for.
 */
export type Journal = {
  remembered(): Remembered;
  record(batch: Batch): void;
  /** True when there is more to do. */
  tidy(nowMs: number): boolean;
  changes(scope: Scope, query: ChangesPageQuery): Promise<ChangesPage>;
  /** The condition of each of these extensions at a time; null where it did not exist, or nobody knows. */
  conditionsAt(
    numbers: readonly string[],
    atMs: number,
  ): Promise<ReadonlyMap<string, JournalCondition | null>>;
  /** The gaps in this time, the oldest first, as far as they are in it; one that goes on has no end. */
  gaps(fromMs: number, toMs: number): Promise<readonly RecordedGap[]>;
  /** Every step, the oldest first. */
  counts(scope: Scope, query: CountsSelection): AsyncIterable<CountedStep>;
};

/** What of changes is read: `after` is where the page begins. */
export type ChangesPageQuery = Pick<
  ChangesQuery,
  'sinceMs' | 'untilMs' | 'extensions' | 'organizations' | 'kinds' | 'sortOrder'
> & { count: number; after?: ChangesCursor | undefined };

export type CountsSelection = Pick<
  CountsQuery,
  'fromMs' | 'toMs' | 'stepSeconds' | 'by' | 'organizations'
>;
