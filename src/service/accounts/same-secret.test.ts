import { expect, it } from 'vitest';
import { isSameSecret } from './same-secret.ts';

it.each([
  ['a-secret', 'a-secret', true],
  ['a-secret', 'a-secreT', false],
  ['a-secret', 'a-secret-and-more', false],
  ['', '', true],
  ['é', 'e', false],
])('of %j and %j it says %j', (one, other, same) => {
  expect(isSameSecret(one, other)).toBe(same);
});
