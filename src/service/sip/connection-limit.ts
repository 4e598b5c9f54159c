import { isLoopback } from './loopback.ts';
import { networkOf } from './network-of.ts';

/** One connection costs a few kilobytes; a site has at most 10,000 phones. */
const MOST_IN_ALL = 12_000;
/**
 * An office of a thousand phones behind one NAT, each with its connection and with two more that a router which was
 * switched off left behind. What comes from this machine may be the fleet's, or a proxy's for everybody.
 */
const MOST_OF_ONE_ADDRESS = 3_000;

/** What counts of a socket. */
type Connection = {
  readonly remoteAddress?: string | undefined;
  once(event: 'close', listener: () => void): unknown;
};

export type ConnectionLimit = {
  /** Whether one more connection is taken; if so it counts until it closes. */
  takes(connection: Connection): boolean;
};

export function createConnectionLimit(): ConnectionLimit {
  const ofAddress = new Map<string, number>();
  let inAll = 0;

  const count = (address: string, change: 1 | -1) => {
    inAll += change;
    const left = (ofAddress.get(address) ?? 0) + change;
    if (left > 0) ofAddress.set(address, left);
    else ofAddress.delete(address);
  };

  return {
    takes(connection) {
      const { remoteAddress = '' } = connection;
      const address = networkOf(remoteAddress);
      const most = isLoopback(remoteAddress) ? MOST_IN_ALL : MOST_OF_ONE_ADDRESS;
      if (inAll >= MOST_IN_ALL || (ofAddress.get(address) ?? 0) >= most) return false;
      count(address, 1);
      connection.once('close', () => count(address, -1));
      return true;
    },
  };
}
