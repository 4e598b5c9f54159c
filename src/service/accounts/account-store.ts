import { createHash, timingSafeEqual } from 'node:crypto';
import type { Account } from './account.ts';

/** Who there is, and by which tokens they are known. Accounts of a configuration file will stand behind this too. */
export type AccountStore = {
  /** The account that a token belongs to. */
  byToken(token: string): Account | undefined;
  byId(id: number): Account | undefined;
  /** The tokens that are good for an account now; none for an account that does not exist. */
  tokensOf(id: number): readonly string[];
};

/** The accounts of a Rollcall that nobody configured: one administrator, who signs in with the start token. */
export function createAccounts({ adminToken }: { adminToken: string }): AccountStore {
  const administrator: Account = { id: 0, name: 'Administrator', role: 'administrator' };
  return {
    byToken: (token) => (isSameSecret(token, adminToken) ? administrator : undefined),
    byId: (id) => (id === administrator.id ? administrator : undefined),
    tokensOf: (id) => (id === administrator.id ? [adminToken] : []),
  };
}

/** Compares two secrets in a time that tells nothing about either. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
