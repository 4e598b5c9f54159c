import type { Role } from '../../contract/session.ts';

/** Who may ask: an administrator, an organization (by the prefix of its extensions), or a user of one. */
export type Account = { id: number; name: string } & (
  | { role: Extract<Role, 'administrator'> }
  | { role: Extract<Role, 'organization'>; organization: string }
  | { role: Extract<Role, 'user'>; organization: string; extensions: readonly string[] }
);
