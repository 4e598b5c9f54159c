import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WatchEvent } from '../../presence/events.ts';
import { SteadyClock } from '../clock/steady-clock.ts';
import { TickerContext } from '../clock/ticker.ts';
import { fakeService, json, refusal } from '../fake-service.rig.ts';
import { WallLosses } from './wall-losses.tsx';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-23T14:30:00Z');

beforeEach(() => {
  vi.stubEnv('TZ', 'UTC');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

/** A screen that was opened at the start, and whose time is moved on by hand. */
function openWall(seen: readonly WatchEvent[]) {
  let nowMs = START;
  const listeners = new Set<() => void>();
  const clock = new SteadyClock({ monotonicMs: () => nowMs, wallMs: () => nowMs });
  const ticker = {
    clock,
    nowMs: () => nowMs,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TickerContext value={ticker}>
        <WallLosses events={{ latest: seen, sinceMs: START }} isJournalOfAll={true} />
      </TickerContext>
    </QueryClientProvider>,
  );
  return (hours: number) =>
    act(() => {
      nowMs = START + hours * HOUR;
      for (const listener of listeners) listener();
    });
}

const lines = () => screen.queryAllByRole('listitem').map(({ textContent }) => textContent);

it('tells what was lost in the last 24 hours, and lets go of it when that is over', async () => {
  const at = new Date(START - 3 * HOUR).toISOString();
  const recorded = {
    ...{ at, kind: 'expired', extension: '0003*210', agent: '', from: 'registered', to: 'expired' },
  };
  const answer = { since: at, until: at, changes: [recorded], next: null, start: [], gaps: [] };
  fakeService({ 'GET /journal/changes': () => json(answer) });
  const loss: WatchEvent = {
    ...{ nth: 1, number: '0003*211', from: 'registered', to: 'expired', kind: 'lost' },
    atMs: START + 2 * HOUR,
  };
  const passTo = openWall([loss]);
  passTo(3);
  expect(await screen.findByText('0003*210')).toBeTruthy();
  expect(lines()).toEqual(['16:300003*211', '11:300003*210']);
  passTo(20.9);
  expect(lines()).toHaveLength(2);
  passTo(22);
  expect(lines()).toEqual(['16:300003*211']);
  passTo(27);
  expect(lines()).toEqual([]);
  expect(screen.getByText('None')).toBeTruthy();
});

it('does not say that nothing was lost while the journal has not told', async () => {
  const { asked } = fakeService({
    'GET /journal/changes': () => refusal(500, 'internal_server_error'),
  });
  openWall([]);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(screen.getByText('Lost')).toBeTruthy();
  expect(screen.queryByText('None')).toBeNull();
});
