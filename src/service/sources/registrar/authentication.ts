import { createHash } from 'node:crypto';
import {
  type DigestAlgorithm,
  type DigestCredentials,
  formatChallenge,
  parseCredentials,
  provesPassword,
} from '../../sip/digest.ts';
import { headersOf, type SipRequest } from '../../sip/message.ts';
import { networkOf } from '../../sip/network-of.ts';
import { createTryLimit } from '../../try-limit.ts';
import { createNonces } from './nonce.ts';

/** What the credentials of a request are worth. */
export type Verdict =
  | { readonly kind: 'granted' }
  /** Answer 401 with this WWW-Authenticate. */
  | { readonly kind: 'challenge'; readonly challenge: string }
  /** They are right, and somebody else's. */
  | { readonly kind: 'forbidden' }
  /** Too many wrong ones came from there. */
  | { readonly kind: 'wait'; readonly seconds: number };

export type Authentication = {
  /** @param address where the request came from */
  check(request: SipRequest, who: { extension: string; address: string }): Verdict;
};

/** Guesses at one extension, and at any, from one address or network of IPv6. A few wrong phones in an office stay below both. */
const TRIES_PER_MINUTE = { ofExtension: 10, ofAddress: 100 };
/** Longer names are nobody's. */
const LONGEST_USERNAME = 128;

/** Digest authentication (RFC 3261 22), with a single challenge: more than one and common phones give up. */
export function createAuthentication(options: {
  realm: string;
  algorithm: DigestAlgorithm;
  /** Random bytes, at least 16. */
  secret: Uint8Array;
  passwordOf: (extension: string) => string | undefined;
  now: () => number;
  /** Called for each request that is put off. */
  onTooManyTries: (address: string) => void;
}): Authentication {
  const { realm, algorithm, secret, passwordOf, now, onTooManyTries } = options;
  const nonces = createNonces(secret);
  const triesOfExtension = createTryLimit(TRIES_PER_MINUTE.ofExtension);
  const triesOfAddress = createTryLimit(TRIES_PER_MINUTE.ofAddress);
  /** An extension that does not exist has a password too, which nobody knows: both answers take the same time. */
  const noPassword = createHash('sha256').update(secret).digest('hex');

  const challenge = (address: string, stale: boolean): Verdict => ({
    kind: 'challenge',
    challenge: formatChallenge({ realm, algorithm, stale, nonce: nonces.issue(address, now()) }),
  });
  const isProven = (credentials: DigestCredentials, method: string) => {
    const password = passwordOf(credentials.username);
    const proven = provesPassword(credentials, { method, password: password ?? noPassword });
    return proven && password !== undefined;
  };

  return {
    check(request, { extension, address }) {
      const credentials = headersOf(request, 'Authorization')
        .map(parseCredentials)
        .find((one) => one?.realm === realm && one.algorithm === algorithm);
      if (!credentials) return challenge(address, false);
      const nowMs = now();
      // RFC 7616 3.3: with a nonce that is too old, or from before a restart, the password is not looked at.
      if (!nonces.isFresh(credentials.nonce, { address, nowMs })) return challenge(address, true);

      const source = networkOf(address);
      const guess = `${source} ${credentials.username.slice(0, LONGEST_USERNAME)}`;
      const seconds = Math.max(
        triesOfExtension.secondsToWait(guess, nowMs),
        triesOfAddress.secondsToWait(source, nowMs),
      );
      if (seconds > 0) {
        onTooManyTries(address);
        return { kind: 'wait', seconds };
      }
      if (!isProven(credentials, request.method)) {
        triesOfExtension.spend(guess, nowMs);
        triesOfAddress.spend(source, nowMs);
        return challenge(address, false);
      }
      // RFC 3261 10.3 step 4: who may sign in may change the bindings of this address-of-record only.
      return { kind: credentials.username === extension ? 'granted' : 'forbidden' };
    },
  };
}
