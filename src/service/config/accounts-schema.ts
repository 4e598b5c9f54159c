import * as z from 'zod/mini';
import { ROLES, type Role } from '../../contract/session.ts';
import type { KnownAccount } from '../accounts/account.ts';
import type { SecretReader } from './secret-text.ts';
import {
  extensionNumber,
  list,
  oneOf,
  organization,
  pattern,
  personalName,
  section,
  strongToken,
  text,
  wholeNumber,
} from './setting-values.ts';

const LARGEST_ID = 999_999_999;

/** OAuth 2.0 (RFC 6749 A.1) allows every printable character; these are the ones that need no escaping anywhere. */
export function appId(missing?: string) {
  const fault = 'is not the Id of an App. Give letters, digits, "_", ".", "@" or "-".';
  return pattern(/^[\w.@-]{1,100}$/, fault, missing);
}

/** The accounts of a configuration. */
export function accounts(readSecret: SecretReader) {
  const token = text((given) => strongToken(readSecret(given)));
  const app = section({ id: appId(), secret: token });
  const account = section({
    id: wholeNumber(1, LARGEST_ID, `Give a whole number from 1 to ${LARGEST_ID}.`),
    name: personalName,
    role: oneOf(Object.fromEntries(ROLES.map((role) => [role, role]))),
    organization: z.optional(organization),
    extensions: list(extensionNumber, 'is a list of extensions.'),
    tokens: list(token, 'is a list of tokens.'),
    apps: list(app, 'is a list of Apps, each with its id and its secret.'),
  });
  return list(z.pipe(account, z.transform(toAccount)), 'is a list with an entry for each account.');
}

type Written = {
  id: number;
  name: string;
  role: Role;
  organization?: string | undefined;
  extensions: string[];
  tokens: string[];
  apps: { id: string; secret: string }[];
};

/** Whether its role has what it needs is seen by account-agreement.ts, which tells it together with other faults. */
function toAccount({ organization = '', extensions, role, ...known }: Written): KnownAccount {
  switch (role) {
    case 'administrator':
      return { ...known, role };
    case 'organization':
      return { ...known, role, organization };
    case 'user':
      return { ...known, role, organization, extensions };
  }
}
