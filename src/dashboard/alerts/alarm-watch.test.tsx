import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Roll } from '../../presence/watch.ts';
import { DEFAULT_ADDRESS } from '../address/board-address.ts';
import { useBoard } from '../model/use-board.ts';
import { AlarmWatch } from './alarm-watch.tsx';
import type { Notifier } from './notifications.ts';

const NUMBERS = ['0003*201', '0003*202', '0003*203', '0003*204', '0003*205'];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-23T14:30:00Z') });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** An answer of this moment, in which the first so many are expired. */
function answer(lost: number): Roll {
  const atMs = Date.now();
  const live = { state: 'registered', expiresAtMs: atMs + 3_600_000 } as const;
  const ended = { state: 'expired' } as const;
  const extensions = NUMBERS.map((number, at) => ({
    number,
    registrations: [{ agent: 'Zoiper rv2.10.20.4', ...(at < lost ? ended : live) }],
  }));
  return { extensions, isWhole: true, atMs };
}

it('replaces the notification of a loss as more is lost with it, and sounds once', () => {
  const sound = { state: 'on', play: vi.fn() } as const;
  const show = vi.fn<Notifier['show']>();
  const notifier: Notifier = {
    ...{ state: () => 'on', show },
    ...{ subscribe: () => () => {}, turnOn: async () => {}, turnOff: () => {} },
  };
  function Page({ roll }: { roll: Roll }) {
    const board = useBoard({
      ...{ roll, isPlaceholder: false, address: DEFAULT_ADDRESS, gap: undefined },
      ...{ names: { extensions: {}, organizations: {} }, isHeld: false, isSourceSilent: false },
    });
    return <AlarmWatch board={board} quiet={undefined} sound={sound} notifier={notifier} />;
  }
  const { rerender } = render(<Page roll={answer(0)} />);
  for (const lost of [1, 2, 4]) {
    vi.advanceTimersByTime(10_000);
    rerender(<Page roll={answer(lost)} />);
  }
  const shown = show.mock.calls.map(([message]) => message);
  expect(shown.map(({ title }) => title)).toEqual([
    '0003*201 lost',
    '0003*201, 0003*202 lost',
    '4 of 5 lost in 20 s',
  ]);
  // The browser shows one message of a tag: the last.
  expect(new Set(shown.map(({ tag }) => tag)).size).toBe(1);
  expect(sound.play.mock.calls).toEqual([['loss']]);
});
