import { expect, it } from 'vitest';
import { conditionAt } from './condition.ts';
import { expiriesWithinHour } from './expiries.ts';
import { observe, startWatch } from './watch.ts';

const NOW = Date.parse('2026-11-23T14:31:00Z');
const MINUTE = 60_000;

function listOf(...minutesLeft: number[]) {
  const extensions = minutesLeft.map((minutes, nth) => ({
    number: `0003*${200 + nth}`,
    registrations: [
      { agent: 'Zoiper', state: 'registered' as const, expiresAtMs: NOW + minutes * MINUTE },
    ],
  }));
  const watch = observe(startWatch(NOW), { extensions, isWhole: true, atMs: NOW - 600_000 });
  return [...watch.extensions.values()].map((watched) => ({
    watched,
    now: conditionAt(watched, NOW),
  }));
}

it('counts what ends within the hour, five minutes to a step, and nothing beyond it', () => {
  const steps = expiriesWithinHour(listOf(1, 4.9, 5, 59.9, 60, 300), NOW);
  expect(steps).toHaveLength(12);
  expect(steps.map(({ count }) => count)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(steps[1]?.fromMinutes).toBe(5);
});

it('puts what should have ended into the first step, and counts who is late', () => {
  expect(expiriesWithinHour(listOf(-0.5, 0.1, 3), NOW)[0]).toEqual({
    ...{ fromMinutes: 0, count: 3, late: 2 },
  });
});

it('says the same all through a minute', () => {
  const list = listOf(5, 12);
  expect(expiriesWithinHour(list, NOW + 59_000)).toEqual(expiriesWithinHour(list, NOW));
});
