import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { createConnectionLimit } from './connection-limit.ts';

/** A connection of which only the address and the end matter. */
const connection = (remoteAddress: string) => Object.assign(new EventEmitter(), { remoteAddress });

/** How many of so many connections are taken. */
function taken(limit: ReturnType<typeof createConnectionLimit>, address: string, count: number) {
  return Array.from({ length: count }, () => connection(address)).filter((one) => limit.takes(one));
}

it('takes three thousand from one address, and as many more as are closed', () => {
  const limit = createConnectionLimit();
  const open = taken(limit, '192.0.2.66', 4_000);
  expect(open).toHaveLength(3_000);
  expect(taken(limit, '192.0.2.10', 1)).toHaveLength(1);
  for (const one of open.slice(0, 10)) one.emit('close');
  expect(taken(limit, '192.0.2.66', 20)).toHaveLength(10);
});

it('takes three thousand from one IPv6 network, whatever addresses they have there', () => {
  const limit = createConnectionLimit();
  const addresses = Array.from({ length: 3_100 }, (_, n) => `2001:db8:0:1::${n.toString(16)}`);
  expect(addresses.flatMap((address) => taken(limit, address, 1))).toHaveLength(3_000);
  expect(taken(limit, '2001:db8:0:2::1', 1)).toHaveLength(1);
});

it('takes twelve thousand in all', () => {
  const limit = createConnectionLimit();
  const addresses = Array.from({ length: 13_000 }, (_, n) => `10.0.${n >> 8}.${n & 0xff}`);
  const open = addresses.flatMap((address) => taken(limit, address, 1));
  expect(open).toHaveLength(12_000);
  open[0]?.emit('close');
  expect(taken(limit, '192.0.2.10', 2)).toHaveLength(1);
});

it('takes as many from this machine as there may be in all: a fleet’s, or a proxy’s for everybody', () => {
  expect(taken(createConnectionLimit(), '127.0.0.1', 13_000)).toHaveLength(12_000);
});
