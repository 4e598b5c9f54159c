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

function health(answer: Response) {
  vi.stubGlobal('fetch', async () => answer);
  return new QueryClient().fetchQuery(serviceHealth({ isUnattended: false }));
}

it('tells how the service is', async () => {
  expect(await health(Response.json(HEALTH))).toEqual(HEALTH);
});

it('is an answer with 503 too: the source is stale, the service well enough to say so', async () => {
  const stale = { ...HEALTH, status: 'stale', source: { ...HEALTH.source, error: 'No route.' } };
  expect(await health(Response.json(stale, { status: 503 }))).toEqual(stale);
});

it.each([
  ['a proxy’s own 503', new Response('<h1>503</h1>', { status: 503 }), 'unreadable'],
  ['another shape', Response.json({ status: 'fine' }), 'unreadable'],
  ['a fault', new Response('', { status: 500 }), 'fault'],
])('takes %s for no health', async (_what, answer, kind) => {
  await expect(health(answer)).rejects.toMatchObject({ failure: { kind } });
});
