import { beforeEach, expect, it, vi } from 'vitest';
import { type AnswerCache, createAnswerCache } from './answer-cache.ts';

let cache: AnswerCache<string>;
/** True when the cache had to make the answer. */
const isMade = (version: number, key: string) => {
  const maker = vi.fn(() => key);
  expect(cache.get(version, key, maker)).toBe(key);
  return maker.mock.calls.length === 1;
};

beforeEach(() => {
  cache = createAnswerCache(2);
});

it('makes each answer once for each version', () => {
  expect(isMade(1, 'a')).toBe(true);
  expect(isMade(1, 'a')).toBe(false);
  expect(isMade(2, 'a')).toBe(true);
  expect(isMade(1, 'a')).toBe(true);
});

it('keeps no more than its limit, and those that were asked for last', () => {
  for (const key of ['a', 'b', 'a', 'c']) isMade(1, key);
  expect(isMade(1, 'a')).toBe(false);
  expect(isMade(1, 'b')).toBe(true);
});
