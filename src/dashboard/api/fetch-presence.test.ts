import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PresenceQuery } from '../../contract/query.ts';
import { entryAsAnswered, fetchPresence } from './fetch-presence.ts';
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

describe('a list that changes while it is paged through', () => {
  /** A service that gives one page after the other, whatever it is asked. */
  const pagesOf = (...pages: { total: number; indexes: number[] }[]): typeof globalThis.fetch => {
    const left = [...pages];
    return async () => {
      const { total, indexes } = left.shift() ?? { total: 0, indexes: [] };
      return Response.json([{ totalResults: total, entry: indexes.map(entryAt) }]);
    };
  };

  it('is not called whole when an extension slipped between two pages', async () => {
    const fetch = pagesOf({ total: 5, indexes: [0, 1, 2] }, { total: 5, indexes: [4] });
    const roll = await fetchPresence({}, { fetch });
    expect(roll).toMatchObject({ isWhole: false, totalResults: 5 });
  });

  it('is whole when it shrank, and lists each extension once', async () => {
    const fetch = pagesOf({ total: 5, indexes: [0, 1, 2] }, { total: 4, indexes: [2, 3] });
    const roll = await fetchPresence({}, { fetch });
    expect(roll.extensions.map(({ number }) => number)).toEqual([0, 1, 2, 3].map(numberAt));
    expect(roll).toMatchObject({ isWhole: true, isTruncated: false });
  });

  it('is read as far as it goes when it became shorter than the page that was asked for', async () => {
    const fetch = pagesOf({ total: 5, indexes: [0, 1, 2] }, { total: 5, indexes: [] });
    expect(await fetchPresence({}, { fetch })).toMatchObject({ isWhole: false, isTruncated: true });
  });
});

describe('an answer', () => {
  it('with 204 has no body, and lists nothing', async () => {
    const fetch = async () => new Response(null, { status: 204 });
    expect(await fetchPresence({}, { fetch })).toMatchObject({
      status: 204,
      extensions: [],
      totalResults: 0,
      isWhole: true,
    });
  });

  it('without numbers, which `fields` left out, lists every extension', async () => {
    const statuses = [1, 1, 3, 1];
    // Two at a time, though it was asked for more, and without saying where the page begins.
    const fetch = async (input: string | URL | Request) => {
      const start = Number(/startIndex=(\d+)/.exec(String(input))?.[1]);
      const entry = statuses.slice(start, start + 2).map((status) => ({ status }));
      return Response.json([{ totalResults: 4, entry }]);
    };
    const roll = await fetchPresence({ fields: ['status'], sortOrder: 'desc' }, { fetch });
    expect(roll.extensions.map(({ number, presence }) => `${number} ${presence}`)).toEqual([
      '#1 online',
      '#2 online',
      '#3 busy',
      '#4 online',
    ]);
  });

  it('is measured: its size, and the time that all its pages took', async () => {
    const roll = await fetchPresence({}, { fetch: serviceOf({ total: 6000 }) });
    expect(roll.bytes).toBeGreaterThan(600_000);
    expect(roll.durationMs).toBeGreaterThanOrEqual(0);
  });

  it('keeps the objects of what did not change on its pages', async () => {
    const previous = await fetchPresence({}, { fetch: serviceOf({ total: 7, mostPerPage: 4 }) });
    const next = await fetchPresence(
      {},
      { fetch: serviceOf({ total: 8, mostPerPage: 4 }), previous },
    );
    expect(next).not.toBe(previous);
    expect(next.extensions.slice(0, 7).map((one, i) => one === previous.extensions[i])).toEqual(
      Array.from({ length: 7 }, () => true),
    );
  });

  it('must come whole in its time: pages that trickle in are a time-out', async () => {
    vi.useFakeTimers();
    const service = serviceOf({ total: 500, mostPerPage: 10 });
    const outcome = vi.fn();
    fetchPresence(
      {},
      {
        fetch: async (input, init) => {
          await new Promise((resolve) => setTimeout(resolve, 900));
          return service(input, init);
        },
      },
    ).catch(outcome);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(outcome).toHaveBeenCalledWith(
      expect.objectContaining({ failure: expect.objectContaining({ kind: 'timeout' }) }),
    );
    const before = asked.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked.length).toBeLessThanOrEqual(before + 1);
    vi.useRealTimers();
  });
});

it('asks on from a chosen place without a chosen count, and does not call that the whole list', async () => {
  const roll = await listed({ startIndex: 40 }, { total: 100 });
  expect(asked).toEqual(['?count=5000&startIndex=40']);
  expect(roll).toMatchObject({ isWhole: false, isTruncated: false, totalResults: 100 });
});

describe('an entry as it was answered', () => {
  it('is found on whichever page it was, with what the board makes nothing of', async () => {
    const odd = (entry: unknown[]) => ({
      totalResults: 3,
      entry: entry.map((one) => ({ ...Object(one), status: '1', location: null })),
    });
    const service = serviceOf({ total: 3, mostPerPage: 2, shape: odd });
    const roll = await fetchPresence({}, { fetch: service });
    expect(entryAsAnswered(roll, numberAt(2))).toEqual({
      ...entryAt(2),
      status: '1',
      location: null,
    });
    expect(entryAsAnswered(roll, '0003*1')).toBeUndefined();
  });

  it('is the one at its place where `fields` left the number out', async () => {
    const service = serviceOf({
      total: 2,
      shape: (entry) => [{ totalResults: 2, entry: entry.map((_, place) => ({ status: place })) }],
    });
    const roll = await fetchPresence({ fields: ['status'] }, { fetch: service });
    expect(entryAsAnswered(roll, '#2')).toEqual({ status: 1 });
  });
});
