import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a nonce is good for. Afterwards the phone is given another, and answers it by itself. */
const LIFETIME_MS = 300_000;

/**
 * Nonces that need no memory: the time, sealed together with the address they were given to. Somebody who forges
 * another's address never sees a nonce for it, and so cannot spend that address's tries.
 * @param secret at least 16 random bytes; a new one makes every nonce stale, which phones do not mind
 */
export function createNonces(secret: Uint8Array) {
  const seal = (time: string, address: string) =>
    createHmac('sha256', secret).update(`${time} ${address}`).digest('hex').slice(0, 32);

  return {
    issue(address: string, nowMs: number): string {
      const time = nowMs.toString(36);
      return `${time}.${seal(time, address)}`;
    },
    /** True when it was given to this address and is not too old. */
    isFresh(nonce: string, { address, nowMs }: { address: string; nowMs: number }): boolean {
      const [time = '', given = ''] = nonce.split('.');
      const expected = Buffer.from(seal(time, address));
      const actual = Buffer.from(given);
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return false;
      const ageMs = nowMs - Number.parseInt(time, 36);
      return ageMs >= 0 && ageMs <= LIFETIME_MS;
    },
  };
}
