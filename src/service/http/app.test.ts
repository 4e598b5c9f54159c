import { describe, expect, it } from 'vitest';
import { healthSchema } from '../../contract/health.ts';
import { namesSchema } from '../../contract/names.ts';
import type { SourceHealth } from '../sources/registration-source.ts';
import type { HealthReport } from './health-route.ts';
import {
  ACME_TOKEN,
  ADMIN_TOKEN,
  ANN_TOKEN,
  bearer,
  NOW,
  startService,
} from './running-service.rig.ts';

const NOW_MS = Date.parse(NOW);

describe('/directory/names', () => {
  const organizationNames = () => ({ '0003': 'Acme', '0004': 'Other' });
  const named = (number: string, name: string) => ({ number, name, static: false });

  async function startWithNames() {
    const service = await startService({ organizationNames });
    service.directory.provision([
      named('0003*210', 'Ann, reception'),
      named('0003*211', 'Bob'),
      named('0003*212', ''),
      named('0004*210', 'Cecilia'),
    ]);
    return service;
  }

  it('tells an administrator every name that there is', async () => {
    const { get } = await startWithNames();
    const response = await get('/directory/names');
    expect(response.headers.get('Cache-Control')).toBe('no-cache, private');
    expect(namesSchema.parse(await response.json())).toEqual({
      extensions: { '0003*210': 'Ann, reception', '0003*211': 'Bob', '0004*210': 'Cecilia' },
      organizations: { '0003': 'Acme', '0004': 'Other' },
    });
  });

  it.each([
    ['an organization', ACME_TOKEN, { '0003*210': 'Ann, reception', '0003*211': 'Bob' }],
    ['a user', ANN_TOKEN, { '0003*210': 'Ann, reception' }],
  ])('tells %s the names of what it may see', async (_who, token, extensions) => {
    const { ask } = await startWithNames();
    const response = await ask('/directory/names', { headers: bearer(token) });
    expect(await response.json()).toEqual({ extensions, organizations: { '0003': 'Acme' } });
  });

  it('tells nobody else', async () => {
    const { ask } = await startWithNames();
    expect((await ask('/directory/names')).status).toBe(401);
  });
});

describe('/health', () => {
  const GOOD: SourceHealth = {
    kind: 'registrar',
    asOfMs: NOW_MS,
    sinceMs: NOW_MS - 60_000,
    reason: null,
    error: null,
  };
  const FAULTS = ['sip.port: 70000 is no port.', 'dataDir: is missing.'];
  const startWithHealth = (
    source: SourceHealth,
    storageFault: HealthReport['storageFault'] = null,
  ) =>
    startService({
      health: () => ({
        source,
        storageFault,
        fleet: 128,
        version: '0.1.0',
        configurationFaults: FAULTS,
      }),
    });

  it('tells anybody how things are', async () => {
    const response = await (await startWithHealth(GOOD)).ask('/health');
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(healthSchema.parse(await response.json())).toEqual({
      status: 'ok',
      source: {
        kind: 'registrar',
        asOf: '2026-11-23T14:30:00Z',
        since: '2026-11-23T14:29:00Z',
        reason: null,
        error: null,
      },
      storage: { error: null, since: null },
      fleet: 128,
      version: '0.1.0',
      configuration: { faults: ['2 faults, told in the log and to administrators.'] },
    });
  });

  it('tells the faults of a configuration to administrators alone, and shuts nobody out', async () => {
    const { ask } = await startWithHealth(GOOD);
    const faultsFor = async (token: string) => {
      const response = await ask('/health', { headers: bearer(token) });
      expect(response.status).toBe(200);
      return healthSchema.parse(await response.json()).configuration.faults;
    };
    const counted = ['2 faults, told in the log and to administrators.'];
    expect(await faultsFor(ADMIN_TOKEN)).toEqual(FAULTS);
    expect(await faultsFor(ACME_TOKEN)).toEqual(counted);
    for (let n = 0; n < 30; n += 1) expect(await faultsFor(`guess-${n}`)).toEqual(counted);
  });

  it('is 503 while the source does not answer, and says why', async () => {
    const { ask } = await startWithHealth({
      ...GOOD,
      reason: 'timed-out',
      error: 'The database does not answer.',
    });
    const response = await ask('/health');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'stale',
      source: {
        asOf: '2026-11-23T14:30:00Z',
        reason: 'timed-out',
        error: 'The database does not answer.',
      },
    });
  });

  it('is 503 before the source has answered for the first time', async () => {
    const { ask } = await startWithHealth({ ...GOOD, asOfMs: null, sinceMs: null });
    const response = await ask('/health');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ source: { asOf: null, since: null } });
  });

  const FULL = { error: 'The disk is full.', sinceMs: NOW_MS - 600_000 };

  it('is degraded, and 200, while registrations are in memory only', async () => {
    const { ask } = await startWithHealth(GOOD, FULL);
    const response = await ask('/health');
    expect(response.status).toBe(200);
    expect(healthSchema.parse(await response.json())).toMatchObject({
      status: 'degraded',
      source: { error: null },
      storage: { error: 'The disk is full.', since: '2026-11-23T14:20:00Z' },
    });
  });

  it('is stale rather than degraded when both is true', async () => {
    const { ask } = await startWithHealth({ ...GOOD, error: 'No answer.' }, FULL);
    const response = await ask('/health');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'stale',
      storage: { error: 'The disk is full.' },
    });
  });
});

describe('every answer', () => {
  it.each([
    ['a page that is not there', '/nothing', 404],
    ['a refusal', '/uapi/extensions/@me/@self/presence', 401],
    ['an operation that is not there', '/uapi/nothing', 501],
    ['health', '/health', 200],
  ])('is guarded: %s', async (_what, path, status) => {
    const response = await (await startService()).ask(path);
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json',
      date: 'Mon, 23 Nov 2026 14:30:00 GMT',
    });
  });

  it.each(['/', '/session', '/directory/names', '/health', '/nothing'])(
    'to PUT is 501: %s',
    async (path) => {
      const response = await (await startService()).ask(path, { method: 'PUT', body: '{}' });
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({ error: { code: 'request_not_implemented' } });
    },
  );
});
