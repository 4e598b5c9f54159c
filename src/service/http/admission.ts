import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { networkOf } from '../sip/network-of.ts';
import type { HttpLimits } from './limits.ts';

type Peer = Pick<Socket, 'remoteAddress' | 'remotePort'>;

/** Who is connected to a server. */
export type Admission = {
  /** Whether somebody was let in only to be told that there are too many, in all or from one address. */
  isTurnedAway(peer: Peer): boolean;
  /** Cuts everybody off, also those who have not said a word yet. */
  endAll(): void;
};

/**
 * Counts who is connected. Beyond those who are let in, some are turned away with an answer, and the rest without.
 * @param server of any kind: it tells of each new `connection`
 */
export function watchAdmission(
  server: EventEmitter,
  limits: Pick<HttpLimits, 'connections' | 'connectionsPerAddress' | 'turnedAway'>,
): Admission {
  const sockets = new Set<Socket>();
  const admitted = new Map<string, number>();
  const turnedAway = new Set<string>();
  let total = 0;
  const admit = (address: string, by: 1 | -1) => {
    total += by;
    const count = (admitted.get(address) ?? 0) + by;
    if (count > 0) admitted.set(address, count);
    else admitted.delete(address);
  };
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const address = networkOf(socket.remoteAddress ?? '');
    const fromThere = admitted.get(address) ?? 0;
    if (total < limits.connections && fromThere < limits.connectionsPerAddress) {
      admit(address, 1);
      socket.once('close', () => admit(address, -1));
    } else if (turnedAway.size < limits.turnedAway) {
      const name = nameOf(socket);
      turnedAway.add(name);
      socket.once('close', () => turnedAway.delete(name));
    } else {
      socket.destroy();
    }
  });
  return {
    isTurnedAway: (peer) => turnedAway.has(nameOf(peer)),
    endAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The connection's name: over TLS its socket is another object than the one that was accepted. */
function nameOf({ remoteAddress, remotePort }: Peer): string {
  return `${remoteAddress} ${remotePort}`;
}
