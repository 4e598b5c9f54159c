import { beforeEach, expect, it } from 'vitest';
import { takeStartToken } from './start-link.ts';

beforeEach(() => {
  window.history.replaceState(null, '', '/');
});

it('takes the token out of the address and leaves the view in it', () => {
  window.history.replaceState(null, '', '/?view=table#token=a-token.of_16-chars');
  expect(takeStartToken(window)).toBe('a-token.of_16-chars');
  expect(window.location.href).toMatch(/\/\?view=table$/);
});

it('leaves other fragments alone', () => {
  window.history.replaceState(null, '', '/#top');
  expect(takeStartToken(window)).toBeUndefined();
  expect(window.location.hash).toBe('#top');
});

it('takes a start link without a token as none', () => {
  window.history.replaceState(null, '', '/#token=');
  expect(takeStartToken(window)).toBeUndefined();
  expect(window.location.hash).toBe('');
});
