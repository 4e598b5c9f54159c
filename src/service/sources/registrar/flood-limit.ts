import { isLoopback } from '../../sip/loopback.ts';
import { networkOf } from '../../sip/network-of.ts';
import { createTryLimit } from '../../try-limit.ts';

/** Says whether one more message from an address is looked at. */
export type FloodLimit = { takes(address: string): boolean };

/**
 * What one address may send at once, and how soon it may again. An office of a thousand telephones behind one NAT
 * comes back with 2,000 messages, each telephone challenged once, and twice as many more are repeated while they wait.
 * The rate that this leaves, 2,000 messages a second, is that of a proxy with 1,000 registrations a second.
 */
const MOST_AT_ONCE = 10_000;
const WITHIN_MS = 5_000;

/**
 * Bounds what one address can make the registrar do. What is too much is dropped before it is read, and gets no answer:
 * the sender of a datagram may be forged, and a telephone repeats what it hears nothing of (RFC 3261 17.1.2.2). What
 * comes from this machine is not bounded: it is the fleet's, or a proxy's for everybody.
 */
export function createFloodLimit(now: () => number): FloodLimit {
  const limit = createTryLimit(MOST_AT_ONCE, WITHIN_MS);
  return {
    takes(address) {
      if (isLoopback(address)) return true;
      const nowMs = now();
      const source = networkOf(address);
      if (limit.secondsToWait(source, nowMs) > 0) return false;
      limit.spend(source, nowMs);
      return true;
    },
  };
}
