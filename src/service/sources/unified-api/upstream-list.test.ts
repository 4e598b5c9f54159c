import { beforeEach, describe, expect, it } from 'vitest';
import type { PresenceEntry } from '../../../contract/presence.ts';
import { FakeClock } from '../../fake-clock.rig.ts';
import { APP, BASE_URL, registered, Upstream } from './upstream.rig.ts';
import { createUpstreamClient, type UpstreamClient } from './upstream-client.ts';
import { readList, type WholeList } from './upstream-list.ts';

let clock: FakeClock;
let upstream: Upstream;
let client: UpstreamClient;
const { signal } = new AbortController();

beforeEach(() => {
  clock = new FakeClock();
  upstream = new Upstream(clock);
  client = createUpstreamClient({ baseUrl: BASE_URL, ...APP }, { fetch: upstream.fetch, clock });
});

/** So many extensions of an organization. */
function numbered(organization: string, count: number): PresenceEntry[] {
  return Array.from({ length: count }, (_, index) =>
    registered(`${organization}*${1000 + index}`, clock.now() + 60_000),
  );
}
const read = (known?: WholeList) => readList(client, { known, signal });
const asked = () => upstream.requests.flatMap((request) => request.split('presence?')[1] ?? []);

describe('the list of an upstream', () => {
  it('is one page where that holds all of it', async () => {
    upstream.entries = () => numbered('0003', 300);
    expect((await read()).entries).toEqual(upstream.entries());
    expect(asked()).toEqual(['count=5000&startIndex=0']);
  });

  it('is read on where a server gives fewer at a time than it was asked for', async () => {
    upstream.entries = () => numbered('0003', 25);
    upstream.cap = 10;
    expect((await read()).entries).toEqual(upstream.entries());
    expect(asked()).toEqual([0, 10, 20].map((from) => `count=5000&startIndex=${from}`));
  });

  it('may be empty', async () => {
    expect((await read()).entries).toEqual([]);
  });

  it('is split by what numbers begin with past the reach of one listing', async () => {
    const all = [...numbered('1', 1), ...numbered('0003', 7000), ...numbered('0004', 4000)];
    upstream.entries = () => [{ extension: '0003', status: 0, registration: [] }, ...all];
    const { entries } = await read();
    expect(new Set(entries.map(({ extension }) => extension))).toEqual(
      new Set(upstream.entries().map(({ extension }) => extension)),
    );
    expect(entries).toHaveLength(11_002);
    expect(asked().length).toBeLessThan(80);
  });

  it('is the same when upstream says so, at another time', async () => {
    upstream.entries = () => numbered('0003', 3);
    upstream.hasEtags = true;
    const first = await read();
    clock.advance(5000);
    const again = await read(first);
    expect(again.entries).toBe(first.entries);
    expect(again.time.dateMs).toBe((first.time.dateMs ?? 0) + 5000);
    upstream.entries = () => numbered('0003', 4);
    expect((await read(again)).entries).toHaveLength(4);
  });

  it('is never taken to be the same where it has several pages', async () => {
    upstream.entries = () => numbered('0003', 25);
    upstream.cap = 10;
    upstream.hasEtags = true;
    const first = await read();
    expect((await read(first)).entries).not.toBe(first.entries);
  });

  it('is begun anew when it changes while it is read', async () => {
    let requests = 0;
    upstream.cap = 10;
    upstream.entries = () => {
      requests += 1;
      return numbered('0003', requests === 1 ? 15 : 25);
    };
    expect((await read()).entries).toHaveLength(25);
  });

  it('is what upstream lists, also where it counts more than that', async () => {
    const all = numbered('0003', 15);
    upstream.answer = ({ url }) => {
      if (!url.includes('presence')) return undefined;
      const startIndex = Number(new URL(url).searchParams.get('startIndex'));
      return Response.json([{ totalResults: 17, entry: all.slice(startIndex, startIndex + 10) }]);
    };
    expect((await read()).entries).toEqual(all);
    // Twice: once alone it might have been cut while it was read.
    expect(asked()).toHaveLength(6);
  });

  it('is begun anew when an extension is on two of its pages', async () => {
    const all = numbered('0003', 20);
    let requests = 0;
    upstream.cap = 10;
    upstream.entries = () => {
      requests += 1;
      // Of the same length, but everything has moved by one.
      return requests === 2 ? [registered('0001*1', clock.now()), ...all.slice(0, 19)] : all;
    };
    expect((await read()).entries).toEqual(all);
  });

  it('is not used when it never holds together', async () => {
    upstream.answer = ({ url }) =>
      url.includes('presence')
        ? Response.json([{ totalResults: 2, entry: numbered('0003', 1) }])
        : undefined;
    await expect(read()).rejects.toMatchObject({
      reason: 'bad-answer',
      message:
        'The list of pbx.example.net does not hold together: its pages are of different lists, or it counts others than it lists.',
    });
    expect(asked().length).toBeLessThan(10);
  });

  it('is not asked for without end by an upstream that ignores the filter', async () => {
    upstream.answer = ({ url }) =>
      url.includes('presence')
        ? Response.json([{ totalResults: 90_000, entry: numbered('0003', 10) }])
        : undefined;
    await expect(read()).rejects.toMatchObject({
      reason: 'bad-answer',
      message:
        'pbx.example.net has more extensions than one listing reaches, and does not filter them. Give an App that sees fewer.',
    });
    // The first digit is what its numbers happen to begin with.
    expect(asked()).toHaveLength(3);
  });

  it('is not asked for without end in the smallest of pages', async () => {
    upstream.cap = 1;
    const all = numbered('0003', 1500);
    upstream.entries = () => all;
    await expect(read()).rejects.toMatchObject({
      reason: 'bad-answer',
      message:
        'pbx.example.net lists more extensions than can be read in 1000 requests. Give an App that sees fewer.',
    });
  });

  it('may not be larger than any site is', async () => {
    upstream.answer = ({ url }) =>
      url.includes('presence') ? Response.json([{ totalResults: 1e9, entry: [] }]) : undefined;
    await expect(read()).rejects.toMatchObject({
      reason: 'bad-answer',
      message:
        'pbx.example.net lists more extensions than can be read at all. Give an App that sees fewer.',
    });
  });

  it.each([[{ status: 1 }], [{ extension: '' }], [{ extension: 'ann@example' }]])(
    'is none with an entry that has no number: %j',
    async (entry) => {
      upstream.answer = ({ url }) =>
        url.includes('presence')
          ? Response.json([{ totalResults: 1, entry: [{ registration: [], ...entry }] }])
          : undefined;
      await expect(read()).rejects.toMatchObject({
        reason: 'bad-answer',
        message: 'pbx.example.net lists an extension without a number, or with one that is none.',
      });
    },
  );
});
