import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healthSchema } from '../contract/health.ts';
import { changesSchema } from '../contract/journal.ts';
import { startReceiver } from './alerts/test-receiver.rig.ts';
import type { Configuration } from './config/configuration.ts';
import { configurationOf } from './config/given-configuration.rig.ts';
import { FakeClock } from './fake-clock.rig.ts';
import { registerAt } from './plain-telephone.rig.ts';
import { type Rollcall, startRollcall } from './rollcall.ts';

// One Rollcall with a registrar, and another that has it as its upstream, over HTTP on loopback. Time is the test's.

const APP = { id: 'my-app', secret: 'a-secret-of-16-or-more' };
const SECOND = 1000;
const EVERY_SECONDS = 5;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const ANN = '0003*210';
const BOB = '0003*211';

let folder: string;
let clock: FakeClock;
let pending: number;
let running: Rollcall[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  clock = new FakeClock();
  [pending, running] = [0, []];
});

afterEach(async () => {
  for (const rollcall of running.reverse()) await rollcall.close();
  rmSync(folder, { recursive: true });
});

/** The network as the test's clock has it: Node dates answers by the machine's. */
const datedFetch: typeof fetch = async (input, init) => {
  pending += 1;
  try {
    const response = await fetch(input, init);
    const body = await response.arrayBuffer();
    const headers = new Headers(response.headers);
    headers.set('Date', new Date(clock.now()).toUTCString());
    const { status } = response;
    return new Response(body.byteLength === 0 ? null : body, { status, headers });
  } finally {
    pending -= 1;
  }
};

function configured(name: string, given: object): Configuration {
  const yaml = JSON.stringify({ dataDir: join(folder, name), ...given });
  return configurationOf({
    argv: ['--http-port', '0', '--sip-port', '0'],
    files: { 'rollcall.yaml': yaml },
  });
}

async function start(configuration: Configuration): Promise<Rollcall> {
  const surroundings = { clock, log: SILENT, fetch: datedFetch, dashboard: new Map() };
  const rollcall = await startRollcall(configuration, {
    ...surroundings,
    configurationFaults: () => [],
  });
  running.push(rollcall);
  return rollcall;
}

const UPSTREAM = {
  sip: { digest: 'off' },
  accounts: [{ id: 1, name: 'Operator', role: 'administrator', apps: [APP] }],
  extensions: [
    ...[ANN, BOB, '0003*212'].map((number) => ({ number, password: 'x' })),
    { number: '0003*299', registration: 'static' },
  ],
};

function downstreamOf({ url }: Rollcall, given: object = {}): Configuration {
  const unifiedApi = { baseUrl: url, appId: APP.id, appSecret: APP.secret };
  return configured('downstream', {
    source: 'unified-api',
    unifiedApi: { ...unifiedApi, everySeconds: `${EVERY_SECONDS}` },
    ...given,
  });
}

/** A turn of the event loop, in which what has arrived is taken. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Resolves once all that was asked is answered, and taken. */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 5; calm += 1) {
    await turn();
    if (pending > 0) calm = 0;
  }
}

/** Time passes, and upstream is asked on the way as often as it would be. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    clock.advance(SECOND);
    await settled();
  }
}

/** A telephone registers, for so many seconds. */
function register({ sip }: Rollcall, number: string, seconds: number): Promise<void> {
  return registerAt(sip?.udpPort ?? 0, { number, seconds, clock });
}

async function ask({ url, adminToken }: Rollcall, path: string): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${adminToken}` } });
}

async function listOf(rollcall: Rollcall): Promise<unknown> {
  return (await ask(rollcall, '/uapi/extensions/@me/@self/presence?count=5000')).json();
}

async function healthOf(rollcall: Rollcall) {
  const response = await ask(rollcall, '/health');
  return { status: response.status, health: healthSchema.parse(await response.json()) };
}

async function changesOf(rollcall: Rollcall) {
  const read = changesSchema.parse(await (await ask(rollcall, '/journal/changes')).json());
  const changes = read.changes.map(({ kind, extension, at }) => [kind, extension, at]);
  return { changes, gaps: read.gaps };
}

const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

describe('a Rollcall in front of another', () => {
  it('lists what that lists, and follows it', async () => {
    const upstream = await start(configured('upstream', UPSTREAM));
    await register(upstream, ANN, 60);
    await register(upstream, BOB, 600);
    const rollcall = await start(downstreamOf(upstream));
    expect(rollcall.sip).toBeUndefined();
    expect(await listOf(rollcall)).toEqual(await listOf(upstream));
    await register(upstream, BOB, 0);
    await register(upstream, '0003*212', 120);
    await pass(EVERY_SECONDS);
    expect(await listOf(rollcall)).toEqual(await listOf(upstream));
    await pass(60);
    const list = await listOf(rollcall);
    expect(list).toEqual(await listOf(upstream));
    expect(list).toMatchObject([
      {
        entry: [
          { registration: [{ registration: '-2' }] },
          { registration: [{ registration: '-1' }] },
          { status: 1, registration: [{ registration: '1' }] },
          { registration: [{ registration: '2' }] },
        ],
      },
    ]);
  });

  it('has names of its own for what upstream lists', async () => {
    const upstream = await start(configured('upstream', UPSTREAM));
    const extensions = [
      { number: ANN, name: 'Ann' },
      { number: '0009*999', name: 'Nobody' },
    ];
    const rollcall = await start(downstreamOf(upstream, { extensions }));
    expect(await (await ask(rollcall, '/directory/names')).json()).toMatchObject({
      extensions: { [ANN]: 'Ann' },
    });
    rollcall.change(downstreamOf(upstream, { extensions: [{ number: ANN, name: 'Anna' }] }));
    expect(await (await ask(rollcall, '/directory/names')).json()).toMatchObject({
      extensions: { [ANN]: 'Anna' },
    });
    expect(await listOf(rollcall)).toEqual(await listOf(upstream));
  });

  it('loses nothing while upstream is away, and tells afterwards what was lost', async () => {
    const receiver = await startReceiver({ secret: APP.secret });
    const started = configured('upstream', UPSTREAM);
    let upstream = await start(started);
    await register(upstream, ANN, 60);
    await register(upstream, BOB, 7200);
    const webhooks = [{ url: receiver.url, secret: APP.secret }];
    const rollcall = await start(downstreamOf(upstream, { webhooks }));
    const expiresAtMs = clock.now() + 60 * SECOND;
    await pass(12);
    const before = await listOf(rollcall);
    const port = Number(new URL(upstream.url).port);
    const lastMs = clock.now() - 2 * SECOND;
    await upstream.close();

    await pass(14);
    expect((await healthOf(rollcall)).health).toMatchObject({ status: 'stale' });
    await pass(600);
    expect(await listOf(rollcall)).toEqual(before);
    expect(await healthOf(rollcall)).toMatchObject({
      status: 503,
      health: {
        status: 'stale',
        source: {
          kind: 'unified-api',
          asOf: instant(lastMs),
          since: instant(lastMs),
          reason: 'refused',
          error: `127.0.0.1:${port} refuses the connection. Start what should listen there, or correct the port.`,
        },
      },
    });
    const during = await changesOf(rollcall);
    expect(during.changes.map(([kind]) => kind)).not.toContain('expired');
    expect(during.gaps).toContainEqual({
      ...{ kind: 'source-stale', from: instant(lastMs), to: null, lost: 0 },
    });
    expect(receiver.received).toEqual([]);

    upstream = await start({ ...started, http: { ...started.http, port } });
    await pass(10);
    expect(await listOf(rollcall)).toEqual(await listOf(upstream));
    const { status, health } = await healthOf(rollcall);
    expect([status, health.source.error]).toEqual([200, null]);
    const { changes, gaps } = await changesOf(rollcall);
    expect(changes).toContainEqual(['expired', ANN, instant(expiresAtMs)]);
    expect(changes.filter(([kind]) => kind === 'expired')).toHaveLength(1);
    expect(gaps).toContainEqual({
      ...{ kind: 'source-stale', from: instant(lastMs), to: health.source.since, lost: 0 },
    });
    await pass(11);
    expect(receiver.received.map(({ message }) => message.kind)).toEqual(['loss']);
    expect(JSON.stringify(receiver.received)).not.toContain(BOB);
  });

  it('shows what it last knew, and its age, when it is started anew while upstream is away', async () => {
    const upstream = await start(configured('upstream', UPSTREAM));
    await register(upstream, ANN, 60);
    const configuration = downstreamOf(upstream);
    const first = await start(configuration);
    const before = await listOf(first);
    const lastMs = clock.now();
    await first.close();
    await upstream.close();
    await settled();
    clock.advance(3600 * SECOND);
    const rollcall = await start(configuration);
    expect(await listOf(rollcall)).toEqual(before);
    expect(await healthOf(rollcall)).toMatchObject({
      status: 503,
      health: { source: { asOf: instant(lastMs), reason: 'refused' } },
    });
    await pass(2);
    const { changes, gaps } = await changesOf(rollcall);
    expect(changes.map(([kind]) => kind)).not.toContain('expired');
    expect(gaps).toContainEqual({
      ...{ kind: 'source-stale', from: instant(lastMs), to: null, lost: 0 },
    });
  });

  it('does not start the first time when upstream is not there, or refuses its App', async () => {
    const upstream = await start(configured('upstream', UPSTREAM));
    const { host } = new URL(upstream.url);
    const { unifiedApi, ...others } = downstreamOf(upstream);
    if (!unifiedApi) throw new Error('It has no upstream.');
    const wrong = { ...others, unifiedApi: { ...unifiedApi, appSecret: 'another secret' } };
    await expect(start(wrong)).rejects.toThrow(
      new Error(
        `${host} refuses the App my-app. Look at unifiedApi.appId and unifiedApi.appSecret.`,
      ),
    );
    await upstream.close();
    await expect(start({ ...others, unifiedApi })).rejects.toThrow(
      new Error(
        `${host} refuses the connection. Start what should listen there, or correct the port.`,
      ),
    );
  });

  it('leaves no timer behind when it is closed', async () => {
    const upstream = await start(configured('upstream', UPSTREAM));
    const rollcall = await start(downstreamOf(upstream));
    await rollcall.close();
    await upstream.close();
    expect(clock.waiting).toBe(0);
  });
});
