import { describe, expect, it } from 'vitest';
import { ApiError } from '../../contract/errors.ts';
import type { Account } from './account.ts';
import { reachOf, resolvePath } from './reach.ts';

const OPERATOR: Account = { id: 1, name: 'Operator', role: 'administrator' };
const ACME: Account = { id: 3, name: 'Acme', role: 'organization', organization: '0003' };
const OTHER: Account = { id: 4, name: 'Other', role: 'organization', organization: '0004' };
const ANN: Account = {
  id: 12,
  name: 'Ann',
  role: 'user',
  organization: '0003',
  extensions: ['0003*210', '0004*7'],
};
const BOB: Account = {
  id: 13,
  name: 'Bob',
  role: 'user',
  organization: '0004',
  extensions: ['0004*210'],
};
const EXISTING = ['0003*210', '0003*211', '0004*7', '0004*210', '990'];
const lookup = {
  byId: (id: number) => [OPERATOR, ACME, OTHER, ANN, BOB].find((account) => account.id === id),
  has: (number: string) => EXISTING.includes(number),
};

/** What the path gives: the rule in short, the extensions by name, or the code of the refusal. */
function outcome(caller: Account, path: string) {
  const [userId = '', extension = ''] = path.split('/');
  try {
    const scope = resolvePath(caller, { userId, extension }, lookup);
    if (scope.kind === 'extensions') return scope.numbers.join(' ');
    return scope.kind === 'all' ? 'all' : `all of ${scope.organization}`;
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

describe('who sees what', () => {
  const table: [path: string, operator: string, acme: string, ann: string][] = [
    ['@me/@self', 'all', 'all of 0003', '0003*210 0004*7'],
    ['@viewer/@self', 'all', 'all of 0003', '0003*210 0004*7'],
    ['@owner/@self', 'extension_invalid', 'extension_invalid', 'extension_invalid'],
    // Its own extension, named in full and in short.
    ['@me/0003*210', '0003*210', '0003*210', '0003*210'],
    ['@viewer/0003*210', '0003*210', '0003*210', '0003*210'],
    ['@owner/0003*210', '0003*210', '0003*210', '0003*210'],
    ['@me/210', 'extension_invalid', '0003*210', '0003*210'],
    ['@owner/210', 'extension_invalid', '0003*210', '0003*210'],
    ['@me/990', '990', 'extension_invalid', 'extension_invalid'],
    // Somebody else's.
    ['@me/0003*211', '0003*211', '0003*211', 'extension_invalid'],
    ['@me/211', 'extension_invalid', '0003*211', 'extension_invalid'],
    ['@me/0004*210', '0004*210', 'extension_invalid', 'extension_invalid'],
    ['@owner/0004*210', '0004*210', 'extension_invalid', 'extension_invalid'],
    // Owned, though in another organization.
    ['@me/0004*7', '0004*7', 'extension_invalid', '0004*7'],
    // None that exists, or no number at all.
    ['@me/0003*999', 'extension_invalid', 'extension_invalid', 'extension_invalid'],
    ['@me/@all', 'extension_invalid', 'extension_invalid', 'extension_invalid'],
    ['@me/', 'extension_invalid', 'extension_invalid', 'extension_invalid'],
    ['@me/*', 'extension_invalid', 'extension_invalid', 'extension_invalid'],
    // Users by Id: oneself, a user, an organization, the administrator.
    ['12/@self', '0003*210 0004*7', '0003*210', '0003*210 0004*7'],
    ['12/0003*210', '0003*210', '0003*210', '0003*210'],
    ['12/0003*211', 'extension_invalid', 'extension_invalid', 'extension_invalid'],
    ['12/0004*7', '0004*7', 'extension_invalid', '0004*7'],
    ['13/@self', '0004*210', 'access_denied', 'access_denied'],
    ['13/0004*210', '0004*210', 'access_denied', 'access_denied'],
    ['3/@self', 'all of 0003', 'all of 0003', 'access_denied'],
    ['4/@self', 'all of 0004', 'access_denied', 'access_denied'],
    ['1/@self', 'all', 'access_denied', 'access_denied'],
    // An Id that no account has, and what is no Id.
    ['99/@self', 'user_invalid', 'access_denied', 'access_denied'],
    ['ann/@self', 'user_invalid', 'user_invalid', 'user_invalid'],
    ['@self/@self', 'user_invalid', 'user_invalid', 'user_invalid'],
    ['-1/@self', 'user_invalid', 'user_invalid', 'user_invalid'],
    ['1.0/@self', 'user_invalid', 'user_invalid', 'user_invalid'],
    ['/@self', 'user_invalid', 'user_invalid', 'user_invalid'],
  ];

  it.each(table)('of %s: administrator %s, organization %s, user %s', (path, ...outcomes) => {
    expect([OPERATOR, ACME, ANN].map((caller) => outcome(caller, path))).toEqual(outcomes);
  });

  it('is the same for @me and for no path at all', () => {
    for (const account of [OPERATOR, ACME, ANN]) {
      expect(resolvePath(account, { userId: '@me', extension: '@self' }, lookup)).toEqual(
        reachOf(account),
      );
    }
  });
});
