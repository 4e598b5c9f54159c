import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Life, lateFromMs, pausesAfterRefresh, rhythmMs } from './rhythm.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A registration of ten minutes, of which so many pauses are known. */
const life = (pausesMs: readonly number[], lifeMs = 10 * MINUTE): Life => ({
  expiresAtMs: lifeMs,
  lifeMs,
  pausesMs,
});

describe('a rhythm', () => {
  it('is learned from two refreshes that followed each other', () => {
    expect(rhythmMs(life([]))).toBeUndefined();
    expect(rhythmMs(life([5 * MINUTE]))).toBeUndefined();
    expect(rhythmMs(life([5 * MINUTE, 5 * MINUTE]))).toBe(5 * MINUTE);
  });

  it('is not shortened by an early refresh, as after a restart', () => {
    expect(rhythmMs(life([5 * MINUTE, 20 * SECOND, 5 * MINUTE]))).toBe(5 * MINUTE);
  });

  it('follows a telephone that has changed it, after four refreshes', () => {
    let before = life([9 * MINUTE, 9 * MINUTE]);
    for (let refresh = 0; refresh < 4; refresh++) {
      const expiresAtMs = before.expiresAtMs + 5 * MINUTE;
      const after = { ...before, expiresAtMs };
      before = { ...after, pausesMs: pausesAfterRefresh(before, after) };
    }
    expect(rhythmMs(before)).toBe(5 * MINUTE);
  });

  it('begins anew with another life', () => {
    const before = life([5 * MINUTE, 5 * MINUTE]);
    expect(pausesAfterRefresh(before, { expiresAtMs: HOUR, lifeMs: HOUR })).toEqual([]);
  });

  it('is not learned from a pause longer than a life, in which refreshes were not seen', () => {
    const before = life([5 * MINUTE]);
    const after = { expiresAtMs: before.expiresAtMs + 25 * MINUTE, lifeMs: 10 * MINUTE };
    expect(pausesAfterRefresh(before, after)).toEqual([5 * MINUTE]);
  });
});

describe('late', () => {
  it.each([
    ['5 min', 5 * MINUTE, 30 * SECOND],
    ['10 min', 10 * MINUTE, MINUTE],
    ['24 h', 24 * HOUR, MINUTE],
  ])(
    'is the last tenth of %s, at most a minute, before a rhythm is learned',
    (_what, lifeMs, leftMs) => {
      expect(lateFromMs(life([], lifeMs))).toBe(lifeMs - leftMs);
    },
  );

  it('is a tenth of the life after the refresh that did not come', () => {
    expect(lateFromMs(life([5 * MINUTE, 5 * MINUTE]))).toBe(6 * MINUTE);
    expect(lateFromMs(life([HOUR / 2, HOUR / 2], HOUR))).toBe(HOUR / 2 + 6 * MINUTE);
  });

  it('is ten seconds after it at the earliest', () => {
    expect(lateFromMs(life([30 * SECOND, 30 * SECOND], MINUTE))).toBe(40 * SECOND);
  });

  it('never begins within the usual rhythm, and never after the end', () => {
    const lives = fc.integer({ min: 10, max: 86_400 }).map((seconds) => seconds * SECOND);
    const shares = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(lives, shares, (lifeMs, waited) => {
        const pausesMs = waited.map((share) => Math.round(share * lifeMs));
        const fromMs = lateFromMs(life(pausesMs, lifeMs));
        expect(fromMs).toBeLessThanOrEqual(lifeMs);
        expect(fromMs).toBeGreaterThanOrEqual(Math.max(...pausesMs));
      }),
    );
  });
});
