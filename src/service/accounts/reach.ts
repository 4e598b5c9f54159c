import { ApiError } from '../../contract/errors.ts';
import { covers, type Scope } from '../directory/scope.ts';
import type { Account } from './account.ts';

/** The two parts of the path `/uapi/extensions/{userId}/{extension}/presence`, decoded. */
export type PresencePath = { userId: string; extension: string };

/** What a path is looked up in: the accounts, and the extensions that exist. */
export type Lookup = {
  byId(id: number): Account | undefined;
  has(number: string): boolean;
};

/** Every extension that an account may see. */
export function reachOf(account: Account): Scope {
  switch (account.role) {
    case 'administrator':
      return { kind: 'all' };
    case 'organization':
      return { kind: 'organization', organization: account.organization };
    case 'user':
      return { kind: 'extensions', numbers: account.extensions };
  }
}

/**
 * The extensions that a path means to its caller. Throws ApiError: `user_invalid` for what is no user,
 * `access_denied` for a user whom the caller may not read, and `extension_invalid` for an extension that does not
 * exist or is out of reach, which must not be told apart.
 */
export function resolvePath(caller: Account, path: PresencePath, lookup: Lookup): Scope {
  const reach = reachOfUser(caller, path.userId, lookup);
  if (path.extension === '@self') {
    // The owner is found by the extension, so there is none of every extension.
    if (path.userId === '@owner') throw new ApiError('extension_invalid');
    return reach;
  }
  const number = extendedNumber(caller, path.extension);
  if (!covers(reach, number) || !lookup.has(number)) throw new ApiError('extension_invalid');
  return { kind: 'extensions', numbers: [number] };
}

function reachOfUser(caller: Account, userId: string, { byId }: Lookup): Scope {
  // An owner owns what is in its caller's reach, or the caller may not know of the extension at all.
  if (['@me', '@viewer', '@owner'].includes(userId)) return reachOf(caller);
  if (!/^\d+$/.test(userId)) throw new ApiError('user_invalid');
  const user = Number(userId) === caller.id ? caller : byId(Number(userId));
  if (user === caller) return reachOf(caller);
  if (caller.role === 'administrator') {
    if (!user) throw new ApiError('user_invalid');
    return reachOf(user);
  }
  if (caller.role === 'organization' && user?.role === 'user') {
    if (user.organization === caller.organization) return sharedReach(caller, user.extensions);
  }
  throw new ApiError('access_denied');
}

/** A user may own an extension outside its organization; the organization does not see it through the user. */
function sharedReach(caller: Account, numbers: readonly string[]): Scope {
  const reach = reachOf(caller);
  return { kind: 'extensions', numbers: numbers.filter((number) => covers(reach, number)) };
}

/** The short form `210` is an extension of the caller's own organization. */
function extendedNumber(caller: Account, extension: string): string {
  if (extension.includes('*') || caller.role === 'administrator') return extension;
  return `${caller.organization}*${extension}`;
}
