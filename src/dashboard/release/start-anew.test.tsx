import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { StartAnew } from './start-anew.tsx';

const reload = vi.fn();
let isAway: boolean;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T09:16:00Z') });
  sessionStorage.clear();
  isAway = false;
  vi.stubGlobal('fetch', async () => {
    if (isAway) throw new TypeError('Failed to fetch');
    return new Response('<script type="module" src="/assets/new.js"></script>', {
      headers: { 'content-type': 'text/javascript' },
    });
  });
});
afterEach(() => {
  cleanup();
  reload.mockClear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pass = (minutes: number) => act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));

/** A page that has stopped, at an address. */
function stop(search: string) {
  vi.stubGlobal('location', { search, reload });
  return render(<StartAnew />);
}

it('loads a wall again after a minute, and not a board, before which somebody stands', async () => {
  stop('?view=table');
  await pass(10);
  expect(reload).not.toHaveBeenCalled();
  stop('?wall=1');
  await pass(1.1);
  expect(reload).toHaveBeenCalledOnce();
});

it('waits for the service', async () => {
  isAway = true;
  stop('?wall=1');
  await pass(30);
  expect(reload).not.toHaveBeenCalled();
  isAway = false;
  await pass(1);
  expect(reload).toHaveBeenCalledOnce();
});

it('makes no loop of a fault that comes back each time', async () => {
  for (let minute = 0; minute < 30; minute += 2) {
    const { unmount } = stop('?wall=1');
    await pass(2);
    unmount();
  }
  expect(reload).toHaveBeenCalledTimes(3);
});
