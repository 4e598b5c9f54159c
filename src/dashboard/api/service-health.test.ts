import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it, vi } from 'vitest';
import { serviceHealth } from './service-health.ts';

const HEALTH = {
  status: 'ok',
  source: {
    kind: 'registrar',
    asOf: '2026-11-23T12:00:00Z',
    since: null,
    reason: null,
    error: null,
  },
  storage: { error: null, since: null },
  fleet: 128,
  version: '0.1.0',
  configuration: { faults: [] },
};

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Asks as often as there are answers, and tells what is known after the last of them. */
async function known(...answers: readonly Response[]) {
  const client = new QueryClient();
  const options = serviceHealth({ isUnattended: false });
  for (const answer of answers) {
    vi.stubGlobal('fetch', async () => answer);
    await client.fetchQuery(options);
  }
  return client.getQueryData(options.queryKey);
}

const well = () => Response.json(HEALTH);
const fault = () => new Response('', { status: 500 });

it('tells how the service is', async () => {
  expect(await known(well())).toEqual({ health: HEALTH, silence: undefined });
});

it('is an answer with 503 too: the source is stale, the service well enough to say so', async () => {
  const stale = { ...HEALTH, status: 'stale', source: { ...HEALTH.source, error: 'No route.' } };
  const { health } = (await known(Response.json(stale, { status: 503 }))) ?? {};
  expect(health).toEqual(stale);
});

it.each([
  ['a proxy’s own 503', new Response('<h1>503</h1>', { status: 503 }), 'unreadable'],
  ['another shape', Response.json({ status: 'fine' }), 'unreadable'],
  ['a fault', fault(), 'fault'],
  ['a 404 where there was an answer', new Response('', { status: 404 }), 'fault'],
])('takes %s for no health, and keeps what was known', async (_what, answer, kind) => {
  expect(await known(well(), answer)).toMatchObject({
    health: HEALTH,
    silence: { failure: { kind } },
  });
});

it('remembers the first failure since an answer, and forgets it with the next one', async () => {
  vi.useFakeTimers();
  const [startMs] = [performance.now()];
  const client = new QueryClient();
  const options = serviceHealth({ isUnattended: false });
  const ask = async (answer: Response) => {
    vi.stubGlobal('fetch', async () => answer);
    vi.advanceTimersByTime(10_000);
    return client.fetchQuery(options);
  };
  await ask(fault());
  const { silence } = await ask(fault());
  expect(silence?.since.monotonicMs).toBe(startMs + 10_000);
  expect((await ask(well())).silence).toBeUndefined();
  vi.useRealTimers();
});

it('is not missed where a server has none', async () => {
  const none = () => new Response('', { status: 404 });
  expect(await known(none(), none())).toEqual({ health: undefined, silence: undefined });
});
