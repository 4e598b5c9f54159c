import { randomBytes } from 'node:crypto';
import { afterEach } from 'vitest';
import { XSRF_HEADER } from '../../contract/session.ts';
import type { Account } from '../accounts/account.ts';
import { type AccountStore, createAccounts } from '../accounts/account-store.ts';
import { createDirectory } from '../directory/directory.ts';
import { FakeClock } from '../fake-clock.ts';
import { type AppOptions, createApp } from './app.ts';
import { serve } from './serve.ts';

// The HTTP service for tests, on a real socket. Time is the test's, and everything is closed after each test.

export const ADMIN_TOKEN = 'the-start-token-of-a-test';
export const ACME_TOKEN = 'the-token-of-an-organization';
export const ANN_TOKEN = 'the-token-of-a-user';
export const NOW = '2026-11-23T14:30:00Z';

const ACME: Account = { id: 3, name: 'Acme', role: 'organization', organization: '0003' };
const ANN: Account = {
  id: 12,
  name: 'Ann',
  role: 'user',
  organization: '0003',
  extensions: ['0003*210'],
};

/** The administrator, an organization and one of its users. */
export function threeAccounts(): AccountStore {
  const administrators = createAccounts({ adminToken: ADMIN_TOKEN });
  const others = [
    { account: ACME, token: ACME_TOKEN },
    { account: ANN, token: ANN_TOKEN },
  ];
  const other = (id: number) => others.find(({ account }) => account.id === id);
  return {
    byToken: (token) =>
      administrators.byToken(token) ?? others.find((one) => one.token === token)?.account,
    byId: (id) => administrators.byId(id) ?? other(id)?.account,
    tokensOf: (id) => [
      ...administrators.tokensOf(id),
      ...(other(id) ? [other(id)?.token ?? ''] : []),
    ],
  };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

type StartOptions = Partial<AppOptions> & { now?: string };

/** Starts a service with an empty directory, unless told otherwise. `get` asks as the administrator. */
export async function startService({ now = NOW, ...options }: StartOptions = {}) {
  const clock = new FakeClock(Date.parse(now));
  const directory = createDirectory({ clock });
  const logged: unknown[] = [];
  const note = (fields: object, message: string) => logged.push({ ...fields, message });
  const app = createApp({
    directory,
    accounts: threeAccounts(),
    sessionKey: randomBytes(32),
    organizationNames: () => ({}),
    health: () => ({
      source: { kind: 'registrar', asOfMs: clock.now(), sinceMs: clock.now(), error: null },
      storageFault: null,
      fleet: 0,
      version: '0.0.0',
      configurationFaults: [],
    }),
    dashboard: new Map(),
    clock,
    log: { debug: note, info: note, warn: note, error: note },
    ...options,
  });
  const { url, port, close } = await serve({ fetch: app.fetch, host: '127.0.0.1', port: 0 });
  closing.push(close);
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init });
  const get = (path: string, init: RequestInit = {}) =>
    ask(path, { ...init, headers: { ...bearer(ADMIN_TOKEN), ...init.headers } });
  return { url, port, clock, directory, logged, ask, get, close };
}

export type RunningService = Awaited<ReturnType<typeof startService>>;

/** Puts extensions into the directory, without a name, in need of a registration. */
export function provision({ directory }: RunningService, numbers: readonly string[]): void {
  directory.provision(numbers.map((number) => ({ number, name: '', static: false })));
}

export function bearer(token: string) {
  return { Authorization: `Bearer ${token}` };
}

/** Signs in, and gives what a browser would send from then on. */
export async function signIn(
  { ask }: RunningService,
  token = ADMIN_TOKEN,
  headers: Record<string, string> = {},
) {
  const body = JSON.stringify({ token });
  const response = await ask('/session', { method: 'POST', body, headers });
  return { response, headers: browserHeaders(response) };
}

/** The headers that a page of ours sends after it was given these cookies. */
export function browserHeaders(response: Response): Record<string, string> {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const xsrf = pairs.find((pair) => pair.startsWith('xsrf-token='))?.split('=')[1] ?? '';
  return { Cookie: pairs.join('; '), [XSRF_HEADER]: xsrf };
}
