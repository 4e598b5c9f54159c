import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { WatchEvent } from '../../presence/events.ts';
import { fakeService, json, refusal } from '../fake-service.rig.ts';
import { useFeed } from './use-feed.ts';

const START = Date.parse('2026-11-23T14:30:00Z');

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function follow(latest: readonly WatchEvent[], isJournalOfAll = false) {
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const events = { latest, gaps: [], sinceMs: START };
  return renderHook(() => useFeed(events, isJournalOfAll), { wrapper }).result;
}

/** Everybody's calls are their own, so each is a line. */
const callsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, nth): WatchEvent => ({
      ...{ nth, number: `0003*${nth}`, from: 'registered', to: 'busy', atMs: START + nth },
    }),
  );

/** A page of the journal, with one change on it, which is a call. */
function pageOf(number: string, next: string | null) {
  const at = new Date(START - 60_000).toISOString();
  const change = { at, kind: 'presence-changed', extension: number, agent: '' };
  const changes = [{ ...change, from: 'registered', to: 'busy' }];
  return json({ since: at, until: at, changes, next, start: [], gaps: [] });
}

it('tells the latest hundred of what it has seen, and says when it saw more than it has kept', () => {
  expect(follow(callsOf(99)).current).toMatchObject({ seen: '99', entries: { length: 99 } });
  const many = follow(callsOf(20_000)).current;
  expect(many.seen).toBe('20,000+');
  expect(many.entries).toHaveLength(100);
  expect(many.entries[0]).toMatchObject({ change: { number: '0003*19999' } });
});

it('goes ten pages back into the journal and no further, however many there are', async () => {
  let pages = 0;
  fakeService({
    'GET /journal/changes': () => {
      pages += 1;
      return pageOf(`0003*${pages}`, `1.${pages}`);
    },
  });
  const feed = follow([], true);
  for (let told = 1; told < 10; told += 1) {
    await waitFor(() => expect(feed.current.entries).toHaveLength(told));
    act(() => feed.current.loadEarlier?.());
  }
  await waitFor(() => expect(feed.current.entries).toHaveLength(10));
  expect(feed.current.loadEarlier).toBeUndefined();
});

it('asks a journal that does not answer again, until it does', async () => {
  vi.useFakeTimers();
  const answers = [refusal(500, 'internal_error'), pageOf('0003*210', null)];
  const { asked } = fakeService({
    'GET /journal/changes': () => answers.shift() ?? refusal(500, 'internal_error'),
  });
  const feed = follow([], true);
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await pass(1000);
  expect(feed.current.isFailed).toBe(true);
  await pass(60_000);
  expect(feed.current.isFailed).toBe(false);
  expect(feed.current.entries).toMatchObject([{ change: { number: '0003*210' } }]);
  await pass(600_000);
  expect(asked).toHaveLength(2);
});

it('keeps nothing of the watches before, however often another list is asked for in a day', async () => {
  vi.useFakeTimers();
  fakeService({ 'GET /journal/changes': () => pageOf('0003*210', null) });
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const minute = 60_000;
  const { rerender } = renderHook(
    ({ sinceMs }) => useFeed({ latest: [], gaps: [], sinceMs }, true),
    { wrapper, initialProps: { sinceMs: START } },
  );
  let most = 0;
  for (let passed = 1; passed < 24 * 60; passed += 1) {
    rerender({ sinceMs: START + passed * minute });
    await act(() => vi.advanceTimersByTimeAsync(minute));
    most = Math.max(most, client.getQueryCache().getAll().length);
  }
  expect(most).toBeLessThanOrEqual(6);
});
