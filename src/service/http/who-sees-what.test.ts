import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { presenceSchema } from '../../contract/presence.ts';
import type { KnownAccount } from '../accounts/account.ts';
import { createAccounts } from '../accounts/account-store.ts';
import {
  ADMIN_TOKEN,
  bearer,
  provision,
  SIGNING_KEY,
  startService,
} from './running-service.rig.ts';

const ACCOUNTS: readonly KnownAccount[] = [
  {
    ...{ id: 3, name: 'Acme', role: 'organization', organization: '0003' },
    ...{ tokens: ['the-token-of-acme'], apps: [] },
  },
  {
    ...{ id: 12, name: 'Ann', role: 'user', organization: '0003', extensions: ['0003*210'] },
    ...{ tokens: ['the-token-of-ann-of-acme'], apps: [] },
  },
  {
    ...{ id: 13, name: 'Bob', role: 'user', organization: '0004', extensions: ['0004*210'] },
    ...{ tokens: [], apps: [] },
  },
];

/** What stands in the tables, short: the extensions that are listed, or the refusal. */
const OUTCOMES: Readonly<Record<string, unknown>> = {
  all: '0003*210 0003*211 0004*210',
  acme: '0003*210 0003*211',
  own: '0003*210',
  bob: '0004*210',
  '211': '0003*211',
  ext: '400 extension_invalid',
  user: '400 user_invalid',
  deny: '401 access_denied',
};

const EXTENSIONS = ['@self', '0003*210', '210', '0003*211', '0004*210', '0003*999', '@all'];

// One row for each userId, one column for each of EXTENSIONS.
const TABLES = {
  'the administrator (0)': {
    token: ADMIN_TOKEN,
    rows: `
      @me      all   own   ext   211   bob   ext   ext
      @viewer  all   own   ext   211   bob   ext   ext
      @owner   ext   own   ext   211   bob   ext   ext
      0        all   own   ext   211   bob   ext   ext
      3        acme  own   ext   211   ext   ext   ext
      12       own   own   ext   ext   ext   ext   ext
      13       bob   ext   ext   ext   bob   ext   ext
      99       user  user  user  user  user  user  user
      ann      user  user  user  user  user  user  user`,
  },
  'the organization Acme (3)': {
    token: 'the-token-of-acme',
    rows: `
      @me      acme  own   own   211   ext   ext   ext
      @viewer  acme  own   own   211   ext   ext   ext
      @owner   ext   own   own   211   ext   ext   ext
      0        deny  deny  deny  deny  deny  deny  deny
      3        acme  own   own   211   ext   ext   ext
      12       own   own   own   ext   ext   ext   ext
      13       deny  deny  deny  deny  deny  deny  deny
      99       deny  deny  deny  deny  deny  deny  deny
      ann      user  user  user  user  user  user  user`,
  },
  'the user Ann of Acme (12)': {
    token: 'the-token-of-ann-of-acme',
    rows: `
      @me      own   own   own   ext   ext   ext   ext
      @viewer  own   own   own   ext   ext   ext   ext
      @owner   ext   own   own   ext   ext   ext   ext
      0        deny  deny  deny  deny  deny  deny  deny
      3        deny  deny  deny  deny  deny  deny  deny
      12       own   own   own   ext   ext   ext   ext
      13       deny  deny  deny  deny  deny  deny  deny
      99       deny  deny  deny  deny  deny  deny  deny
      ann      user  user  user  user  user  user  user`,
  },
};

const refusalSchema = z.object({ error: z.object({ code: z.string() }) });

async function outcomeOf(response: Response): Promise<string> {
  if (response.ok) {
    const [{ entry }] = presenceSchema.parse(await response.json());
    return entry.map(({ extension }) => extension).join(' ');
  }
  const { error } = refusalSchema.parse(await response.json());
  return `${response.status} ${error.code}`;
}

describe.each(Object.entries(TABLES))('to %s', (_who, { token, rows }) => {
  const table = rows
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/ +/));

  it.each(table)('of the user %s is told: %s %s %s %s %s %s %s', async (userId, ...cells) => {
    const accounts = createAccounts({
      ...{ adminToken: ADMIN_TOKEN, key: SIGNING_KEY },
      accounts: ACCOUNTS,
    });
    const service = await startService({ accounts });
    provision(service, ['0003*210', '0003*211', '0004*210']);
    const told = EXTENSIONS.map(async (extension) => {
      const path = `/uapi/extensions/${userId}/${extension}/presence`;
      return outcomeOf(await service.ask(path, { headers: bearer(token) }));
    });
    expect(await Promise.all(told)).toEqual(cells.map((cell) => OUTCOMES[cell]));
  });
});
