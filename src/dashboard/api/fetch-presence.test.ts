import { beforeEach, describe, expect, it } from 'vitest';
import type { PresenceQuery } from '../../contract/query.ts';
import { fetchPresence } from './fetch-presence.ts';
import type { PollError } from './poll-failure.ts';

/** A Presence Service with so many extensions, which can be as odd as real ones are. */
type Oddities = { total: number; mostPerPage?: number; shape?: (entry: unknown[]) => unknown };

let asked: string[] = [];
beforeEach(() => {
  asked = [];
});

const numberAt = (index: number) => `0003*${10_000 + index}`;
const entryAt = (index: number) => ({
  extension: numberAt(index),
  status: 1,
  registration: [{ agent: 'Zoiper', registration: '1', expire: '2026-11-23T15:30:00Z' }],
});

function serviceOf({ total, mostPerPage = 5000, shape }: Oddities): typeof globalThis.fetch {
  return async (input) => {
    const url = new URL(String(input), 'http://board.example');
    asked.push(url.search);
    const startIndex = Number(url.searchParams.get('startIndex') ?? 0);
    const count = Math.min(Number(url.searchParams.get('count') ?? 20), mostPerPage);
    const length = Math.max(Math.min(count, total - startIndex), 0);
    const entry = Array.from({ length }, (_, index) => entryAt(startIndex + index));
    const page = { startIndex, totalResults: total, itemsPerPage: count, filtered: false };
    return new Response(JSON.stringify(shape ? shape(entry) : [{ ...page, sorted: false, entry }]));
  };
}

async function listed(query: PresenceQuery, oddities: Oddities) {
  const roll = await fetchPresence(query, { fetch: serviceOf(oddities) });
  return { ...roll, numbers: roll.extensions.map(({ number }) => number) };
}

describe('without a chosen count', () => {
  it('pages through the whole list, and shows one', async () => {
    const roll = await listed({}, { total: 7312 });
    expect(roll.numbers).toHaveLength(7312);
    expect(roll).toMatchObject({ isTruncated: false, isWhole: true, totalResults: 7312 });
    expect(asked).toEqual(['?count=5000&startIndex=0', '?count=5000&startIndex=5000']);
  });

  it('says that more exist where one listing cannot reach all', async () => {
    const roll = await listed({}, { total: 12_000 });
    expect(roll.numbers).toHaveLength(10_000);
    expect(roll).toMatchObject({ isTruncated: true, isWhole: false, totalResults: 12_000 });
  });

  it('pages on at a service that gives fewer at a time than it was asked for', async () => {
    const roll = await listed({}, { total: 250, mostPerPage: 100 });
    expect(new Set(roll.numbers).size).toBe(250);
    expect(asked).toHaveLength(3);
  });

  it('lists an extension once that moved to the next page meanwhile', async () => {
    const shiftAfter = 2;
    const service = serviceOf({ total: 6, mostPerPage: 3 });
    const roll = await fetchPresence(
      {},
      {
        fetch: async (input, init) => {
          const url = String(input).replace('startIndex=3', `startIndex=${shiftAfter}`);
          return service(url, init);
        },
      },
    );
    const numbers = roll.extensions.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('with a chosen count', () => {
  it.each([
    { query: { count: 20 }, search: '?count=20' },
    { query: { count: 20, startIndex: 40 }, search: '?count=20&startIndex=40' },
  ])('asks for exactly that page ($search)', async ({ query, search }) => {
    const roll = await listed(query, { total: 100 });
    expect(roll.numbers).toHaveLength(20);
    expect(roll).toMatchObject({ isWhole: false, totalResults: 100 });
    expect(asked).toEqual([search]);
  });
});

describe('of a real server it tolerates', () => {
  it('a bare object instead of an array, and numbers as strings', async () => {
    const shape = (entry: unknown[]) => ({
      ...{ startIndex: '0', totalResults: '2', itemsPerPage: '20', filtered: false, sorted: false },
      entry: entry.map((one) => Object.assign({}, one, { status: '1' })),
    });
    const roll = await listed({}, { total: 2, shape });
    expect(roll.extensions).toMatchObject([{ presence: 'online' }, { presence: 'online' }]);
  });

  it('an empty list with 200', async () => {
    const roll = await listed({}, { total: 0 });
    expect(roll).toMatchObject({ status: 200, extensions: [], isTruncated: false });
  });

  it('a sortOrder that it ignores', async () => {
    const roll = await listed({ sortOrder: 'desc', count: 3 }, { total: 3 });
    expect(roll.numbers).toEqual([2, 1, 0].map(numberAt));
  });

  it('an answer that is no presence, as a failure that says so', async () => {
    const fetch = async () => new Response('<html>Sign in to the hotel network</html>');
    const failing = fetchPresence({}, { fetch });
    await expect(failing).rejects.toSatisfy(
      ({ failure }: PollError) =>
        failure.kind === 'unreadable' && failure.answerText?.includes('hotel') === true,
    );
  });

  it('401 and 403 alike as a refusal', async () => {
    for (const status of [401, 403]) {
      const fetch = async () => new Response('{}', { status });
      await expect(fetchPresence({}, { fetch })).rejects.toSatisfy(
        ({ failure }: PollError) => failure.kind === 'refused' && failure.httpStatus === status,
      );
    }
  });

  it('a Retry-After in seconds or as a date', async () => {
    const date = 'Mon, 23 Nov 2026 14:30:00 GMT';
    for (const retryAfter of ['30', 'Mon, 23 Nov 2026 14:30:30 GMT']) {
      const fetch = async () =>
        new Response('', { status: 429, headers: { 'retry-after': retryAfter, date } });
      await expect(fetchPresence({}, { fetch })).rejects.toSatisfy(
        ({ failure }: PollError) => failure.kind === 'too-many' && failure.retryAfterMs === 30_000,
      );
    }
  });
});

it('gives the very roll before back when the answer is the same text', async () => {
  const fetch = serviceOf({ total: 3 });
  const previous = await fetchPresence({}, { fetch });
  expect(await fetchPresence({}, { fetch, previous })).toBe(previous);
});
