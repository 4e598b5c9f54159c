import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokenSchema } from '../contract/token.ts';
import { startReceiver } from './alerts/test-receiver.rig.ts';
import type { Certificate } from './certificate.ts';
import type { Configuration } from './config/configuration.ts';
import { FakeClock } from './fake-clock.rig.ts';
import { askOverTls } from './https-client.rig.ts';
import { type Rollcall, startRollcall } from './rollcall.ts';
import { FIRST, SECOND } from './test-certificates.rig.ts';

const HTTP: Configuration['http'] = {
  host: '127.0.0.1',
  port: 0,
  insecure: false,
  trustedProxies: [],
  frameAncestors: [],
  corsOrigins: [],
  tls: undefined,
};
const SIP: Configuration['sip'] = {
  host: '127.0.0.1',
  port: 0,
  realm: 'rollcall',
  digest: 'md5',
  tls: undefined,
};
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

let dataDir: string;
let clock: FakeClock;
let running: Rollcall[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rollcall-'));
  clock = new FakeClock();
  running = [];
});

afterEach(async () => {
  for (const rollcall of running) await rollcall.close();
  rmSync(dataDir, { recursive: true });
});

function configurationWith(given: Partial<Configuration> = {}): Configuration {
  return {
    http: HTTP,
    sip: SIP,
    dataDir,
    source: 'registrar',
    unifiedApi: undefined,
    fleet: 0,
    adminToken: undefined,
    secret: undefined,
    accounts: [],
    webhooks: [],
    extensions: [{ number: '0003*299', name: 'Front door', static: true }],
    organizations: { '0003': 'Acme' },
    emptyAs: 204,
    forgetAfterDays: 7,
    ...given,
  };
}

async function start(given?: Partial<Configuration>): Promise<Rollcall> {
  const rollcall = await startRollcall(configurationWith(given), {
    clock,
    log: SILENT,
    fetch,
    dashboard: new Map(),
    configurationFaults: () => ['rollcall.yaml:1 fleet: "x" is not right.'],
  });
  running.push(rollcall);
  return rollcall;
}

function clockWithoutCancelling(): FakeClock {
  const faulty = new FakeClock();
  faulty.after = () => () => {
    throw new Error('No timer can be taken back.');
  };
  return faulty;
}

async function ask({ url, adminToken }: Rollcall, path: string): Promise<unknown> {
  const headers = { Authorization: `Bearer ${adminToken}` };
  return (await fetch(`${url}${path}`, { headers })).json();
}

/** The common name in the certificate that a port shows to who trusts a certificate. */
async function shownAt(port: number | undefined, { cert: ca }: Certificate): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, ca });
  await once(socket, 'secureConnect');
  const { CN } = socket.getPeerCertificate().subject;
  socket.destroy();
  return String(CN);
}

const EVERY_EXTENSION = '/uapi/extensions/@me/@self/presence';

describe('startRollcall', () => {
  it('answers for the configured extensions, and takes a changed configuration while it runs', async () => {
    const rollcall = await start();
    expect(await ask(rollcall, EVERY_EXTENSION)).toMatchObject([
      {
        totalResults: 1,
        entry: [{ extension: '0003*299', registration: [{ registration: '2' }] }],
      },
    ]);
    const extensions = [{ number: '0003*300', name: 'Bob', password: 'b', static: false }];
    rollcall.change(configurationWith({ extensions, organizations: { '0003': 'Acme & Sons' } }));
    expect(await ask(rollcall, EVERY_EXTENSION)).toMatchObject([
      { totalResults: 1, entry: [{ extension: '0003*300' }] },
    ]);
    expect(await ask(rollcall, '/directory/names')).toEqual({
      extensions: { '0003*300': 'Bob' },
      organizations: { '0003': 'Acme & Sons' },
    });
  });

  it('takes accounts that are configured while it runs, and lets those go that are not any more', async () => {
    const rollcall = await start();
    const presence = (token: string) =>
      fetch(`${rollcall.url}${EVERY_EXTENSION}`, { headers: { Authorization: `Bearer ${token}` } });
    const token = 'a-token-of-16-or-more';
    expect((await presence(token)).status).toBe(401);
    const acme = { id: 3, name: 'Acme', role: 'organization', organization: '0003' } as const;
    rollcall.change(configurationWith({ accounts: [{ ...acme, tokens: [token], apps: [] }] }));
    expect((await presence(token)).status).toBe(200);
    rollcall.change(configurationWith());
    expect((await presence(token)).status).toBe(401);
    expect((await presence(rollcall.adminToken)).status).toBe(200);
  });

  it('tries the webhooks that are configured while it runs', async () => {
    const { url, host, received } = await startReceiver({ secret: 'a-secret-of-16-or-more' });
    const rollcall = await start();
    expect(await ask(rollcall, '/alerts')).toEqual({ silences: [], webhooks: 0 });
    rollcall.change(configurationWith({ webhooks: [{ url, secret: 'a-secret-of-16-or-more' }] }));
    expect(await ask(rollcall, '/alerts')).toEqual({ silences: [], webhooks: 1 });
    const headers = { Authorization: `Bearer ${rollcall.adminToken}` };
    const tried = await fetch(`${rollcall.url}/alerts/test`, { method: 'POST', headers });
    expect(await tried.json()).toEqual({ deliveries: [{ host, status: 200, error: null }] });
    expect(received).toMatchObject([{ isGenuine: true, message: { kind: 'test' } }]);
  });

  it('takes the tokens that another service with the same secret has issued', async () => {
    const app = { id: 'my-app', secret: 'a-secret-of-16-or-more' };
    const operator = { id: 1, name: 'Operator', role: 'administrator' } as const;
    const shared = {
      secret: 'a-secret-that-all-services-are-given',
      accounts: [{ ...operator, tokens: [], apps: [app] }],
    };
    const one = await start(shared);
    const other = await start({ ...shared, dataDir: join(dataDir, 'other') });
    const stranger = await start({ ...shared, secret: undefined, dataDir: join(dataDir, 'third') });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: app.id,
      client_secret: app.secret,
    });
    const issued = await fetch(`${one.url}/oauth/token.php`, { method: 'POST', body });
    const { access_token: token } = tokenSchema.parse(await issued.json());
    const statusAt = async ({ url }: Rollcall) =>
      (await fetch(`${url}${EVERY_EXTENSION}`, { headers: { Authorization: `Bearer ${token}` } }))
        .status;
    expect(await Promise.all([one, other, stranger].map(statusAt))).toEqual([200, 200, 401]);
  });

  it('serves HTTPS and SIP over TLS, and shows other certificates while it runs', async () => {
    const withCertificate = (tls: Certificate) => ({
      http: { ...HTTP, tls },
      sip: { ...SIP, tls: { ...tls, port: 0 } },
    });
    const { url, sip, change } = await start(withCertificate(FIRST));
    expect(url).toMatch(/^https:/);
    const shownTo = async (trusted: Certificate) => {
      const { status, shown } = await askOverTls(`${url}/health`, trusted);
      return { status, overHttp: shown, overSip: await shownAt(sip?.tlsPort, trusted) };
    };
    const first = { status: 200, overHttp: 'first.test', overSip: 'first.test' };
    expect(await shownTo(FIRST)).toEqual(first);
    change(configurationWith(withCertificate(SECOND)));
    const second = { status: 200, overHttp: 'second.test', overSip: 'second.test' };
    expect(await shownTo(SECOND)).toEqual(second);
  });

  it('says on /health how it is, and why a changed configuration was refused', async () => {
    expect(await ask(await start(), '/health')).toMatchObject({
      status: 'ok',
      source: { kind: 'registrar', error: null },
      fleet: 0,
      configuration: { faults: ['rollcall.yaml:1 fleet: "x" is not right.'] },
    });
  });

  it('keeps its token over a restart, unless another one is configured', async () => {
    const first = await start();
    await first.close();
    const second = await start();
    expect(second.adminToken).toBe(first.adminToken);
    await second.close();
    const third = await start({ adminToken: 'a-token-of-16-or-more' });
    expect(third.adminToken).toBe('a-token-of-16-or-more');
  });

  it('gives out addresses that can be connected to when it listens on all of them', async () => {
    const rollcall = await start({
      http: { ...HTTP, host: '0.0.0.0', insecure: true },
      sip: { ...SIP, host: '0.0.0.0' },
    });
    expect(rollcall.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(rollcall.sip?.host).toBe('127.0.0.1');
  });

  it('leaves nothing open when a port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(start({ http: { ...HTTP, port }, fleet: 8 })).rejects.toThrow(
      `127.0.0.1:${port} is taken by another program. Choose another port with --http-port; 0 takes a free one.`,
    );
    other.close();
    expect(clock.waiting).toBe(0);
    // The data directory is free again, too: only one Rollcall may have it.
    expect((await start()).url).not.toBe('');
  });

  it('closes the rest, too, when something cannot be closed', async () => {
    clock = clockWithoutCancelling();
    const { url, close } = await start();
    running = [];
    await expect(close()).rejects.toThrow('No timer can be taken back.');
    await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
    // Only one Rollcall may have the data directory.
    clock = new FakeClock();
    expect((await start()).url).not.toBe('');
  });

  it('says why it cannot start, also when something cannot be closed for it', async () => {
    clock = clockWithoutCancelling();
    const elsewhere = { ...HTTP, host: '192.0.2.1', insecure: true };
    await expect(start({ http: elsewhere })).rejects.toThrow(
      '192.0.2.1 is not an address of this machine. Choose one with --http-host.',
    );
    clock = new FakeClock();
    expect((await start()).url).not.toBe('');
  });

  it('leaves no timer behind when it is closed, and may be closed twice', async () => {
    const rollcall = await start({ fleet: 8 });
    expect(clock.waiting).toBeGreaterThan(0);
    await rollcall.close();
    await rollcall.close();
    expect(clock.waiting).toBe(0);
  });
});
