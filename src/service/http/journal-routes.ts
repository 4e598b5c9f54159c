import { type Context, Hono } from 'hono';
import type { Change, Changes } from '../../contract/journal.ts';
import {
  type ChangesQuery,
  formatCursor,
  parseChangesQuery,
  parseCountsQuery,
  parseCursor,
} from '../../contract/journal-query.ts';
import { PATHS } from '../../contract/paths.ts';
import { toApiInstant } from '../../presence/extension.ts';
import { reachOf } from '../accounts/reach.ts';
import type { Clock } from '../clock.ts';
import { covers, type Scope } from '../directory/scope.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import type { Authenticate } from './authenticate.ts';
import {
  changeLine,
  changesHead,
  countsHead,
  gapLine,
  stepLines,
  toChange,
  toGap,
  toStep,
} from './journal-text.ts';
import { represent, send } from './representation.ts';
import { streamed } from './streamed.ts';

const JSON_TYPE = 'application/json';
const CSV_TYPE = 'text/csv; charset=utf-8';
const CHANGES_IN_ONE_GO = 500;

/** Answers `/journal/changes` and `/journal/counts`: what was recorded of the extensions that the caller may see. */
export function journalRoutes(options: {
  journal: Journal;
  authenticate: Authenticate;
  clock: Clock;
  log: Pick<Log, 'error'>;
}): Hono {
  const { journal, authenticate, clock, log } = options;
  return new Hono()
    .get(PATHS.journalChanges, async (c) => {
      const scope = reachOf(await authenticate(c));
      const query = parseChangesQuery(new URL(c.req.url).searchParams, clock.now());
      const asked: AskedChanges = { journal, scope, query };
      if (query.format === 'csv') {
        const fileName = fileNameOf('changes', query.sinceMs, query.untilMs);
        return streamed(c, changesTable(asked), { type: CSV_TYPE, fileName, log });
      }
      if (query.count === 'all') return streamed(c, allChanges(asked), { type: JSON_TYPE, log });
      return sendPage(c, asked, query.count);
    })
    .get(PATHS.journalCounts, async (c) => {
      const scope = reachOf(await authenticate(c));
      const query = parseCountsQuery(new URL(c.req.url).searchParams, clock.now());
      const { fromMs, toMs, stepSeconds: step, by, format } = query;
      const gaps = (await journal.gaps(fromMs, toMs)).map(toGap);
      const steps = journal.counts(scope, query);
      if (format === 'csv') {
        const fileName = fileNameOf(`counts-by-${by}`, fromMs, toMs);
        const lines = after(
          countsHead,
          mapped(steps, (one) => stepLines(toStep(one))),
        );
        return streamed(c, lines, { type: CSV_TYPE, fileName, log });
      }
      const head = { from: toApiInstant(fromMs), to: toApiInstant(toMs), step, by, gaps };
      const list = mapped(steps, (one) => JSON.stringify(toStep(one)));
      return streamed(c, jsonWithList(head, 'steps', list), { type: JSON_TYPE, log });
    });
}

type AskedChanges = { journal: Journal; scope: Scope; query: ChangesQuery };

async function sendPage(c: Context, asked: AskedChanges, count: number): Promise<Response> {
  const { journal, scope, query } = asked;
  const [head, page] = await Promise.all([
    headOf(asked),
    journal.changes(scope, { ...query, count, after: cursorOf(query) }),
  ]);
  const body: Changes = {
    ...head,
    changes: page.changes.map(toChange),
    next: page.next ? formatCursor(page.next) : null,
  };
  return send(c, represent(JSON.stringify(body), JSON_TYPE), 'no-cache, private');
}

async function* allChanges(asked: AskedChanges): AsyncGenerator<string> {
  const head = { ...(await headOf(asked)), next: null };
  yield* jsonWithList(
    head,
    'changes',
    mapped(everyChange(asked), (change) => JSON.stringify(change)),
  );
}

async function* changesTable(asked: AskedChanges): AsyncGenerator<string> {
  const { sinceMs, untilMs } = asked.query;
  yield changesHead;
  for (const gap of await asked.journal.gaps(sinceMs, untilMs)) yield gapLine(toGap(gap));
  yield* mapped(everyChange(asked), changeLine);
}

/** All that is asked for, read page by page as they are sent; or as many as are asked for. */
async function* everyChange({ journal, scope, query }: AskedChanges): AsyncGenerator<Change> {
  let left = query.count === 'all' ? Number.POSITIVE_INFINITY : query.count;
  let cursor = cursorOf(query);
  while (left > 0) {
    const count = Math.min(left, CHANGES_IN_ONE_GO);
    const page = await journal.changes(scope, { ...query, count, after: cursor });
    yield* page.changes.map(toChange);
    if (!page.next) return;
    cursor = page.next;
    left -= count;
  }
}

/** What an answer tells beside its changes. */
async function headOf({ journal, scope, query }: AskedChanges) {
  const { sinceMs, untilMs, extensions } = query;
  const numbers = extensions.filter((number) => covers(scope, number));
  const conditions = await journal.conditionsAt(numbers, sinceMs);
  return {
    since: toApiInstant(sinceMs),
    until: toApiInstant(untilMs),
    start: [...conditions].map(([extension, condition]) => ({ extension, condition })),
    gaps: (await journal.gaps(sinceMs, untilMs)).map(toGap),
  };
}

function cursorOf({ cursor }: ChangesQuery) {
  return cursor === undefined ? undefined : parseCursor(cursor);
}

/** An object of JSON whose last member is a list that is written item by item. */
async function* jsonWithList(
  head: object,
  name: string,
  items: AsyncIterable<string>,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"${name}":[`;
  let separator = '';
  for await (const item of items) {
    yield `${separator}${item}`;
    separator = ',';
  }
  yield ']}';
}

async function* mapped<From, To>(
  items: AsyncIterable<From>,
  map: (item: From) => To,
): AsyncGenerator<To> {
  for await (const item of items) yield map(item);
}

async function* after(first: string, others: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}

/** `rollcall-changes-20261123T143000Z-20261124T143000Z.csv`: no file system minds it. */
function fileNameOf(what: string, fromMs: number, toMs: number): string {
  const [from, to] = [fromMs, toMs].map((ms) => toApiInstant(ms).replaceAll(/[-:]/g, ''));
  return `rollcall-${what}-${from}-${to}.csv`;
}
