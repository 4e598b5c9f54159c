import { expect, it } from 'vitest';
import { historyOfCounts } from './journal-history.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-23T12:00:00Z');

/** Steps of half an hour with so many counted minutes, asked for until so many minutes after the first began. */
function registeredIn(counted: readonly number[], untilMinute: number) {
  const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();
  const item = {
    ...{ total: 20, static: 0, registered: 20, lowest: 20, busy: 0, ringing: 0, late: 0 },
    ...{ expired: 0, notRegistered: 0, unknown: 0 },
  };
  const { steps } = historyOfCounts({
    ...{ from: at(0), to: at(untilMinute), step: 1800, by: 'condition', gaps: [] },
    steps: counted.map((minutes, nth) => ({
      ...{ at: at(30 * nth), minutes },
      counts: minutes > 0 ? [item] : null,
    })),
  });
  return steps.map(({ counts }) => counts?.registered);
}

it('knows nothing of a step of which the journal counted less than half', () => {
  expect(registeredIn([30, 1, 14, 15, 0], 150)).toEqual([20, undefined, undefined, 20, undefined]);
});

it('knows the step that is not over by the minutes that have passed of it', () => {
  expect(registeredIn([30, 2], 32)).toEqual([20, 20]);
  expect(registeredIn([30, 2], 35)).toEqual([20, undefined]);
});
