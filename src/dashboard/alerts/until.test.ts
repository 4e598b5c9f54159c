import { expect, it } from 'vitest';
import { untilOf } from './until.ts';

const at = (hour: number) => new Date(2026, 10, 30, hour, 30).getTime();

it('ends after hours, at the next six in the morning, or when somebody says so', () => {
  expect(Date.parse(untilOf('hour', at(23)) ?? '')).toBe(at(24));
  expect(Date.parse(untilOf('eight-hours', at(9)) ?? '')).toBe(at(17));
  const six = new Date(2026, 11, 1, 6).getTime();
  expect(Date.parse(untilOf('morning', at(3)) ?? '')).toBe(new Date(2026, 10, 30, 6).getTime());
  expect(Date.parse(untilOf('morning', at(6)) ?? '')).toBe(six);
  expect(Date.parse(untilOf('morning', at(23)) ?? '')).toBe(six);
  expect(untilOf('open', at(9))).toBeNull();
});
