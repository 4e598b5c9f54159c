import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { boardClock } from '../clock/board-clock.ts';
import { presenceList } from './presence-list.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const timing = { everySeconds: 5, isPaused: false, clock: boardClock };
const filtered = (value: string) => presenceList({ filter: { op: 'startsWith', value } }, timing);

it('gives the request up when nobody wants its answer any more', async () => {
  const signals: AbortSignal[] = [];
  vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
    signals.push(signal);
    return new Promise(() => {});
  });
  const client = new QueryClient();
  const observer = new QueryObserver(client, filtered('1'));
  const stop = observer.subscribe(() => {});
  await vi.advanceTimersByTimeAsync(100);
  observer.setOptions(filtered('2'));
  await vi.advanceTimersByTimeAsync(100);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  stop();
  client.clear();
});
