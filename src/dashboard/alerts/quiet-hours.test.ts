import { expect, it } from 'vitest';
import { formatHour, isQuietAt } from './quiet-hours.ts';

const at = (hour: number, minute = 0) => new Date(2026, 10, 23, hour, minute).getTime();

it.each([
  [22, 6, [22, 23, 0, 5], [21, 6, 12]],
  [12, 14, [12, 13], [11, 14, 0]],
  [23, 0, [23], [22, 0]],
])('is quiet from %i to %i, over midnight too', (fromHour, toHour, quiet, loud) => {
  const isQuiet = (hour: number) => isQuietAt({ fromHour, toHour }, at(hour, 30));
  expect(quiet.filter(isQuiet)).toEqual(quiet);
  expect(loud.filter(isQuiet)).toEqual([]);
  expect(isQuietAt({ fromHour, toHour }, at(toHour))).toBe(false);
});

it('is never quiet unless the address says so', () => {
  expect(isQuietAt(undefined, at(3))).toBe(false);
  expect(formatHour(6)).toBe('06:00');
});
