import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import type { KnownAccount } from './account.ts';
import { type AccountStore, createAccounts } from './account-store.ts';
import { createIssuedTokens, type IssuedTokens } from './issued-tokens.ts';
import { createSessions } from './sessions.ts';

const KEY = new Uint8Array(32).fill(7);
const APP = { id: 'app', secret: 'the-secret-of-an-app' };
const ACME: KnownAccount = {
  ...{ id: 3, name: 'Acme', role: 'organization', organization: '0003' },
  ...{ tokens: [], apps: [APP] },
};

let clock: FakeClock;
let accounts: AccountStore;
let tokens: IssuedTokens;

beforeEach(() => {
  clock = new FakeClock();
  accounts = createAccounts({ adminToken: 'start', key: KEY, accounts: [ACME] });
  tokens = createIssuedTokens({ key: KEY, accounts, clock });
});

function credential() {
  const found = accounts.withApp(APP);
  if (!found) throw new Error('The App is configured.');
  return found;
}

describe('an issued token', () => {
  it('is taken by every service with the same key, for two hours', async () => {
    const token = await tokens.issue(credential());
    expect(token).toMatch(/^[A-Za-z0-9_.-]{10,}$/);
    const other = createIssuedTokens({
      key: KEY,
      accounts: createAccounts({ adminToken: 'another', key: KEY, accounts: [ACME] }),
      clock,
    });
    clock.advance(7_199_000);
    expect(await tokens.read(token)).toMatchObject({ account: { id: 3 } });
    expect(await other.read(token)).toMatchObject({ account: { id: 3 } });
    clock.advance(1_000);
    expect(await tokens.read(token)).toBe('ended');
  });

  it('is never the same twice', async () => {
    expect(await tokens.issue(credential())).not.toBe(await tokens.issue(credential()));
  });

  it('ends with its App', async () => {
    const token = await tokens.issue(credential());
    accounts.change([{ ...ACME, apps: [{ ...APP, secret: 'another-secret-of-it' }] }]);
    expect(await tokens.read(token)).toBe('ended');
  });

  it('does not pass to another account that is given the same App', async () => {
    const token = await tokens.issue(credential());
    accounts.change([{ ...ACME, id: 4 }]);
    expect(await tokens.read(token)).toBe('ended');
  });

  it.each([
    ['is no token', async () => 'nonsense'],
    ['is empty', async () => ''],
    ['is signed with another key', () => sign(new Uint8Array(32), 'HS256')],
    ['is signed in another way', () => sign(new Uint8Array(64).fill(7), 'HS512')],
    ['is a session', async () => (await sessions().begin(credential())).cookie],
    ['was changed', async () => (await tokens.issue(credential())).replace(/\.\w/, '.A')],
  ])('is none of ours when it %s', async (_what, make) => {
    expect(await tokens.read(await make())).toBe('foreign');
  });
});

const sessions = () => createSessions({ key: KEY, withMark: accounts.withMark, clock });

function sign(key: Uint8Array, alg: string): Promise<string> {
  return new SignJWT({ sub: '3', mark: credential().mark })
    .setProtectedHeader({ alg })
    .setAudience('rollcall-token')
    .setExpirationTime(Math.floor(clock.now() / 1000) + 60)
    .sign(key);
}
