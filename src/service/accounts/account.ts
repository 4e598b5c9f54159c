import type { Role } from '../../contract/session.ts';

/** Who may ask: an administrator, an organization (by the prefix of its extensions), or a user of one. */
export type Account = { id: number; name: string } & (
  | { role: Extract<Role, 'administrator'> }
  | { role: Extract<Role, 'organization'>; organization: string }
  | { role: Extract<Role, 'user'>; organization: string; extensions: readonly string[] }
);

/** An account with what it is known by, as it is configured. */
export type KnownAccount = Account & {
  readonly tokens: readonly string[];
  readonly apps: readonly { readonly id: string; readonly secret: string }[];
};

/**
 * Something by which an account is known: a token, an App's secret, a wall link. `mark` stands for it in whatever is
 * signed on its strength, which is good for as long as the credential is.
 */
export type Credential = {
  account: Account;
  mark: string;
  /** There when it is a wall link, which may read and nothing else. */
  wallLink?: { id: string; name: string; view: string };
};
