import { expect, it } from 'vitest';
import { dayAfter, dayAt, dayBounds } from './day-in-zone.ts';

const HOUR = 3_600_000;

/** A day in words: where it begins and how long it is. */
function told(day: string, zone: string): string {
  const { fromMs, toMs } = dayBounds(day, zone);
  return `${new Date(fromMs).toISOString().slice(0, 16)} for ${(toMs - fromMs) / HOUR} h`;
}

it.each([
  ['2026-11-23', 'UTC', '2026-11-23T00:00 for 24 h'],
  ['2026-11-23', 'Europe/Berlin', '2026-11-22T23:00 for 24 h'],
  ['2026-11-23', 'America/Los_Angeles', '2026-11-23T08:00 for 24 h'],
  ['2026-11-23', 'Pacific/Kiritimati', '2026-11-22T10:00 for 24 h'],
  ['2026-11-23', 'Asia/Kathmandu', '2026-11-22T18:15 for 24 h'],
])('%s in %s is from midnight to midnight', (day, zone, expected) => {
  expect(told(day, zone)).toBe(expected);
});

it('a day has 23 or 25 hours where clocks are changed', () => {
  expect(told('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00 for 23 h');
  expect(told('2026-10-25', 'Europe/Berlin')).toBe('2026-10-24T22:00 for 25 h');
});

it('a day without a midnight begins with its first second', () => {
  expect(told('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00 for 23 h');
});

it('every second belongs to the day whose bounds it lies in', () => {
  for (const zone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC']) {
    for (let day = '2026-01-01'; day < '2027-01-01'; day = dayAfter(day, 13)) {
      const { fromMs, toMs } = dayBounds(day, zone);
      expect([dayAt(fromMs - 1, zone), dayAt(fromMs, zone)]).toEqual([dayAfter(day, -1), day]);
      expect([dayAt(toMs - 1, zone), dayAt(toMs, zone)]).toEqual([day, dayAfter(day, 1)]);
    }
  }
});

it('the day after the last of a year is in the next', () => {
  expect([dayAfter('2026-12-31', 1), dayAfter('2024-03-01', -1)]).toEqual([
    '2027-01-01',
    '2024-02-29',
  ]);
});
