import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasRoomForTime, plotOf, roundTop } from './plot.ts';
import { registeredSeries } from './registered-series.ts';
import { sparklinePath } from './sparkline-path.ts';
import { momentLabel, timeLabel, timeTicks } from './time-axis.ts';

beforeAll(() => {
  vi.stubEnv('TZ', 'Europe/Berlin');
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const HOUR = 3_600_000;
const STEP = 300_000;
const START = Date.parse('2026-11-23T14:00:00Z');

const historyOf = (...counts: (readonly [registered: number, needed: number] | undefined)[]) => ({
  steps: counts.map((pair, nth) => ({
    atMs: START + nth * STEP,
    counts: pair && { registered: pair[0], needed: pair[1] },
  })),
  stepMs: STEP,
  toMs: START + counts.length * STEP,
});
const step = (nth: number) => START + nth * STEP;

describe('the chart of the registered', () => {
  it('has a corner where something changes, and ends where the last step does', () => {
    const { points, missing } = registeredSeries(historyOf([9, 10], [9, 10], [8, 10], [8, 10]));
    expect(points).toEqual([
      { atMs: step(0), registered: 9, needed: 10 },
      { atMs: step(2), registered: 8, needed: 10 },
      { atMs: step(4), registered: 8, needed: 10 },
      { atMs: step(4), registered: null, needed: null },
    ]);
    expect(missing).toEqual([]);
  });

  it('makes nothing up for what is missing: the line ends, and begins again after it', () => {
    const gap = [undefined, undefined] as const;
    const { points, missing } = registeredSeries(historyOf([9, 10], ...gap, [9, 10]));
    expect(points).toEqual([
      { atMs: step(0), registered: 9, needed: 10 },
      { atMs: step(1), registered: 9, needed: 10 },
      { atMs: step(1), registered: null, needed: null },
      { atMs: step(3), registered: 9, needed: 10 },
      { atMs: step(4), registered: 9, needed: 10 },
      { atMs: step(4), registered: null, needed: null },
    ]);
    expect(missing).toEqual([{ fromMs: step(1), toMs: step(3) }]);
  });

  it('knows its highest value, also of a total that was higher once, and when the fewest were registered', () => {
    const series = registeredSeries(historyOf([9, 12], [4, 12], [5, 10]));
    expect(series.top).toBe(12);
    expect(series.lowest).toEqual({ atMs: step(1), registered: 4, needed: 12 });
  });

  it('is hatched all over when nothing is known', () => {
    expect(registeredSeries(historyOf(undefined, undefined))).toMatchObject({
      points: [],
      missing: [{ fromMs: step(0), toMs: step(2) }],
      lowest: undefined,
      top: 1,
    });
  });
});

describe('the labels of the time', () => {
  const labels = (fromMs: number, hours: number) =>
    timeTicks(fromMs, fromMs + hours * HOUR).map((at) => timeLabel(at, hours * HOUR));

  it('stand at round local times, and are five at most', () => {
    expect(labels(Date.parse('2026-11-22T13:32:00Z'), 24)).toEqual([
      '18:00',
      '00:00',
      '06:00',
      '12:00',
    ]);
    expect(labels(Date.parse('2026-11-23T13:32:00Z'), 1)).toEqual([
      '14:45',
      '15:00',
      '15:15',
      '15:30',
    ]);
    for (let hours = 1; hours <= 200; hours += 1) {
      const { length } = labels(START, hours);
      expect(length, `${hours} h`).toBeLessThanOrEqual(5);
      expect(length, `${hours} h`).toBeGreaterThanOrEqual(1);
    }
  });

  it('are weekdays where there are several', () => {
    expect(labels(Date.parse('2026-11-17T13:32:00Z'), 168)).toEqual(['Thu', 'Sat', 'Mon']);
    expect(momentLabel(START, 168 * HOUR)).toBe('Mon 15:00');
    expect(momentLabel(START, 24 * HOUR)).toBe('15:00');
  });

  it('are left out where the right edge would cut them', () => {
    const plot = plotOf({ widthPx: 263, heightPx: 100, top: 128 });
    expect(hasRoomForTime(plot, 0)).toBe(true);
    expect(hasRoomForTime(plot, 0.9)).toBe(true);
    expect(hasRoomForTime(plot, 0.99)).toBe(false);
    expect(hasRoomForTime(plotOf({ widthPx: 526, heightPx: 200, top: 128, scale: 2 }), 0.99)).toBe(
      false,
    );
  });

  it.each([
    ['spring', '2026-03-29T00:00:00+01:00', 23],
    ['autumn', '2026-10-25T00:00:00+02:00', 25],
  ])(
    'say what the clock on the wall said on the day it was changed in %s',
    (_, midnight, hours) => {
      expect(labels(Date.parse(midnight), hours)).toEqual([
        '00:00',
        '06:00',
        '12:00',
        '18:00',
        '00:00',
      ]);
    },
  );
});

describe('a sparkline', () => {
  const history = (...values: (number | undefined)[]) => ({
    steps: values.map((value, nth) => ({
      atMs: nth,
      counts: value === undefined ? undefined : { registered: value, busy: value },
    })),
    stepMs: 1,
    toMs: values.length,
  });

  it('is stepped, and stands on nought', () => {
    expect(sparklinePath(history(0, 0, 6, 0), 'busy')).toBe('M0 27H66V6H99V27H132');
  });

  it('is scaled to its range for the registered, in which one telephone is no cliff', () => {
    expect(sparklinePath(history(128, 127), 'registered')).toBe('M0 6H66V9.5H132');
    expect(sparklinePath(history(128, 28), 'registered')).toBe('M0 6H66V27H132');
  });

  it('leaves out what is not known', () => {
    const { length } = sparklinePath(history(undefined, undefined), 'busy');
    expect(length).toBe(0);
    expect(sparklinePath(history(undefined, 6, undefined, 6), 'busy')).toBe('M33 6H66M99 6H132');
  });
});

it('has an axis whose half is a whole number', () => {
  expect([0, 1, 2, 3, 7, 9, 13, 21, 45, 130, 2001].map(roundTop)).toEqual([
    2, 2, 2, 4, 8, 10, 20, 40, 60, 200, 4000,
  ]);
});
