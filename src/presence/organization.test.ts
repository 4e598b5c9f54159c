import { expect, it } from 'vitest';
import { splitNumber } from './organization.ts';

it.each([
  ['0003*210', '0003', '210'],
  ['0003*210*1', '0003', '210*1'],
  ['210', '', '210'],
  ['*210', '', '210'],
  ['0003*', '0003', ''],
])('splits %s into organization "%s" and local number "%s"', (number, organization, local) => {
  expect(splitNumber(number)).toEqual({ organization, local });
});
