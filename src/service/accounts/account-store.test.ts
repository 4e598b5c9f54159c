import { expect, it } from 'vitest';
import type { KnownAccount } from './account.ts';
import { createAccounts } from './account-store.ts';

const KEY = new Uint8Array(32).fill(7);
const ADMIN_TOKEN = 'the-start-token-of-a-test';
const ANN: KnownAccount = {
  ...{ id: 12, name: 'Ann', role: 'user', organization: '0003', extensions: ['0003*210'] },
  tokens: ['anns-token-of-a-test', 'another-token-of-anns'],
  apps: [{ id: 'app', secret: 'the-secret-of-an-app' }],
};

const storeWith = (accounts: readonly KnownAccount[], key = KEY) =>
  createAccounts({ adminToken: ADMIN_TOKEN, key, accounts });

it('knows an account by each of its tokens and Apps', () => {
  const store = storeWith([ANN]);
  expect(store.withToken('anns-token-of-a-test')?.account.id).toBe(12);
  expect(store.withToken('another-token-of-anns')?.account.id).toBe(12);
  expect(store.withApp({ id: 'app', secret: 'the-secret-of-an-app' })?.account.id).toBe(12);
  expect(store.byId(12)?.name).toBe('Ann');
});

it('gives out nothing of an account that it is known by', () => {
  expect(storeWith([ANN]).byId(12)).toEqual({
    ...{ id: 12, name: 'Ann', role: 'user', organization: '0003', extensions: ['0003*210'] },
  });
});

it.each([
  ['a token of nobody', (store: ReturnType<typeof storeWith>) => store.withToken('nobodys-token')],
  ['no token', (store: ReturnType<typeof storeWith>) => store.withToken('')],
  [
    'an App with another secret',
    (store: ReturnType<typeof storeWith>) => store.withApp({ id: 'app', secret: 'a-guess' }),
  ],
  [
    "an App's secret as a token",
    (store: ReturnType<typeof storeWith>) => store.withToken('the-secret-of-an-app'),
  ],
])('knows nobody by %s', (_what, look) => {
  expect(look(storeWith([ANN]))).toBeUndefined();
});

it('has an administrator with Id 0 whatever else is configured', () => {
  const store = storeWith([ANN]);
  expect(store.withToken(ADMIN_TOKEN)?.account).toEqual({
    ...{ id: 0, name: 'Administrator', role: 'administrator' },
  });
  store.change([]);
  expect(store.withToken(ADMIN_TOKEN)?.account.id).toBe(0);
});

it('signs a configured administrator in with the start token, when it is theirs too', () => {
  const tokens = [ADMIN_TOKEN];
  const store = storeWith([{ id: 1, name: 'Operator', role: 'administrator', tokens, apps: [] }]);
  expect(store.withToken(ADMIN_TOKEN)?.account.id).toBe(1);
  expect(store.byId(0)?.name).toBe('Administrator');
});

it('finds a credential by its mark for as long as it is good', () => {
  const store = storeWith([ANN]);
  const mark = store.withToken('anns-token-of-a-test')?.mark ?? '';
  expect(store.withMark(mark)?.account.id).toBe(12);
  expect(storeWith([ANN]).withMark(mark)?.account.id).toBe(12);
  expect(storeWith([ANN], new Uint8Array(32)).withMark(mark)).toBeUndefined();
  store.change([{ ...ANN, tokens: ['another-token-of-anns'] }]);
  expect(store.withMark(mark)).toBeUndefined();
  expect(store.withToken('another-token-of-anns')?.account.id).toBe(12);
});

it('makes marks that hold nothing of the secret', () => {
  const { mark } = storeWith([ANN]).withToken('anns-token-of-a-test') ?? { mark: '' };
  expect(mark).toMatch(/^[\w-]{43}$/);
});
