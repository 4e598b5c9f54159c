import { expect, it } from 'vitest';
import { joinHistories, tracedCounts, worstOf } from './counts-history.ts';
import type { Summary } from './summary.ts';

const STEP = 60_000;
const history = (...registered: (number | undefined)[]) => ({
  steps: registered.map((count, nth) => ({
    atMs: nth * STEP,
    counts: count === undefined ? undefined : { registered: count },
  })),
  stepMs: STEP,
  toMs: registered.length * STEP,
});

it('traces what a summary counts, and no nought for what was not asked for', () => {
  const counts: Summary['counts'] = {
    ...{ expired: undefined, late: undefined, 'not-registered': undefined, unknown: undefined },
    ...{ registered: undefined, static: undefined, 'partly-lost': undefined },
    ...{ ringing: 2, busy: 0 },
  };
  expect(tracedCounts({ total: 9, needed: undefined, counts })).toEqual({ ringing: 2, busy: 0 });
});

it('keeps the fewest registered and the most of all else', () => {
  const before = { needed: 128, registered: 128, expired: 0 };
  const loss = { needed: 128, registered: 119, expired: 9, late: 2 };
  expect(worstOf(before, loss)).toEqual({ needed: 128, registered: 119, expired: 9, late: 2 });
  expect(worstOf(loss, before)).toEqual({ needed: 128, registered: 119, expired: 9, late: 2 });
  expect(worstOf(undefined, before)).toBe(before);
  expect(worstOf(undefined, undefined)).toBeUndefined();
});

it('makes one of two histories: the worst where both know, what one knows elsewhere, and nothing up', () => {
  const joined = joinHistories(history(5, undefined, undefined, 9), history(7, 8, undefined, 3));
  expect(joined.steps.map(({ counts }) => counts?.registered)).toEqual([5, 8, undefined, 3]);
});

it('takes no step of the first that lies outside of the second', () => {
  const later = { ...history(1, 2), steps: history(1, 2).steps.slice(1) };
  expect(joinHistories(history(5, 6), later).steps).toEqual([
    { atMs: STEP, counts: { registered: 2 } },
  ]);
});
