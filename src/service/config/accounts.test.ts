import { describe, expect, it } from 'vitest';
import { readConfiguration } from './read-configuration.ts';

type Given = { environment?: Record<string, string>; files?: Record<string, string> };

/** What a configuration file in /etc says, or its faults without the file's name. */
function read(yaml: string, { environment = {}, files = {} }: Given = {}) {
  const argv = ['--config', 'etc/rollcall.yaml'];
  const all: Record<string, string> = { ...files, 'etc/rollcall.yaml': yaml };
  const outcome = readConfiguration({ argv, environment, read: (path) => all[path] });
  return outcome.kind === 'faults'
    ? { faults: outcome.faults.map((fault) => fault.replaceAll('etc/rollcall.yaml:', '')) }
    : { accounts: outcome.configuration.accounts, secret: outcome.configuration.secret };
}

const TOKENS = 'tokens: [a-token-of-16-or-more]';

describe('accounts', () => {
  it('are an administrator, an organization and a user, with tokens and Apps', () => {
    const { accounts } = read(`
accounts:
  - { id: 1, name: Operator, role: administrator, ${TOKENS}, apps: [{ id: my-app, secret: a-secret-of-16-or-more }] }
  - { id: 3, name: Acme, role: organization, organization: "0003" }
  - { id: 12, name: Ann, role: user, organization: 0003, extensions: ["0003*210"] }`);
    expect(accounts).toEqual([
      {
        ...{ id: 1, name: 'Operator', role: 'administrator' },
        tokens: ['a-token-of-16-or-more'],
        apps: [{ id: 'my-app', secret: 'a-secret-of-16-or-more' }],
      },
      {
        ...{ id: 3, name: 'Acme', role: 'organization', organization: '0003' },
        ...{ tokens: [], apps: [] },
      },
      {
        ...{ id: 12, name: 'Ann', role: 'user', organization: '0003', extensions: ['0003*210'] },
        ...{ tokens: [], apps: [] },
      },
    ]);
  });

  it('take their secrets from the environment and from files beside the configuration', () => {
    const { accounts, secret } = read(
      `
secret: file:shared-secret
accounts:
  - { id: 1, name: A, role: administrator, tokens: ["env:MY_TOKEN"], apps: [{ id: a, secret: "file:app-secret" }] }`,
      {
        environment: { MY_TOKEN: 'a-token-from-the-environment' },
        files: {
          'etc/app-secret': 'a-secret-from-a-file\n',
          'etc/shared-secret': 'a-secret-that-all-services-are-given',
        },
      },
    );
    expect(accounts?.[0]?.tokens).toEqual(['a-token-from-the-environment']);
    expect(accounts?.[0]?.apps).toEqual([{ id: 'a', secret: 'a-secret-from-a-file' }]);
    expect(secret).toBe('a-secret-that-all-services-are-given');
  });

  it.each([
    ['accounts: Ann', '1 accounts: is a list with an entry for each account.'],
    [
      'accounts: [{ id: 0, name: A, role: administrator }]',
      '1 accounts[0].id: "0" is not right. Give a whole number from 1 to 999999999.',
    ],
    [
      'accounts: [{ id: 1, name: A, role: boss }]',
      '1 accounts[0].role: "boss" is not right. Give administrator, organization or user.',
    ],
    [
      'accounts: [{ id: 1, name: A, role: organization }]',
      '1 accounts[0].organization: is missing. Give the digits before the *, for example "0003".',
    ],
    [
      'accounts: [{ id: 1, name: A, role: organization, organization: Acme }]',
      '1 accounts[0].organization: is not an organization. Give its digits, for example "0003".',
    ],
    [
      'accounts: [{ id: 1, name: A, role: administrator, organization: "3" }]',
      '1 accounts[0].organization: is never used: an administrator sees every organization. Leave it out.',
    ],
    [
      'accounts: [{ id: 1, name: A, role: user, organization: "3" }]',
      '1 accounts[0].extensions: is missing. Give the extensions that the user owns.',
    ],
    [
      'accounts: [{ id: 1, name: A, role: user, organization: "3", extensions: [210] }]',
      '1 accounts[0].extensions[0]: is not an extension. Give organization*extension in digits, for example 0003*210.',
    ],
    [
      'accounts: [{ id: 1, name: A, role: administrator, extensions: [3*1] }]',
      '1 accounts[0].extensions: is never used: only a user owns extensions. Leave it out.',
    ],
    [
      'accounts: [{ id: 1, name: A, role: administrator, tokens: [short] }]',
      '1 accounts[0].tokens[0]: give at least 16 letters, digits, "_", "." or "-".',
    ],
    [
      'accounts: [{ id: 1, name: A, role: administrator, apps: [{ id: a b, secret: a-secret-of-16-or-more }] }]',
      '1 accounts[0].apps[0].id: is not the Id of an App. Give letters, digits, "_", ".", "@" or "-".',
    ],
    [
      'accounts: [{ id: 1, name: A, role: administrator, tokens: ["env:NONE"] }]',
      "1 accounts[0].tokens[0]: is to come from the environment's NONE, which is not set.",
    ],
  ])('refuse %s', (yaml, fault) => {
    expect(read(yaml)).toEqual({ faults: [fault] });
  });

  it('do not share an Id, a token or an App, however the token is given', () => {
    const yaml = `
accounts:
  - { id: 1, name: A, role: administrator, ${TOKENS}, apps: [{ id: a, secret: a-secret-of-16-or-more }] }
  - { id: 1, name: B, role: administrator, tokens: ["env:SAME"], apps: [{ id: a, secret: b-secret-of-16-or-more }] }`;
    expect(read(yaml, { environment: { SAME: 'a-token-of-16-or-more' } })).toEqual({
      faults: [
        '4 accounts[1].id: is the Id of 3 accounts[0].id again. Every account has its own.',
        '4 accounts[1].tokens[0]: is the token of 3 accounts[0].tokens[0] again. Keep one.',
        '4 accounts[1].apps[0].id: is the App of 3 accounts[0].apps[0].id again. Keep one.',
      ],
    });
  });
});
