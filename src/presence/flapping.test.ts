import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLoss, afterRest, afterReturn, restEndsAtMs, type Turns } from './flapping.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;

/** An extension after it was lost and came back so many times: at each of these minutes, for a minute. */
function lostAndBack(minutes: readonly number[], before?: Turns): Turns | undefined {
  return minutes.reduce<Turns | undefined>((turns, minute) => {
    const atMs = NOON + minute * MINUTE;
    return afterReturn(afterLoss(afterRest(turns, atMs), atMs), atMs + MINUTE);
  }, before);
}

describe('an extension flaps', () => {
  it('when it was lost and back three times in fifteen minutes', () => {
    expect(lostAndBack([0, 5])?.flapping).toBeUndefined();
    expect(lostAndBack([0, 5, 14])?.flapping).toEqual({ sinceMs: NOON, times: 3 });
  });

  it('not before it is back for the third time', () => {
    const lost = afterLoss(lostAndBack([0, 5]), NOON + 10 * MINUTE);
    expect(lost.flapping).toBeUndefined();
    expect(afterReturn(lost, NOON + 15 * MINUTE)?.flapping).toBeDefined();
    expect(afterReturn(lost, NOON + 15 * MINUTE + 1)?.flapping).toBeUndefined();
  });

  it('when the last three came in fifteen minutes, however long before it was lost first', () => {
    expect(lostAndBack([0, 12, 15, 18])?.flapping).toEqual({
      sinceMs: NOON + 12 * MINUTE,
      times: 3,
    });
  });

  it('for as long as it goes on, and every time counts', () => {
    expect(lostAndBack([0, 5, 10, 20, 30])?.flapping).toEqual({ sinceMs: NOON, times: 5 });
  });

  it('not by a return whose loss nobody saw', () => {
    expect(afterReturn(undefined, NOON)).toBeUndefined();
  });
});

describe('flapping ends', () => {
  const flapping = lostAndBack([0, 5, 10]);

  it('after fifteen quiet minutes, and nothing of it is remembered', () => {
    expect(afterRest(flapping, NOON + 26 * MINUTE - 1)).toBe(flapping);
    expect(afterRest(flapping, NOON + 26 * MINUTE)).toBeUndefined();
    expect(lostAndBack([27, 28], flapping)?.flapping).toBeUndefined();
  });

  it('whatever happened before, and however the clock was set meanwhile', () => {
    const minutes = fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(minutes, (atMinutes) => {
        const turns = lostAndBack(atMinutes);
        if (!turns) throw new Error('The last loss is remembered.');
        expect(afterRest(turns, restEndsAtMs(turns))).toBeUndefined();
        expect(turns.lossesMs.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
