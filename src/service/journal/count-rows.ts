import * as z from 'zod/mini';
import type { Database } from '../database.ts';
import { packRow, unpackAgents, unpackOrganizations, unpackTotal } from './count-row-text.ts';
import { type CountRow, sumRows } from './counted-cells.ts';

/** A row of counts as far as it was asked for; what was not is empty. */
type PartOfRow = CountRow;

/** Which part of rows is read: the others are not, since most of a row is what is asked for least. */
export type CountPart = 'total' | 'organizations' | 'agents';

/** How long a row is: a minute, or an hour's minutes summed up. */
export type Resolution = 'minute' | 'hour';

/** The tables of counts. Whoever writes is within a transaction. */
export type CountRows = {
  insertMinute(row: CountRow): void;
  /** Sums up the hour that begins at a time, from its minutes. */
  writeHour(atMs: number): void;
  /** Rows that begin in this time, the oldest first, at most so many. */
  read(
    resolution: Resolution,
    range: { fromMs: number; toMs: number; most: number; part: CountPart },
  ): PartOfRow[];
  /** When the last hour begins that was summed up; null when none was. */
  lastHourMs(): number | null;
  /** When the first minute begins that is kept from a time on. */
  firstMinuteMs(fromMs: number): number | null;
  removeOldest(resolution: Resolution, olderThanMs: number, most: number): number;
};

export const HOUR_MS = 3_600_000;

const momentSchema = z.object({ at: z.nullable(z.number()) });
const rowSchema = z.object({
  at_ms: z.number(),
  minutes: z.number(),
  part: z.union([z.string(), z.instanceof(Uint8Array)]),
});

const NONE: Pick<CountRow, 'total' | 'organizations' | 'agents'> = {
  total: { sums: [], lowest: 0 },
  organizations: new Map(),
  agents: new Map(),
};

export function createCountRows(database: Database): CountRows {
  const insert = {
    minute: database.prepare('INSERT OR REPLACE INTO journal_minute VALUES (?, ?, ?, ?, ?)'),
    hour: database.prepare('INSERT OR REPLACE INTO journal_hour VALUES (?, ?, ?, ?, ?)'),
  };
  const lastHour = database.prepare('SELECT max(at_ms) AS at FROM journal_hour');
  const firstMinute = database.prepare(
    'SELECT min(at_ms) AS at FROM journal_minute WHERE at_ms >= ?',
  );
  const write = (resolution: Resolution, row: CountRow) => {
    const { total, organizations, agents } = packRow(row);
    insert[resolution].run(row.atMs, row.minutes, total, organizations, agents);
  };
  const read: CountRows['read'] = (resolution, { fromMs, toMs, most, part }) => {
    const rows = database
      .prepare(
        `SELECT at_ms, minutes, ${part} AS part FROM journal_${resolution}
         WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms LIMIT ?`,
      )
      .all(fromMs, toMs, most);
    return z.array(rowSchema).parse(rows).map(toRow(part));
  };
  return {
    read,
    insertMinute: (row) => write('minute', row),
    writeHour(atMs) {
      const range = { fromMs: atMs, toMs: atMs + HOUR_MS, most: 60 };
      const rows = read('minute', { ...range, part: 'agents' });
      const totals = read('minute', { ...range, part: 'total' });
      const organizations = read('minute', { ...range, part: 'organizations' });
      const whole = rows.map((row, index) => ({
        ...row,
        total: totals[index]?.total ?? NONE.total,
        organizations: organizations[index]?.organizations ?? NONE.organizations,
      }));
      if (whole.length > 0) write('hour', sumRows(whole, atMs));
    },
    lastHourMs: () => momentSchema.parse(lastHour.get()).at,
    firstMinuteMs: (fromMs) => momentSchema.parse(firstMinute.get(fromMs)).at,
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
  return ({ at_ms: atMs, minutes, part }: z.infer<typeof rowSchema>): PartOfRow => {
    const row = { ...NONE, atMs, minutes };
    if (typeof part !== 'string') return { ...row, agents: unpackAgents(part) };
    return name === 'total'
      ? { ...row, total: unpackTotal(part) }
      : { ...row, organizations: unpackOrganizations(part) };
  };
}
