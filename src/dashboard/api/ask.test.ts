import { describe, expect, it, vi } from 'vitest';
import { SteadyClock } from '../clock/steady-clock.ts';
import { ask, failureOf } from './ask.ts';
import { PollError } from './poll-failure.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');

/** What a request was made with. */
async function requestOf(options: Parameters<typeof ask>[1] = {}): Promise<RequestInit> {
  const fetch = vi.fn(
    async (_path: string | URL | Request, _init?: RequestInit) => new Response('{}'),
  );
  await ask('/session', { ...options, fetch });
  return fetch.mock.calls[0]?.[1] ?? {};
}
const failureFrom = async (fetch: typeof globalThis.fetch) => {
  const error: unknown = await ask('/session', { fetch }).catch((reason: unknown) => reason);
  return error instanceof PollError ? error.failure : error;
};
const answer = (status: number, text = '', headers: Record<string, string> = {}) => ({
  status,
  text,
  bytes: text.length,
  headers: new Headers(headers),
});

describe('a request', () => {
  it('goes to the board’s own origin with its cookie, past every cache', async () => {
    expect(await requestOf()).toMatchObject({
      method: 'GET',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'application/json' },
    });
  });

  it('repeats the cookie that only a page of this origin can read', async () => {
    const cookies = vi.spyOn(document, 'cookie', 'get');
    cookies.mockReturnValue('other=1; xsrf-token=abc_.-9');
    expect(await requestOf()).toMatchObject({ headers: { 'x-xsrf-token': 'abc_.-9' } });
    cookies.mockReturnValue('not-xsrf-token=1');
    expect((await requestOf()).headers).not.toHaveProperty('x-xsrf-token');
  });

  it('sends a body as JSON', async () => {
    expect(await requestOf({ method: 'POST', body: { token: 'x' } })).toMatchObject({
      method: 'POST',
      body: '{"token":"x"}',
      headers: { 'content-type': 'application/json' },
    });
  });
});

describe('an answer', () => {
  it('is read whole, and measured in bytes', async () => {
    const fetch = async () => new Response('Zürich', { status: 200 });
    expect(await ask('/x', { fetch })).toMatchObject({ status: 200, text: 'Zürich', bytes: 7 });
  });

  it('sets the clock by its Date header, and does not mind one without', async () => {
    const clock = new SteadyClock({ monotonicMs: () => 0, wallMs: () => NOON });
    await ask('/x', { clock, fetch: async () => new Response('{}') });
    await ask('/x', {
      clock,
      fetch: async () => new Response('{}', { headers: { date: 'soon' } }),
    });
    expect(clock.nowMs()).toBe(NOON);
    const headers = { date: 'Mon, 23 Nov 2026 12:10:00 GMT' };
    await ask('/x', { clock, fetch: async () => new Response('{}', { headers }) });
    expect(clock.nowMs()).toBe(NOON + 600_500);
  });

  it('that never came is no connection: a browser cannot tell more', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await failureFrom(fetch)).toMatchObject({ kind: 'no-connection' });
  });

  it('that breaks off in the middle is no connection either', async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new TypeError('reset')) });
    expect(await failureFrom(async () => new Response(body))).toMatchObject({
      kind: 'no-connection',
    });
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'refused'],
    [403, 'refused'],
    [429, 'too-many'],
    [400, 'fault'],
    [404, 'fault'],
    [500, 'fault'],
    [501, 'fault'],
    [503, 'fault'],
  ])('with status %i is of kind %s', (status, kind) => {
    expect(failureOf(answer(status), NOON)).toEqual({ kind, httpStatus: status, atMs: NOON });
  });

  it('tells the service’s own code and message', () => {
    const text = '{"error":{"code":"count_invalid","message":"Parameter count is invalid."}}';
    expect(failureOf(answer(400, text), NOON)).toMatchObject({
      code: 'count_invalid',
      message: 'Parameter count is invalid.',
      answerText: text,
    });
  });

  it('keeps no more of an answer than a person would read', () => {
    const { answerText } = failureOf(answer(502, '<p>Bad Gateway</p>'.repeat(10_000)), NOON);
    expect(answerText?.length).toBe(4000);
  });

  it.each([
    ['30', 30_000],
    ['0', 0],
    ['Mon, 23 Nov 2026 12:02:00 GMT', 120_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('takes Retry-After "%s" by the server’s own clock', (retryAfter, ms) => {
    const headers = { 'retry-after': retryAfter, date: 'Mon, 23 Nov 2026 12:00:00 GMT' };
    expect(failureOf(answer(429, '', headers), NOON).retryAfterMs).toBe(ms);
  });

  it('takes Retry-After of nothing but 429', () => {
    const failure = failureOf(answer(503, '', { 'retry-after': '3600' }), NOON);
    expect(failure).not.toHaveProperty('retryAfterMs');
  });
});
