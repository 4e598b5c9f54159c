import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebhookMessage } from '../../contract/alerts.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { createDelivery, type Delivery } from './delivery.ts';
import { testMessage } from './webhook-message.ts';

const RECEIVER = { url: 'https://hooks.example.net/T0/very-secret', secret: 'a-secret-of-a-test' };
const MINUTE_MS = 60_000;

type Answer = { status: number; headers?: Record<string, string> } | 'none';

let clock: FakeClock;
let logged: Record<string, unknown>[];
/** What the receiver answers from now on. */
let answer: Answer;
/** The Ids of what it was asked to take, each try. */
let tries: { id: string; atMs: number }[];
let delivery: Delivery;

beforeEach(() => {
  clock = new FakeClock();
  logged = [];
  tries = [];
  answer = { status: 200 };
  const note = (fields: object, message: string) => logged.push({ ...fields, message });
  delivery = createDelivery(RECEIVER, {
    ...{ clock, random: () => 1, fetch: receive },
    log: { debug: note, info: note, warn: note, error: note },
  });
});

const receive: typeof fetch = async (_url, init) => {
  const { id }: WebhookMessage = JSON.parse(`${init?.body}`);
  tries.push({ id, atMs: clock.now() });
  if (answer !== 'none') return new Response(null, answer);
  return new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new Error('Aborted.')));
  });
};

/** Lets what was promised happen. */
const settled = async () => {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
};

const send = async (...ids: string[]) => {
  for (const id of ids) delivery.send(testMessage(id, clock.now()));
  await settled();
};

/** Time passes in steps, so that what comes of one timer may set the next. */
const pass = async (ms: number, stepMs = 500) => {
  for (let passedMs = 0; passedMs < ms; passedMs += stepMs) {
    clock.advance(Math.min(stepMs, ms - passedMs));
    await settled();
  }
};

const tried = () => tries.map(({ id }) => id);
const pauses = () => tries.slice(1).map(({ atMs }, n) => (atMs - (tries[n]?.atMs ?? 0)) / 1000);

describe('a message', () => {
  it('is delivered once, and the next after it', async () => {
    await send('a', 'b');
    await pass(MINUTE_MS);
    expect(tried()).toEqual(['a', 'b']);
    expect(logged).toEqual([]);
  });

  it('is tried again after pauses that double up to five minutes', async () => {
    answer = { status: 500 };
    await send('a');
    await pass(15 * MINUTE_MS);
    expect(pauses()).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300]);
    answer = { status: 204 };
    await pass(10 * MINUTE_MS);
    expect(tries).toHaveLength(12);
  });

  it('keeps those after it waiting, which arrive in order', async () => {
    answer = { status: 503 };
    await send('a');
    await send('b', 'c');
    await pass(2_000);
    answer = { status: 200 };
    await pass(MINUTE_MS);
    expect(tried().slice(-3)).toEqual(['a', 'b', 'c']);
    expect(tried().slice(0, -3)).not.toContain('b');
  });

  it.each([
    ['seconds', '90', 90],
    ['a date', 'Mon, 23 Nov 2026 14:31:30 GMT', 90],
    ['more than five minutes', '86400', 300],
    ['what nobody understands', 'soon', 1],
  ])('waits as it is told: %s', async (_what, retryAfter, seconds) => {
    answer = { status: 429, headers: { 'Retry-After': retryAfter } };
    await send('a');
    await pass(seconds * 1000 - 1);
    expect(tries).toHaveLength(1);
    await pass(1);
    expect(tries).toHaveLength(2);
  });

  it('is given up after an hour, with all that have waited as long', async () => {
    answer = 'none';
    await send('a', 'b');
    await pass(30 * MINUTE_MS);
    await send('c');
    await pass(35 * MINUTE_MS);
    expect(logged).toEqual(
      ['a', 'b'].map((id) => ({
        ...{ host: 'hooks.example.net', kind: 'test', id },
        reason: 'Given up after an hour. No answer within 10 s.',
        message: 'A webhook was not delivered.',
      })),
    );
    answer = { status: 200 };
    await pass(6 * MINUTE_MS);
    expect(tried().at(-1)).toBe('c');
  });

  it.each([
    [301, 'It redirects (301). Give the address that it redirects to.'],
    [400, 'It answers 400.'],
    [403, 'It refuses the message (403).'],
    [404, 'Nothing takes messages at its address (404).'],
  ])('is given up at once for %s, and the log names the host alone', async (status, reason) => {
    answer = { status };
    await send('a', 'b');
    await pass(MINUTE_MS);
    expect(tried()).toEqual(['a', 'b']);
    expect(logged).toMatchObject([
      { host: 'hooks.example.net', id: 'a', reason },
      { host: 'hooks.example.net', id: 'b', reason },
    ]);
    expect(JSON.stringify(logged)).not.toContain('very-secret');
  });

  it('waits among a hundred; the oldest makes room', async () => {
    answer = 'none';
    const ids = Array.from({ length: 102 }, (_, n) => `${n}`);
    await send(...ids);
    expect(logged).toMatchObject([
      { id: '1', reason: 'Over 100 are waiting.' },
      { id: '2', reason: 'Over 100 are waiting.' },
    ]);
    answer = { status: 200 };
    await pass(MINUTE_MS);
    expect(new Set(tried())).toEqual(new Set(ids.filter((id) => id !== '1' && id !== '2')));
  });

  it('is given up, without a timer left, when the service is closed', async () => {
    answer = 'none';
    await send('a', 'b');
    delivery.close();
    delivery.close();
    await settled();
    await send('c');
    expect(tried()).toEqual(['a']);
    expect(clock.waiting).toBe(0);
    expect(logged).toEqual([]);
  });

  it('is signed with the secret of now', async () => {
    const fetch = vi.fn<typeof globalThis.fetch>(async () => new Response(null));
    const note = () => {};
    const log = { debug: note, info: note, warn: note, error: note };
    const own = createDelivery(RECEIVER, { clock, random: () => 1, fetch, log });
    own.send(testMessage('a', clock.now()));
    await settled();
    own.change({ ...RECEIVER, secret: 'another-secret-of-a-test' });
    own.send(testMessage('a', clock.now()));
    await settled();
    const signatures = fetch.mock.calls.map(([, init]) =>
      new Headers(init?.headers).get('X-Rollcall-Signature'),
    );
    expect(signatures[0]).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(signatures[1]).not.toBe(signatures[0]);
  });
});
