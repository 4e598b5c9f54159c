import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITIONS } from './condition.ts';
import { coarser, figuresOf, type Stretch, stretchesOf } from './day.ts';
import type { History } from './history.ts';

const DAY = { fromMs: 0, toMs: 1000 };
const UNEVENTFUL: History = {
  source: 'journal',
  sinceMs: 0,
  start: 'registered',
  happenings: [],
  lates: [],
  unknowns: [],
};

const stretched = (over: Partial<History>) =>
  stretchesOf({ ...UNEVENTFUL, ...over }, DAY).map(({ fromMs, toMs, condition }) => [
    condition,
    fromMs,
    toMs,
  ]);
const turn = (atMs: number, to: Stretch['condition']) => ({ atMs, agent: '', from: undefined, to });

describe('the stretches of a day', () => {
  it('are one when nothing happened', () => {
    expect(stretched({})).toEqual([['registered', 0, 1000]]);
  });

  it('begin with what was before the day, and change with what happened', () => {
    expect(stretched({ happenings: [turn(-50, 'busy'), turn(400, 'registered')] })).toEqual([
      ['busy', 0, 400],
      ['registered', 400, 1000],
    ]);
  });

  it('are without data before anybody looked, and while nobody did', () => {
    const unknowns = [
      { fromMs: 500, toMs: 600 },
      { fromMs: 900, toMs: Infinity },
    ];
    expect(stretched({ sinceMs: 200, unknowns })).toEqual([
      [undefined, 0, 200],
      ['registered', 200, 500],
      [undefined, 500, 600],
      ['registered', 600, 900],
      [undefined, 900, 1000],
    ]);
  });

  it('are late where it was told afterwards', () => {
    expect(stretched({ lates: [{ fromMs: 300, toMs: 340 }] })).toEqual([
      ['registered', 0, 300],
      ['late', 300, 340],
      ['registered', 340, 1000],
    ]);
  });

  it('are one over a change that changed nothing of the extension', () => {
    expect(stretched({ happenings: [turn(400, 'registered')] })).toEqual([['registered', 0, 1000]]);
  });

  it('always fill the day, in order and without a hole', () => {
    const span = fc.record({
      fromMs: fc.integer({ min: -99, max: 1099 }),
      toMs: fc.integer({ min: -99, max: 1099 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -99, max: 1099 }), { maxLength: 20 }),
        fc.array(span, { maxLength: 5 }),
        (times, unknowns) => {
          const happenings = times
            .sort((a, b) => a - b)
            .map((atMs, nth) => turn(atMs, CONDITIONS[nth % CONDITIONS.length]));
          const stretches = stretchesOf({ ...UNEVENTFUL, happenings, unknowns }, DAY);
          let atMs = DAY.fromMs;
          for (const { fromMs, toMs } of stretches) {
            expect(fromMs).toBe(atMs);
            expect(toMs).toBeGreaterThan(fromMs);
            atMs = toMs;
          }
          expect(atMs).toBe(DAY.toMs);
        },
      ),
    );
  });
});

describe('the figures of a day', () => {
  it('count who is late, busy or rings as registered, of the time that is known', () => {
    const stretches = stretchesOf(
      {
        ...UNEVENTFUL,
        sinceMs: 200,
        happenings: [turn(300, 'busy'), turn(400, 'ringing'), turn(500, 'late'), turn(800, 'lost')],
      },
      DAY,
    );
    expect(figuresOf(stretches)).toEqual({ registeredShare: 600 / 800, noDataMs: 200 });
  });

  it('have no share where no registration was needed, or nothing is known', () => {
    expect(figuresOf(stretchesOf({ ...UNEVENTFUL, start: 'static' }, DAY))).toEqual({
      registeredShare: undefined,
      noDataMs: 0,
    });
    expect(figuresOf(stretchesOf({ ...UNEVENTFUL, start: undefined }, DAY))).toEqual({
      registeredShare: undefined,
      noDataMs: 1000,
    });
  });
});

it('keeps of more stretches than can be drawn the worst of each part', () => {
  const happenings = Array.from({ length: 500 }, (_, nth) =>
    turn(nth * 2, nth === 250 ? 'expired' : nth % 2 === 0 ? 'busy' : 'registered'),
  );
  const stretches = stretchesOf({ ...UNEVENTFUL, happenings }, DAY);
  expect(coarser(stretches, 10)).toEqual([
    { fromMs: 0, toMs: 500, condition: 'busy' },
    { fromMs: 500, toMs: 600, condition: 'expired' },
    { fromMs: 600, toMs: 1000, condition: 'busy' },
  ]);
  expect(coarser(stretches, 1000)).toEqual(stretches);
});
