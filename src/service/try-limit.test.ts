import { expect, it } from 'vitest';
import { createTryLimit } from './try-limit.ts';

it('gives each the same number of tries, which come back one by one', () => {
  const limit = createTryLimit(4);
  for (let n = 0; n < 4; n++) {
    expect(limit.secondsToWait('a', 0)).toBe(0);
    limit.spend('a', 0);
  }
  expect(limit.secondsToWait('a', 0)).toBe(15);
  expect(limit.secondsToWait('b', 0)).toBe(0);
  expect(limit.secondsToWait('a', 15_000)).toBe(0);
  limit.spend('a', 15_000);
  expect(limit.secondsToWait('a', 15_000)).toBe(15);
  expect(limit.secondsToWait('a', 75_000)).toBe(0);
});

it('remembers a bounded number, and forgets whoever tried longest ago', () => {
  const limit = createTryLimit(1);
  limit.spend('first', 0);
  limit.spend('second', 0);
  for (let n = 0; n < 9_998; n++) limit.spend(`guess ${n}`, 1);
  expect(limit.secondsToWait('first', 1)).toBeGreaterThan(0);
  limit.spend('one more', 1);
  expect(limit.secondsToWait('first', 1)).toBe(0);
  expect(limit.secondsToWait('second', 1)).toBeGreaterThan(0);
});
