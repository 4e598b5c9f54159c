import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, vi } from 'vitest';
import { type PollRequest, usePresencePoll } from './use-presence-poll.ts';

const START_MS = Date.parse('2026-11-23T14:30:00Z');

type Answering = (url: string, init: RequestInit) => Promise<Response>;

/** The service of the tests, as a browser meets it. `asked` is every address that was asked for, in order. */
export const service: { asked: string[]; answering: Answering; client: QueryClient } = {
  asked: [],
  answering: async () => listOf('0003*210'),
  client: new QueryClient(),
};

/** Puts the service behind `fetch` for each test of a file, and takes every trace of it away again. */
export function serveEachTest(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: START_MS });
    service.asked = [];
    service.answering = async () => listOf('0003*210');
    service.client = new QueryClient();
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      service.asked.push(url);
      return service.answering(url, init);
    });
  });
  afterEach(() => {
    cleanup();
    service.client.clear();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
}

/** An answer that lists these, each registered. */
export function listOf(...numbers: string[]): Response {
  const entry = numbers.map((extension) => ({
    extension,
    status: 1,
    registration: [{ agent: 'Zoiper', registration: '1', expire: '2026-11-23T15:30:00Z' }],
  }));
  const root = [
    {
      ...{ startIndex: 0, totalResults: entry.length, itemsPerPage: 5000 },
      ...{ filtered: false, sorted: false, entry },
    },
  ];
  return new Response(JSON.stringify(root), { headers: { date: new Date().toUTCString() } });
}

/** An answer that never comes. */
export const never = () => new Promise<Response>(() => {});

/** A board that polls, as its user sees it. */
export function startPolling(request: Partial<PollRequest> = {}) {
  let renders = 0;
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={service.client}>{children}</QueryClientProvider>
  );
  const first: PollRequest = { query: {}, everySeconds: 5, isPaused: false, ...request };
  const hook = renderHook(
    (props: PollRequest) => {
      renders += 1;
      return usePresencePoll(props);
    },
    { initialProps: first, wrapper },
  );
  return {
    get poll() {
      return hook.result.current;
    },
    get renders() {
      return renders;
    },
    get numbers() {
      return hook.result.current.roll?.extensions.map(({ number }) => number);
    },
    change: (change: Partial<PollRequest>) => hook.rerender({ ...first, ...change }),
    stop: hook.unmount,
  };
}

/** Lets time pass in small steps, since what happens within one is drawn at its end. */
export async function pass(seconds: number): Promise<void> {
  for (let leftMs = seconds * 1000; leftMs >= 0; leftMs -= 250) {
    await act(() => vi.advanceTimersByTimeAsync(Math.min(leftMs, 250)));
  }
}
