import * as z from 'zod/mini';
import { CHANGE_KINDS, JOURNAL_CONDITIONS, type JournalCondition } from '../../contract/journal.ts';
import type { Database } from '../database.ts';
import type { Scope } from '../directory/scope.ts';
import type { ChangesPage, ChangesPageQuery } from './journal.ts';
import type { RecordedChange } from './observed-extension.ts';

/** The table of changes. */
export type ChangeRows = {
  /** How many there were when the table was opened. */
  readonly countAtStart: number;
  insert(change: RecordedChange): void;
  page(scope: Scope, query: ChangesPageQuery): ChangesPage;
  /** The condition that the first change of an extension from a time on found; undefined when there is no such change. */
  conditionBefore(extension: string, atMs: number): JournalCondition | null | undefined;
  /** The agent of an extension's device that was last told of before a time. */
  agentBefore(extension: string, atMs: number): string | undefined;
  /** Removes the oldest, at most so many, of those before a time; gives how many. */
  removeOldest(olderThanMs: number, most: number): number;
};

const condition = z.nullable(z.enum(JOURNAL_CONDITIONS));
const rowSchema = z.object({
  at_ms: z.number(),
  id: z.number(),
  kind: z.enum(CHANGE_KINDS),
  extension: z.string(),
  agent: z.string(),
  condition_before: condition,
  condition_after: condition,
  agent_before: z.nullable(z.string()),
  late_seconds: z.nullable(z.number()),
});
const numbersSchema = z.object({ count: z.number(), last: z.nullable(z.number()) });
const agentSchema = z.optional(z.object({ agent: z.string() }));
const conditionSchema = z.optional(z.object({ condition }));

export function createChangeRows(database: Database): ChangeRows {
  const insertRow = database.prepare(
    'INSERT INTO journal_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const firstFrom = database.prepare(
    `SELECT condition_before AS condition FROM journal_change WHERE extension = ? AND at_ms >= ?
     ORDER BY at_ms, id LIMIT 1`,
  );
  const lastAgent = database.prepare(
    `SELECT agent FROM journal_change WHERE extension = ? AND at_ms < ? AND agent <> ''
     ORDER BY at_ms DESC, id DESC LIMIT 1`,
  );
  const remove = database.prepare(
    `DELETE FROM journal_change WHERE (at_ms, id) IN
     (SELECT at_ms, id FROM journal_change WHERE at_ms < ? ORDER BY at_ms, id LIMIT ?)`,
  );
  // The index of extensions is the smallest thing to be read for both.
  const numbers = numbersSchema.parse(
    database
      .prepare(
        'SELECT count(*) AS count, max(id) AS last FROM journal_change INDEXED BY journal_change_by_extension',
      )
      .get(),
  );
  let lastId = numbers.last ?? 0;
  return {
    countAtStart: numbers.count,
    insert({ atMs, kind, extension, agent, from, to, agentBefore, lateSeconds }) {
      lastId += 1;
      const told = [atMs, lastId, kind, extension, agent, from, to] as const;
      insertRow.run(...told, agentBefore ?? null, lateSeconds ?? null);
    },
    page(scope, query) {
      const { sql, values } = selectPage(scope, query);
      const rows = z.array(rowSchema).parse(database.prepare(sql).all(...values));
      const last = rows[query.count - 1];
      return {
        changes: rows.slice(0, query.count).map(toChange),
        ...(last && rows.length > query.count && { next: { atMs: last.at_ms, id: last.id } }),
      };
    },
    conditionBefore: (extension, atMs) =>
      conditionSchema.parse(firstFrom.get(extension, atMs))?.condition,
    agentBefore: (extension, atMs) => agentSchema.parse(lastAgent.get(extension, atMs))?.agent,
    removeOldest: (olderThanMs, most) => Number(remove.run(olderThanMs, most).changes),
  };
}

/** One more than the page has, to see whether there is another page. */
function selectPage(
  scope: Scope,
  { sinceMs, untilMs, extensions, organizations, kinds, sortOrder, count, after }: ChangesPageQuery,
) {
  const isDescending = sortOrder === 'desc';
  const where: Clause[] = [{ sql: 'at_ms >= ? AND at_ms < ?', values: [sinceMs, untilMs] }];
  if (after) {
    where.push({
      sql: `(at_ms, id) ${isDescending ? '<' : '>'} (?, ?)`,
      values: [after.atMs, after.id],
    });
  }
  // Of the source everybody may know, who did not ask for something else.
  const isOfAnything = extensions.length + organizations.length === 0;
  where.push(...withinScope(scope, isOfAnything));
  if (extensions.length > 0) where.push(oneOf('extension', extensions));
  if (organizations.length > 0) where.push(anyOf(organizations.map(ofOrganization)));
  if (kinds.length > 0) where.push(oneOf('kind', kinds));
  const order = isDescending ? 'at_ms DESC, id DESC' : 'at_ms, id';
  return {
    sql: `SELECT * FROM journal_change WHERE ${where.map(({ sql }) => sql).join(' AND ')} ORDER BY ${order} LIMIT ?`,
    values: [...where.flatMap(({ values }) => values), count + 1],
  };
}

type Clause = { sql: string; values: (string | number)[] };

function withinScope(scope: Scope, withSource: boolean): Clause[] {
  const source = withSource ? [''] : [];
  switch (scope.kind) {
    case 'all':
      return [];
    case 'organization':
      return [
        anyOf([
          ofOrganization(scope.organization),
          ...source.map(() => ({ sql: "extension = ''", values: [] })),
        ]),
      ];
    case 'extensions':
      return [oneOf('extension', [...scope.numbers, ...source])];
  }
}

function oneOf(column: 'extension' | 'kind', values: readonly string[]): Clause {
  return { sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
}

/** The plus keeps the index of extensions out: what an organization did in a day is found faster among that day's changes. */
function ofOrganization(organization: string): Clause {
  // Numbers without a star belong to none.
  if (organization === '') {
    return { sql: "(+extension <> '' AND instr(extension, '*') = 0)", values: [] };
  }
  const prefix = `${organization}*`;
  return { sql: 'substr(+extension, 1, ?) = ?', values: [prefix.length, prefix] };
}

function anyOf(clauses: readonly Clause[]): Clause {
  return {
    sql: `(${clauses.map(({ sql }) => sql).join(' OR ')})`,
    values: clauses.flatMap(({ values }) => values),
  };
}

function toChange(row: z.infer<typeof rowSchema>): RecordedChange {
  const { at_ms: atMs, kind, extension, agent, agent_before, late_seconds } = row;
  return {
    ...{ atMs, kind, extension, agent },
    from: row.condition_before,
    to: row.condition_after,
    ...(agent_before !== null && { agentBefore: agent_before }),
    ...(late_seconds !== null && { lateSeconds: late_seconds }),
  };
}
