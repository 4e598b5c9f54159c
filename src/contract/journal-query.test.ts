import { describe, expect, it } from 'vitest';
import { ApiError } from './errors.ts';
import { formatCursor, parseChangesQuery, parseCountsQuery, parseCursor } from './journal-query.ts';

const NOW_MS = Date.parse('2026-11-23T14:30:20Z');
const DAY_MS = 86_400_000;

const changes = (query: string) => parseChangesQuery(new URLSearchParams(query), NOW_MS);
const counts = (query: string) => parseCountsQuery(new URLSearchParams(query), NOW_MS);

function refusal(parse: () => unknown): string {
  try {
    parse();
  } catch (error) {
    if (error instanceof ApiError && error.code === 'parameter_invalid') return error.message;
    throw error;
  }
  return 'taken';
}

describe('the parameters of changes', () => {
  it('are the last day, the newest first, when all are left out', () => {
    expect(changes('')).toEqual({
      sinceMs: NOW_MS - DAY_MS,
      untilMs: NOW_MS,
      extensions: [],
      organizations: [],
      kinds: [],
      sortOrder: 'desc',
      count: 100,
      cursor: undefined,
      format: 'json',
    });
  });

  it('are everything of the time when a table is asked for', () => {
    expect(changes('format=csv').count).toBe('all');
    expect(changes('format=csv&count=10').count).toBe(10);
  });

  it('take times with an offset, also when its plus was not escaped', () => {
    const atMs = Date.parse('2026-11-22T12:00:00Z');
    expect(changes('since=2026-11-22T14:00:00%2B02:00').sinceMs).toBe(atMs);
    expect(changes('since=2026-11-22T14:00:00+02:00').sinceMs).toBe(atMs);
  });

  it('name several in a list or repeated', () => {
    const query = changes('extension=0003*210,0003*211&extension=0003*212&kind=expired,registered');
    expect(query.extensions).toEqual(['0003*210', '0003*211', '0003*212']);
    expect(query.kinds).toEqual(['registered', 'expired']);
  });

  it.each([
    ['since=yesterday', 'a time such as 2026-11-23T14:30:00Z is needed'],
    ['since=2026-11-23', 'a time such as'],
    ['since=1969-12-31T00:00:00Z', 'a time such as'],
    ['until=2026-13-45T00:00:00Z', 'a time such as'],
    ['since=2026-11-24T00:00:00Z', 'it may not be later than until'],
    ['extension=ann', 'numbers are needed'],
    ['extension=', 'numbers are needed'],
    [`extension=${'1,'.repeat(600)}1${'2'.repeat(70)}`, 'numbers are needed'],
    [`extension=${Array.from({ length: 501 }, (_, at) => at).join(',')}`, 'at most 500'],
    ['organization=acme', 'numbers are needed'],
    ['kind=lost', 'any of registered, refreshed-late'],
    ['sortOrder=up', 'one of asc, desc is needed'],
    ['count=0', '1 to 5000 is needed, or all'],
    ['count=5001', '1 to 5000 is needed, or all'],
    ['count=1e3', '1 to 5000 is needed, or all'],
    ['cursor=1', 'what an answer gave as next is needed'],
    ['format=xml', 'one of json, csv is needed'],
  ])('refuse %s, and say what is right', (query, message) => {
    expect(refusal(() => changes(query))).toContain(message);
    expect(refusal(() => changes(query))).toContain(`Parameter ${query.split('=')[0]} is invalid`);
  });
});

describe('a cursor', () => {
  it('is read as it was written, and is nothing else', () => {
    const cursor = { atMs: NOW_MS, id: 17 };
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor);
    expect(parseCursor("1.1' OR 1=1")).toBeUndefined();
  });
});

describe('the parameters of counts', () => {
  it('are the last day in steps of a minute when all are left out', () => {
    expect(counts('')).toEqual({
      fromMs: Date.parse('2026-11-22T14:30:00Z'),
      toMs: Date.parse('2026-11-23T14:30:00Z'),
      stepSeconds: 60,
      by: 'condition',
      organizations: [],
      format: 'json',
    });
  });

  it('begin with a whole step, and end with the minute that is over', () => {
    const { fromMs, toMs } = counts('step=3600');
    expect(new Date(fromMs).toISOString()).toBe('2026-11-22T14:00:00.000Z');
    expect(new Date(toMs).toISOString()).toBe('2026-11-23T14:30:00.000Z');
  });

  it.each([
    ['step=0', 'whole minutes'],
    ['step=61', 'whole minutes'],
    ['step=420', 'of which a whole number makes a day'],
    ['step=172800', 'of which a whole number makes a day'],
    ['step=60&from=2026-11-21T00:00:00Z', 'at most 2200 steps are told at once'],
    ['step=7200&from=2026-01-01T00:00:00Z', 'at most 2200 steps are told at once'],
    ['step=1800&from=2026-11-14T00:00:00Z', 'so it must be a multiple of 3600'],
    ['by=vendor', 'one of condition, organization, agent is needed'],
    ['from=2026-11-24T00:00:00Z', 'it may not be later than to'],
  ])('refuse %s, and say what is right', (query, message) => {
    expect(refusal(() => counts(query))).toContain(message);
  });

  it('take a week in steps of five minutes, and ninety days in hours', () => {
    expect(refusal(() => counts('step=300&from=2026-11-16T14:30:00Z'))).toBe('taken');
    expect(refusal(() => counts('step=3600&from=2026-08-25T14:30:00Z'))).toBe('taken');
  });
});
