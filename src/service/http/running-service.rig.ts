import { afterEach } from 'vitest';
import { XSRF_HEADER } from '../../contract/session.ts';
import type { KnownAccount } from '../accounts/account.ts';
import { type AccountStore, createAccounts } from '../accounts/account-store.ts';
import { openWallLinks } from '../accounts/wall-links.ts';
import { openSilences } from '../alerts/silences.ts';
import type { Certificate } from '../certificate.ts';
import { type Database, openMemoryDatabase } from '../database.ts';
import { createDirectory } from '../directory/directory.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { openEmbeddedJournal } from '../journal/embedded-journal.ts';
import { watchDirectory } from '../watch/directory-watch.ts';
import { type AppOptions, createApp } from './app.ts';
import type { HttpLimits } from './limits.ts';
import { serve } from './serve.ts';

// The HTTP service for tests, on a real socket. Time is the test's, and everything is closed after each test.

export const ADMIN_TOKEN = 'the-start-token-of-a-test';
export const ACME_TOKEN = 'the-token-of-an-organization';
export const ANN_TOKEN = 'the-token-of-a-user';
export const NOW = '2026-11-23T14:30:00Z';

const ACME: KnownAccount = {
  ...{ id: 3, name: 'Acme', role: 'organization', organization: '0003' },
  tokens: [ACME_TOKEN],
  apps: [{ id: 'acme-app', secret: 'the-secret-of-an-app' }],
};
const ANN: KnownAccount = {
  ...{ id: 12, name: 'Ann', role: 'user', organization: '0003', extensions: ['0003*210'] },
  tokens: [ANN_TOKEN],
  apps: [],
};

/** The same in every service of a test, so that one takes what another has signed. */
export const SIGNING_KEY = new Uint8Array(32).fill(7);

/** The administrator, an organization and one of its users. */
export function threeAccounts(): AccountStore {
  return createAccounts({ adminToken: ADMIN_TOKEN, key: SIGNING_KEY, accounts: [ACME, ANN] });
}

/** What a request with a JSON body says of it. */
export const JSON_TYPE = { 'Content-Type': 'application/json' };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

type StartOptions = Partial<AppOptions> & {
  now?: string;
  database?: Database;
  limits?: Partial<HttpLimits>;
  certificate?: Certificate;
};

/** Starts a service with an empty directory, unless told otherwise. `get` asks as the administrator. */
export async function startService({
  now = NOW,
  database = openMemoryDatabase(),
  accounts = threeAccounts(),
  limits = {},
  certificate,
  ...options
}: StartOptions = {}) {
  const clock = new FakeClock(Date.parse(now));
  const directory = createDirectory({ clock });
  const watch = watchDirectory({ directory, clock });
  const logged: unknown[] = [];
  const note = (fields: object, message: string) => logged.push({ ...fields, message });
  const app = createApp({
    directory,
    accounts,
    wallLinks: openWallLinks({ database, key: SIGNING_KEY, accountOf: accounts.byId, clock }),
    alerts: {
      silences: openSilences({ database, accountOf: accounts.byId, clock, watch }),
      webhooks: { countFor: () => 1, test: async () => ({ deliveries: [] }) },
    },
    journal: openEmbeddedJournal(database),
    signingKey: SIGNING_KEY,
    organizationNames: () => ({}),
    health: () => ({
      source: {
        kind: 'registrar',
        asOfMs: clock.now(),
        sinceMs: clock.now(),
        reason: null,
        error: null,
      },
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
  const { url, port, close } = await serve({
    ...{ fetch: app.fetch, host: '127.0.0.1', port: 0, limits, certificate },
  });
  closing.push(close);
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init });
  const get = (path: string, init: RequestInit = {}) =>
    ask(path, { ...init, headers: { ...bearer(ADMIN_TOKEN), ...init.headers } });
  const { routes } = app;
  return { url, port, clock, directory, routes, logged, ask, get, close };
}

export type RunningService = Awaited<ReturnType<typeof startService>>;

/** Puts extensions into the directory, without a name, in need of a registration. */
export function provision(
  { directory }: Pick<RunningService, 'directory'>,
  numbers: readonly string[],
): void {
  directory.provision(numbers.map((number) => ({ number, name: '', static: false })));
}

export function bearer(token: string) {
  return { Authorization: `Bearer ${token}` };
}

/** A body with the byte order mark that it begins with, which `text()` takes away. */
export async function textWithMark(response: Response): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
}

/** Signs in, and gives what a browser would send from then on. */
export async function signIn(
  { ask }: RunningService,
  token = ADMIN_TOKEN,
  headers: Record<string, string> = {},
) {
  const body = JSON.stringify({ token });
  const response = await ask('/session', {
    method: 'POST',
    body,
    headers: { ...JSON_TYPE, ...headers },
  });
  return { response, headers: browserHeaders(response) };
}

/** The headers that a page of ours sends after it was given these cookies. */
export function browserHeaders(response: Response): Record<string, string> {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const xsrf = pairs.find((pair) => pair.startsWith('xsrf-token='))?.split('=')[1] ?? '';
  return { Cookie: pairs.join('; '), [XSRF_HEADER]: xsrf };
}
