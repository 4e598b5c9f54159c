import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import type { Credential } from './account.ts';
import type { AccountStore } from './account-store.ts';
import { createSignedClaims } from './signed-claims.ts';

/** Tokens that Apps are given for their secrets. Nobody stores them: any service with the same key can check one. */
export type IssuedTokens = {
  issue(credential: Credential): Promise<string>;
  /** Whose token it is; `ended` for one of ours that is over or whose App is gone, `foreign` for any other text. */
  read(token: string): Promise<Credential | 'ended' | 'foreign'>;
};

/** UnifiedAPI v3, "Obtain Authorization": two hours. */
export const TOKEN_LIFE_SECONDS = 7200;

const claimsSchema = z.object({ sub: z.string(), mark: z.string() });

/** Makes tokens signed with `key`: 32 random bytes or more. */
export function createIssuedTokens({
  key,
  accounts,
  clock,
}: {
  key: Uint8Array;
  accounts: Pick<AccountStore, 'withMark'>;
  clock: Clock;
}): IssuedTokens {
  const signed = createSignedClaims(key, 'rollcall-token');
  return {
    issue({ account, mark }) {
      const issuedAtMs = Math.floor(clock.now() / 1000) * 1000;
      const expiresAtMs = issuedAtMs + TOKEN_LIFE_SECONDS * 1000;
      // The random part keeps two tokens of one second apart.
      const claims = { sub: `${account.id}`, mark, jti: randomUUID() };
      return signed.sign(claims, { issuedAtMs, expiresAtMs });
    },
    async read(token) {
      const reading = await signed.read(token, clock.now());
      if (reading === 'foreign') return 'foreign';
      const claims = reading === 'over' ? undefined : claimsSchema.safeParse(reading.claims).data;
      const credential = claims && accounts.withMark(claims.mark);
      return credential && `${credential.account.id}` === claims.sub ? credential : 'ended';
    },
  };
}
