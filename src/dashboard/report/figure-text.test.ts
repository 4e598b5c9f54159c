import { expect, it } from 'vitest';
import { countOf, formatDay, formatHms, formatShare, gapReason, timesIn } from './figure-text.ts';

it('tells a share with two decimals, and 100 only of what was never away', () => {
  expect([0, 0.5, 0.987, 0.9803, 86_399 / 86_400, 0.999999999, 1].map(formatShare)).toEqual([
    ...['0.00 %', '50.00 %', '98.70 %', '98.03 %', '99.99 %', '99.99 %', '100 %'],
  ]);
  expect(formatShare(null)).toBe('none');
});

it('tells lengths in hours, minutes and seconds', () => {
  expect([0, 59, 3600, 90_061].map(formatHms)).toEqual([
    ...['0:00:00', '0:00:59', '1:00:00', '25:01:01'],
  ]);
});

it('tells a day by its name, wherever the reader is', () => {
  expect(formatDay('2026-11-27')).toBe('Friday 27 November 2026');
});

it('tells times as the clocks of the time zone do', () => {
  const times = timesIn('Asia/Kathmandu');
  expect(times.clock('2026-11-27T18:15:00Z')).toBe('00:00:00');
  expect(times.moment('2026-11-27T20:00:00Z')).toBe('28 November 2026, 01:45');
});

it('says why something is not known, and what is lost', () => {
  const gap = { kind: 'not-stored', from: '2026-11-27T13:00:00Z', to: null, lost: 1 } as const;
  expect(gapReason(gap, timesIn('UTC'))).toBe(
    '13:00:00 to now: changes could not be stored, one change lost',
  );
  expect(countOf(1200, 'device')).toBe('1,200 devices');
});
