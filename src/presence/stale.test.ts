import { expect, it } from 'vitest';
import { staleAfterMs } from './stale.ts';

it('is after three intervals, but not before ten seconds nor later than the interval and thirty', () => {
  expect([1, 2, 5, 10, 60, 3600].map(staleAfterMs)).toEqual([
    10_000, 10_000, 15_000, 30_000, 90_000, 3_630_000,
  ]);
});
