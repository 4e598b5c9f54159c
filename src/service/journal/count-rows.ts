import * as z from 'zod/mini';
import type { Database } from '../database.ts';
import { packRow, unpackAgents, unpackOrganizations, unpackTotal } from './count-row-text.ts';
import { type CountRow, sumRows } from './counted-cells.ts';

/** Which part of rows is read. The others are left empty, since most of a row is what is asked for least. */
export type CountPart = 'total' | 'organizations' | 'agents';

/** How long a row is: a minute, or an hour's minutes summed up. */
export type Resolution = 'minute' | 'hour';

/** The tables of counts. Whoever writes is within a transaction. */
export type CountRows = {
  /** Adds a minute, and to its hour. One that was counted before stays as it is: a clock may be set back. */
  add(minute: CountRow): void;
  /** Rows that begin in this time, the oldest first, at most so many. */
  read(
    resolution: Resolution,
    range: { fromMs: number; toMs: number; most: number; part: CountPart },
  ): CountRow[];
  removeOldest(resolution: Resolution, olderThanMs: number, most: number): number;
};

export const HOUR_MS = 3_600_000;

const rowSchema = z.object({
  at_ms: z.number(),
  minutes: z.number(),
  part: z.union([z.string(), z.instanceof(Uint8Array)]),
});

const wholeRowSchema = z.optional(
  z.object({
    minutes: z.number(),
    total: z.string(),
    organizations: z.string(),
    agents: z.instanceof(Uint8Array),
  }),
);

const NONE: Pick<CountRow, 'total' | 'organizations' | 'agents'> = {
  total: { sums: [], lowest: 0 },
  organizations: new Map(),
  agents: new Map(),
};

export function createCountRows(database: Database): CountRows {
  const addMinute = database.prepare('INSERT OR IGNORE INTO journal_minute VALUES (?, ?, ?, ?, ?)');
  const setHour = database.prepare('INSERT OR REPLACE INTO journal_hour VALUES (?, ?, ?, ?, ?)');
  const hour = database.prepare('SELECT * FROM journal_hour WHERE at_ms = ?');
  const write = (statement: typeof setHour, row: CountRow) => {
    const { total, organizations, agents } = packRow(row);
    return statement.run(row.atMs, row.minutes, total, organizations, agents);
  };
  const addToHour = (minute: CountRow) => {
    const atMs = Math.floor(minute.atMs / HOUR_MS) * HOUR_MS;
    const stored = wholeRowSchema.parse(hour.get(atMs));
    const before = stored && {
      ...{ atMs, minutes: stored.minutes },
      total: unpackTotal(stored.total),
      organizations: unpackOrganizations(stored.organizations),
      agents: unpackAgents(stored.agents),
    };
    write(setHour, sumRows(before ? [before, minute] : [minute], atMs));
  };
  return {
    add(minute) {
      if (Number(write(addMinute, minute).changes) > 0) addToHour(minute);
    },
    read: (resolution, { fromMs, toMs, most, part }) => {
      const rows = database
        .prepare(
          `SELECT at_ms, minutes, ${part} AS part FROM journal_${resolution}
           WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms LIMIT ?`,
        )
        .all(fromMs, toMs, most);
      return z.array(rowSchema).parse(rows).map(toRow(part));
    },
    removeOldest: (resolution, olderThanMs, most) =>
      Number(
        database
          .prepare(
            `DELETE FROM journal_${resolution} WHERE at_ms IN
             (SELECT at_ms FROM journal_${resolution} WHERE at_ms < ? ORDER BY at_ms LIMIT ?)`,
          )
          .run(olderThanMs, most).changes,
      ),
  };
}

function toRow(name: CountPart) {
  return ({ at_ms: atMs, minutes, part }: z.infer<typeof rowSchema>): CountRow => {
    const row = { ...NONE, atMs, minutes };
    if (typeof part !== 'string') return { ...row, agents: unpackAgents(part) };
    return name === 'total'
      ? { ...row, total: unpackTotal(part) }
      : { ...row, organizations: unpackOrganizations(part) };
  };
}
