import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { watchAdmission } from './admission.ts';

/** A connection from an address that this machine does not have. */
class Newcomer extends Socket {
  override readonly remoteAddress: string;
  override readonly remotePort: number;

  constructor(remoteAddress: string, remotePort: number) {
    super();
    this.remoteAddress = remoteAddress;
    this.remotePort = remotePort;
  }
}

const LIMITS = { connections: 4, connectionsPerAddress: 2, turnedAway: 1 };

/** What became of newcomers who stay, in the order in which they came. */
function comeTogether(...addresses: readonly string[]) {
  const server = new EventEmitter();
  const admission = watchAdmission(server, LIMITS);
  return addresses.map((address, index) => {
    const newcomer = new Newcomer(address, index);
    server.emit('connection', newcomer);
    if (newcomer.destroyed) return 'cut off';
    return admission.isTurnedAway(newcomer) ? 'turned away' : 'let in';
  });
}

it('lets so many in from one address, and others all the same', () => {
  expect(comeTogether('192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2')).toEqual([
    'let in',
    'let in',
    'turned away',
    'let in',
  ]);
});

it('lets so many in altogether', () => {
  const addresses = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'];
  expect(comeTogether(...addresses, '192.0.2.6')).toEqual([
    ...['let in', 'let in', 'let in', 'let in'],
    ...['turned away', 'cut off'],
  ]);
});

it('takes all addresses of one IPv6 network for one', () => {
  expect(comeTogether('2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:0:1::1')).toEqual([
    'let in',
    'let in',
    'turned away',
    'let in',
  ]);
});

it('tells IPv4 addresses apart on a socket for both families', () => {
  const addresses = ['::ffff:192.0.2.1', '::ffff:192.0.2.1', '::ffff:192.0.2.1'];
  expect(comeTogether(...addresses, '::ffff:192.0.2.2')).toEqual([
    'let in',
    'let in',
    'turned away',
    'let in',
  ]);
});

it('forgets who has left', async () => {
  const server = new EventEmitter();
  const { isTurnedAway } = watchAdmission(server, { ...LIMITS, connections: 1 });
  const first = new Newcomer('192.0.2.1', 1);
  const second = new Newcomer('192.0.2.2', 2);
  for (const newcomer of [first, second]) server.emit('connection', newcomer);
  expect([isTurnedAway(first), isTurnedAway(second)]).toEqual([false, true]);
  const left = [first, second].map((socket) => new Promise((done) => socket.once('close', done)));
  for (const newcomer of [first, second]) newcomer.destroy();
  await Promise.all(left);
  const third = new Newcomer('192.0.2.2', 2);
  server.emit('connection', third);
  expect(isTurnedAway(third)).toBe(false);
});
