import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeService, PRESENCE, page, registered } from '../fake-service.rig.ts';
import { useFreshness } from './use-freshness.ts';
import { type PollRequest, usePresencePoll } from './use-presence-poll.ts';

const START_MS = Date.parse('2026-11-23T14:30:00.200Z');
let client: QueryClient;

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
  client = new QueryClient();
});

afterEach(() => {
  cleanup();
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The poll and its freshness in two components, as on the board. */
function start(request: Partial<PollRequest> = {}) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const initialProps = { query: {}, everySeconds: 5, isPaused: false, ...request };
  const onPollRender = vi.fn();
  const poll = renderHook(
    (props: PollRequest) => {
      onPollRender();
      return usePresencePoll(props);
    },
    { initialProps, wrapper },
  );
  const freshness = renderHook(useFreshness, { initialProps, wrapper });
  const change = (part: Partial<PollRequest>) => {
    for (const { rerender } of [poll, freshness]) rerender({ ...initialProps, ...part });
  };
  return { freshness: () => freshness.result.current, onPollRender, change };
}

async function pass(ms: number): Promise<void> {
  for (let leftMs = ms; leftMs >= 0; leftMs -= 200) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(leftMs, 200)));
  }
}

const LIST = [registered('0003*210')];
/** A service that always says the same, and hangs or is gone from some moment on. */
function serve() {
  const service = { answer: async (): Promise<Response> => page(LIST) };
  fakeService({ [PRESENCE]: () => service.answer() });
  return service;
}

describe('the age of the data', () => {
  it('grows once a second and begins anew with each answer, though nothing else changed', async () => {
    serve();
    const { freshness, onPollRender } = start();
    await pass(200);
    onPollRender.mockClear();
    await pass(3000);
    expect(freshness()).toMatchObject({ phase: 'live' });
    expect(freshness().ageMs).toBeGreaterThan(2000);
    await pass(2000);
    expect(freshness().ageMs).toBeLessThan(1000);
    expect(onPollRender).not.toHaveBeenCalled();
  });

  it('turns the screen late, then stale, while a request hangs', async () => {
    const service = serve();
    const { freshness } = start();
    await pass(200);
    service.answer = () => new Promise(() => {});
    await pass(12_000);
    expect(freshness()).toMatchObject({ phase: 'late', nextInMs: 0 });
    await pass(4000);
    expect(freshness().phase).toBe('stale');
  });

  it('turns the screen live again with the next answer', async () => {
    const service = serve();
    const { freshness } = start();
    await pass(200);
    service.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await pass(30_000);
    expect(freshness().phase).toBe('stale');
    service.answer = async () => page(LIST);
    await pass(10_000);
    expect(freshness().phase).toBe('live');
  });

  it('is there after eight hours of sleep, and the service is asked at once', async () => {
    const service = serve();
    const { freshness } = start({ everySeconds: 3600 });
    await pass(200);
    service.answer = () => new Promise(() => {});
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    await pass(1000);
    expect(freshness()).toMatchObject({ phase: 'stale', nextInMs: 0 });
  });
});

describe('before any data', () => {
  it('asks, then fails, and says since when', async () => {
    const service = serve();
    service.answer = () => new Promise(() => {});
    const { freshness } = start();
    await pass(1000);
    expect(freshness()).toMatchObject({ phase: 'asking', ageMs: undefined });
    await pass(12_000);
    expect(freshness()).toMatchObject({ phase: 'failed', ageMs: undefined });
    expect(freshness().sinceMs).toBeGreaterThan(START_MS + 9000);
  });
});

describe('a pause', () => {
  it('is told with its own time, however old the data', async () => {
    serve();
    const { freshness, change } = start();
    await pass(200);
    await pass(2000);
    change({ isPaused: true });
    await pass(60_000);
    const { phase, sinceMs = 0, ageMs, nextInMs } = freshness();
    expect({ phase, nextInMs }).toEqual({ phase: 'paused', nextInMs: undefined });
    expect(Math.abs(sinceMs - (START_MS + 2400))).toBeLessThan(1000);
    expect(ageMs).toBeGreaterThan(60_000);
    change({ isPaused: false });
    await pass(400);
    expect(freshness()).toMatchObject({ phase: 'live' });
    expect(freshness().ageMs).toBeLessThan(1000);
  });
});

it('has no timer when nobody looks', async () => {
  serve();
  start();
  await pass(1000);
  cleanup();
  client.clear();
  await pass(0);
  expect(vi.getTimerCount()).toBe(0);
});
