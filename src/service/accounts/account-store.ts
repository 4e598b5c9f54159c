import { createHmac } from 'node:crypto';
import type { Account, Credential, KnownAccount } from './account.ts';

/** Who there is, and by what they are known. */
export type AccountStore = {
  byId(id: number): Account | undefined;
  withToken(token: string): Credential | undefined;
  withApp(app: { id: string; secret: string }): Credential | undefined;
  /** The credential that a mark stands for, while it is still good. */
  withMark(mark: string): Credential | undefined;
  /** Takes other accounts; the administrator of the start token stays. */
  change(accounts: readonly KnownAccount[]): void;
};

/**
 * Accounts by the marks of their credentials. A mark is a keyed hash (HMAC-SHA-256), so looking one up takes a time that
 * tells nothing about any secret, and whoever reads a mark has nothing to try secrets against. Services with the same
 * key make the same marks.
 */
export function createAccounts(options: {
  /** Signs the administrator with Id 0 in, who always exists. */
  adminToken: string;
  /** 32 random bytes or more. */
  key: Uint8Array;
  accounts?: readonly KnownAccount[];
}): AccountStore {
  const { adminToken, key } = options;
  const markOf = (...secret: readonly string[]) =>
    createHmac('sha256', key).update(JSON.stringify(secret)).digest('base64url');
  let byId = new Map<number, Account>();
  let byMark = new Map<string, Account>();

  const change = (configured: readonly KnownAccount[]) => {
    byId = new Map();
    byMark = new Map();
    // The start token may belong to a configured administrator too, who then is the one that it signs in.
    for (const { tokens, apps, ...account } of [startAdministrator(adminToken), ...configured]) {
      byId.set(account.id, account);
      for (const token of tokens) byMark.set(markOf('token', token), account);
      for (const { id, secret } of apps) byMark.set(markOf('app', id, secret), account);
    }
  };
  const withMark = (mark: string): Credential | undefined => {
    const account = byMark.get(mark);
    return account && { account, mark };
  };
  change(options.accounts ?? []);
  return {
    byId: (id) => byId.get(id),
    withToken: (token) => withMark(markOf('token', token)),
    withApp: ({ id, secret }) => withMark(markOf('app', id, secret)),
    withMark,
    change,
  };
}

function startAdministrator(token: string): KnownAccount {
  return { id: 0, name: 'Administrator', role: 'administrator', tokens: [token], apps: [] };
}
