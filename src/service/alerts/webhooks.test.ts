import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Account } from '../accounts/account.ts';
import type { ConfiguredWebhook } from '../config/configuration.ts';
import { type Database, openDatabase, openMemoryDatabase } from '../database.ts';
import { createDirectory, type Directory } from '../directory/directory.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { watchDirectory } from '../watch/directory-watch.ts';
import { openAlerts } from './alerts.ts';
import { startReceiver } from './test-receiver.rig.ts';

const SECRET = 'a-secret-of-16-or-more';
const [ANN, OTHER] = ['0003*210', '0004*210'];
const LIFE_MS = 60_000;
const OPERATOR: Account = { id: 0, name: 'Administrator', role: 'administrator' };
const ACME: Account = { id: 3, name: 'Acme', role: 'organization', organization: '0003' };
const ANN_HERSELF: Account = { ...ACME, id: 12, name: 'Ann', role: 'user', extensions: [ANN] };

let clock: FakeClock;
let directory: Directory;

beforeEach(() => {
  clock = new FakeClock();
  directory = createDirectory({ clock });
  directory.provision([
    { number: ANN, name: 'Ann, reception', static: false },
    { number: OTHER, name: '', static: false },
  ]);
  register(ANN);
  register(OTHER, 100 * LIFE_MS);
});

function register(extension: string, lifeMs = LIFE_MS) {
  directory.registered({ extension, device: 'desk', agent: 'Desk 1.0' }, clock.now() + lifeMs);
}

/** As a service that has just started. */
function open(
  webhooks: readonly ConfiguredWebhook[],
  { database = openMemoryDatabase(), fetch = globalThis.fetch } = {},
) {
  const accounts = [OPERATOR, ACME];
  const note = () => {};
  const watch = watchDirectory({ directory, clock });
  const alerts = openAlerts({
    ...{ webhooks, database, directory, watch, clock, fetch, random: () => 1 },
    accounts: { byId: (id) => accounts.find((account) => account.id === id) },
    log: { debug: note, info: note, warn: note, error: note },
  });
  const close = () => {
    alerts.webhooks.close();
    watch.close();
  };
  onTestFinished(close);
  return { ...alerts, close };
}

/** Lets the real receiver and the test's time take turns until the expectation holds. */
const asTimePasses = (expectation: () => void) =>
  vi.waitFor(
    () => {
      clock.advance(100);
      expectation();
    },
    { timeout: 30_000, interval: 5 },
  );

function fileDatabase(): Database & { reopen(): Database } {
  const dataDir = mkdtempSync(join(tmpdir(), 'rollcall-'));
  let database = openDatabase(dataDir);
  onTestFinished(() => {
    database.close();
    rmSync(dataDir, { recursive: true });
  });
  const reopen = () => {
    database.close();
    database = openDatabase(dataDir);
    return database;
  };
  return { ...database, reopen };
}

describe('webhooks', () => {
  it('tell a real receiver of a loss and its recovery, signed, also when it fails at first', async () => {
    const answers = [500, 503, 200, 200];
    const { url, received } = await startReceiver({
      secret: SECRET,
      answer: () => answers.shift() ?? 200,
    });
    open([{ url, secret: SECRET }]);
    clock.advance(LIFE_MS + 11_000);
    await asTimePasses(() => expect(received).toHaveLength(3));
    register(ANN);
    await asTimePasses(() => expect(received).toHaveLength(4));

    const [loss, again, taken, recovery] = received;
    expect(loss?.message).toMatchObject({ kind: 'loss', text: 'Lost: 0003*210 Ann, reception.' });
    expect([again?.message, taken?.message]).toEqual([loss?.message, loss?.message]);
    expect(recovery?.message).toMatchObject({ kind: 'recovery', id: loss?.message.id });
    expect(received.every(({ isGenuine }) => isGenuine)).toBe(true);
    expect(loss?.headers.get('Content-Type')).toBe('application/json');
    expect(Number(loss?.headers.get('X-Rollcall-Timestamp'))).toBe(
      Date.parse('2026-11-23T14:31:10Z') / 1000,
    );
  });

  it('are not told of what somebody muted whose reach they lie within', async () => {
    const everybody = await startReceiver({ secret: SECRET });
    const ofAcme = await startReceiver({ secret: SECRET });
    const { silences } = open([
      { url: everybody.url, secret: SECRET },
      { url: ofAcme.url, secret: SECRET, organization: '0003' },
    ]);
    const subject = { kind: 'extension', value: ANN } as const;
    silences.make(ACME, { kind: 'mute', subject, untilMs: null });
    clock.advance(LIFE_MS + 11_000);
    await asTimePasses(() => expect(everybody.received).toHaveLength(1));
    directory.expired({ extension: OTHER, device: 'desk', agent: 'Desk 1.0' }, clock.now());
    clock.advance(11_000);
    await asTimePasses(() => expect(everybody.received).toHaveLength(2));
    expect(ofAcme.received).toEqual([]);
  });

  it('tell a recovery after a restart, with the id of the loss', async () => {
    const { url, received } = await startReceiver({ secret: SECRET });
    const database = fileDatabase();
    const before = open([{ url, secret: SECRET }], { database });
    clock.advance(LIFE_MS + 11_000);
    await asTimePasses(() => expect(received).toHaveLength(1));
    before.close();

    open([{ url, secret: SECRET }], { database: database.reopen() });
    clock.advance(LIFE_MS);
    register(ANN);
    clock.advance(11_000);
    await asTimePasses(() => expect(received).toHaveLength(2));
    const [loss, recovery] = received;
    expect(recovery?.message).toMatchObject({
      ...{ kind: 'recovery', id: loss?.message.id },
      text: 'Back: 0003*210 Ann, reception.',
    });
  });

  it('change while the service runs: one whose address stays goes on, others begin and end', async () => {
    const stays = await startReceiver({ secret: 'another-secret-of-16' });
    const goes = await startReceiver({ secret: SECRET });
    const comes = await startReceiver({ secret: SECRET });
    const { webhooks } = open([
      { url: stays.url, secret: SECRET },
      { url: goes.url, secret: SECRET },
    ]);
    clock.advance(LIFE_MS + 5_000);
    webhooks.change([
      { url: stays.url, secret: 'another-secret-of-16' },
      { url: comes.url, secret: SECRET },
    ]);
    clock.advance(10_000);
    await asTimePasses(() => expect(stays.received).toMatchObject([{ isGenuine: true }]));
    directory.expired({ extension: OTHER, device: 'desk', agent: 'Desk 1.0' }, clock.now());
    clock.advance(11_000);
    await asTimePasses(() => expect(comes.received).toMatchObject([{ isGenuine: true }]));
    expect(goes.received).toEqual([]);
  });

  it('are tried by whoever sees all that they are told', async () => {
    const everybody = await startReceiver({ secret: SECRET });
    const ofAcme = await startReceiver({ secret: SECRET });
    const { webhooks } = open([
      { url: everybody.url, secret: SECRET },
      { url: ofAcme.url, secret: SECRET, organization: '0003' },
    ]);
    const well = ({ host }: { host: string }) => ({ host, status: 200, error: null });
    expect(webhooks.countFor(OPERATOR)).toBe(2);
    expect(await webhooks.test(OPERATOR)).toEqual({
      deliveries: [well(everybody), well(ofAcme)],
    });
    expect(webhooks.countFor(ACME)).toBe(1);
    expect(await webhooks.test(ACME)).toEqual({ deliveries: [well(ofAcme)] });
    expect(await webhooks.test(ANN_HERSELF)).toEqual({ deliveries: [] });
    expect(ofAcme.received).toMatchObject([
      { isGenuine: true, message: { kind: 'test', count: 0 } },
      { isGenuine: true },
    ]);
  });
});

describe('a try', () => {
  const failing = (code: string) => async () => {
    throw Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error(code), { code }),
    });
  };
  const hook = { url: 'https://hooks.example.net/very-secret', secret: SECRET };

  it.each([
    ['ENOTFOUND', /^The name hooks\.example\.net is not known\. /],
    ['UND_ERR_CONNECT_TIMEOUT', /^hooks\.example\.net did not answer in time\. /],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /^The certificate of hooks\.example\.net is for another name\. /,
    ],
  ])('says for a person what %s is', async (code, error) => {
    const { webhooks } = open([hook], { fetch: failing(code) });
    expect(await webhooks.test(OPERATOR)).toEqual({
      deliveries: [
        { host: 'hooks.example.net', status: null, error: expect.stringMatching(error) },
      ],
    });
  });

  it('does not follow a redirect, and says that there is one', async () => {
    const { url, host, received } = await startReceiver({ secret: SECRET, answer: () => 302 });
    const { webhooks } = open([{ url, secret: SECRET }]);
    const error = 'It redirects (302). Give the address that it redirects to.';
    expect(await webhooks.test(OPERATOR)).toEqual({ deliveries: [{ host, status: 302, error }] });
    expect(received).toHaveLength(1);
  });

  it('finds a real port where nothing listens', async () => {
    const { url, host, close } = await startReceiver({ secret: SECRET });
    await close();
    const { webhooks } = open([{ url, secret: SECRET }]);
    const error = expect.stringMatching(`^${host} refuses the connection\\. `);
    expect(await webhooks.test(OPERATOR)).toEqual({ deliveries: [{ host, status: null, error }] });
  });

  it('says that a port is one to which no HTTP is sent', async () => {
    const { webhooks } = open([{ url: 'http://127.0.0.1:5060/', secret: SECRET }]);
    const error = 'The port of 127.0.0.1:5060 is kept from HTTP. Give another.';
    expect((await webhooks.test(OPERATOR)).deliveries).toMatchObject([{ status: null, error }]);
  });

  it('does not wait for longer than ten seconds', async () => {
    const silent: typeof fetch = (_url, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('Aborted.')));
      });
    const { webhooks } = open([hook], { fetch: silent });
    const trying = webhooks.test(OPERATOR);
    clock.advance(10_000);
    expect((await trying).deliveries).toMatchObject([{ error: 'No answer within 10 s.' }]);
  });
});
