import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { WatchedEvents } from '../../presence/events.ts';
import { useMassLossAlert } from './use-mass-loss-alert.ts';

const NUMBERS = ['0003*201', '0003*202', '0003*203'];

function eventsWith(massLoss: WatchedEvents['massLoss']): WatchedEvents {
  return {
    sinceMs: 0,
    latest: [],
    gaps: [],
    count: massLoss ? 3 : 0,
    flapping: new Map(),
    massLoss,
    allRegisteredSinceMs: undefined,
    changesAtMs: undefined,
    courses: new Map(),
  };
}

it('is told once, also when the list was away meanwhile', () => {
  const lost = eventsWith({
    ...{ numbers: new Set(NUMBERS), count: 3, total: 8 },
    ...{ sinceMs: 0, withinMs: 4000, shared: {} },
  });
  type Props = { events: WatchedEvents | undefined };
  const initialProps: Props = { events: eventsWith(undefined) };
  const { result, rerender } = renderHook(
    ({ events }: Props) => useMassLossAlert({ events, isStale: false }),
    { initialProps },
  );
  rerender({ events: lost });
  const told = result.current;
  expect(told?.text).toMatch(/^3 of 8 lost/);
  rerender({ events: undefined });
  rerender({ events: lost });
  expect(result.current).toBe(told);
});
