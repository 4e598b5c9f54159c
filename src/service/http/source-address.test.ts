import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createSourceOf } from './source-address.ts';

/** Where a request seems to come from, over a connection from `peer`. */
async function sourceOf(peer: string, forwardedFor?: string, trustedProxies: string[] = []) {
  const from = createSourceOf(trustedProxies);
  const app = new Hono().get('/', (c) => c.text(from(c)));
  const headers = forwardedFor === undefined ? {} : { 'X-Forwarded-For': forwardedFor };
  const incoming = { socket: { remoteAddress: peer, remotePort: 1, remoteFamily: 'IPv4' } };
  return (await app.request('/', { headers }, { incoming })).text();
}

const PROXIES = ['127.0.0.1', '10.0.0.0/8', 'fd00::/8'];

it.each([
  ['192.0.2.1', undefined, '192.0.2.1'],
  ['::ffff:192.0.2.1', undefined, '192.0.2.1'],
  // Nobody is believed who is no trusted proxy.
  ['192.0.2.1', '192.0.2.9', '192.0.2.1'],
  // The last address that no trusted proxy has: what stands before it was written by whoever it is.
  ['127.0.0.1', '192.0.2.9', '192.0.2.9'],
  ['::ffff:127.0.0.1', '192.0.2.9', '192.0.2.9'],
  ['127.0.0.1', '192.0.2.7, 192.0.2.9', '192.0.2.9'],
  ['127.0.0.1', '192.0.2.9, 10.1.2.3', '192.0.2.9'],
  ['fd00::1', '192.0.2.9', '192.0.2.9'],
  ['127.0.0.1', 'nonsense', 'nonsense'],
  // With each connection a proxy may write another port.
  ['127.0.0.1', '192.0.2.9:50123', '192.0.2.9'],
  ['127.0.0.1', '192.0.2.9:50123, 10.1.2.3:443', '192.0.2.9'],
  ['127.0.0.1', '[2001:db8:0:1::7]:50123', '2001:db8:0:1'],
  ['127.0.0.1', '[2001:db8:0:1::7]', '2001:db8:0:1'],
  ['127.0.0.1', '::ffff:192.0.2.9', '192.0.2.9'],
  // One computer has a whole network of IPv6 addresses.
  ['2001:db8:0:1::7', undefined, '2001:db8:0:1'],
  ['2001:db8:0:1:2:3:4:5', undefined, '2001:db8:0:1'],
  ['2001:db8::7', undefined, '2001:db8:0:0'],
  ['::1', undefined, '0:0:0:0'],
])('takes %s with X-Forwarded-For %s for %s', async (peer, forwardedFor, source) => {
  expect(await sourceOf(peer, forwardedFor, PROXIES)).toBe(source);
});

it('trusts nobody unless told', async () => {
  expect(await sourceOf('127.0.0.1', '192.0.2.9')).toBe('127.0.0.1');
});
