import * as z from 'zod/mini';
import { GAP_KINDS, JOURNAL_CONDITIONS } from '../../contract/journal.ts';
import type { Database } from '../database.ts';
import type { RecordedGap, Remembered } from './journal.ts';
import type { ObservedExtension } from './observed-extension.ts';

/** What the journal knows beside changes and counts: extensions as last seen, gaps, and until when it was written. */
export type JournalStateRows = {
  read(): Remembered;
  /** As it was last seen; undefined when it does not exist. */
  extension(number: string): ObservedExtension | undefined;
  gaps(fromMs: number, toMs: number): RecordedGap[];
  // Within a transaction.
  setExtension(number: string, observed: ObservedExtension | undefined): void;
  /** Ends the open gap of its kind when there is one and this one has an end, else begins or adds it. */
  setGap(gap: RecordedGap): void;
  setAlive(atMs: number): void;
  /** Removes the gaps that ended before a time, and all but the latest `kept`. */
  removeOldGaps(olderThanMs: number, kept: number): void;
};

const gapRow = z.object({
  kind: z.enum(GAP_KINDS),
  from_ms: z.number(),
  to_ms: z.nullable(z.number()),
  lost: z.number(),
});
const extensionRow = z.object({
  extension: z.string(),
  static: z.number(),
  condition: z.enum(JOURNAL_CONDITIONS),
  devices: z.string(),
});
const devicesSchema = z.array(
  z.object({
    id: z.string(),
    agent: z.string(),
    state: z.enum(['registered', 'not-registered', 'expired', 'unknown']),
  }),
);
const aliveRow = z.optional(z.object({ at_ms: z.number() }));

export function createJournalStateRows(database: Database): JournalStateRows {
  const statements = {
    extensions: database.prepare('SELECT * FROM journal_extension'),
    extension: database.prepare('SELECT * FROM journal_extension WHERE extension = ?'),
    upsert: database.prepare('INSERT OR REPLACE INTO journal_extension VALUES (?, ?, ?, ?)'),
    remove: database.prepare('DELETE FROM journal_extension WHERE extension = ?'),
    gaps: database.prepare(
      'SELECT * FROM journal_gap WHERE from_ms < ? AND (to_ms IS NULL OR to_ms > ?) ORDER BY from_ms, id',
    ),
    openGap: database.prepare('SELECT * FROM journal_gap WHERE kind = ? AND to_ms IS NULL'),
    endGap: database.prepare('UPDATE journal_gap SET to_ms = ? WHERE kind = ? AND to_ms IS NULL'),
    addGap: database.prepare(
      'INSERT INTO journal_gap (kind, from_ms, to_ms, lost) VALUES (?, ?, ?, ?)',
    ),
    oldGaps: database.prepare(
      `DELETE FROM journal_gap WHERE to_ms < ? OR
       id <= (SELECT id FROM journal_gap ORDER BY id DESC LIMIT 1 OFFSET ?)`,
    ),
    alive: database.prepare('SELECT at_ms FROM journal_alive'),
    setAlive: database.prepare('INSERT OR REPLACE INTO journal_alive VALUES (1, ?)'),
  };
  return {
    read: () => ({
      extensions: new Map(
        z
          .array(extensionRow)
          .parse(statements.extensions.all())
          .map((row) => [row.extension, toObserved(row)]),
      ),
      aliveAtMs: aliveRow.parse(statements.alive.get())?.at_ms ?? null,
      isSourceStale: statements.openGap.get('source-stale') !== undefined,
    }),
    extension(number) {
      const row = statements.extension.get(number);
      return row && toObserved(extensionRow.parse(row));
    },
    gaps: (fromMs, toMs) =>
      z
        .array(gapRow)
        .parse(statements.gaps.all(toMs, fromMs))
        .map(({ kind, from_ms, to_ms, lost }) => ({
          ...{ kind, lost },
          fromMs: Math.max(from_ms, fromMs),
          toMs: to_ms && Math.min(to_ms, toMs),
        })),
    setExtension(number, observed) {
      if (!observed) statements.remove.run(number);
      else {
        const { static: isStatic, condition } = observed;
        const devices = observed.devices.map(({ id, agent, state }) => ({ id, agent, state }));
        statements.upsert.run(number, Number(isStatic), condition, JSON.stringify(devices));
      }
    },
    setGap({ kind, fromMs, toMs, lost }) {
      const isOpen = statements.openGap.get(kind) !== undefined;
      const endMs = toMs === null ? null : Math.ceil(toMs);
      if (isOpen && endMs !== null) statements.endGap.run(endMs, kind);
      else if (!isOpen) statements.addGap.run(kind, Math.floor(fromMs), endMs, lost);
    },
    setAlive: (atMs) => {
      statements.setAlive.run(Math.floor(atMs));
    },
    removeOldGaps: (olderThanMs, kept) => {
      statements.oldGaps.run(olderThanMs, kept);
    },
  };
}

function toObserved(row: z.infer<typeof extensionRow>): ObservedExtension {
  return {
    static: row.static === 1,
    condition: row.condition,
    devices: devicesSchema.parse(JSON.parse(row.devices)),
  };
}
