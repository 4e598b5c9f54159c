import { expect, it } from 'vitest';
import { inBrackets, reachableHost } from './host.ts';

it.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
  ['::0', '::1'],
  ['0:0:0:0:0:0:0:0', '::1'],
  ['192.0.2.1', '192.0.2.1'],
  ['10.0.0.0', '10.0.0.0'],
  ['2001:db8::', '2001:db8::'],
  ['::1', '::1'],
  ['pbx.example.net', 'pbx.example.net'],
])('reaches what listens at %s at %s', (host, reachable) => {
  expect(reachableHost(host)).toBe(reachable);
});

it('brackets IPv6 addresses alone', () => {
  expect(['::1', '127.0.0.1', 'pbx.example.net'].map(inBrackets)).toEqual([
    '[::1]',
    '127.0.0.1',
    'pbx.example.net',
  ]);
});
