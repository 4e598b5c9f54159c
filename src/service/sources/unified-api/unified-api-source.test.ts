import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, openMemoryDatabase } from '../../database.ts';
import { createDirectory, type Directory } from '../../directory/directory.ts';
import { FakeClock } from '../../fake-clock.rig.ts';
import type { RegistrationSource } from '../registration-source.ts';
import { openAnswerStore } from './kept-answer.ts';
import { createUnifiedApiSource } from './unified-api-source.ts';
import { APP, BASE_URL, connectionError, registered, Upstream } from './upstream.rig.ts';

const SECOND = 1000;
const ANN = '0003*210';

let clock: FakeClock;
let upstream: Upstream;
let directory: Directory;
let database: Database;
let source: RegistrationSource;
let logged: string[];

beforeEach(() => {
  clock = new FakeClock();
  upstream = new Upstream(clock);
  upstream.entries = () => [registered(ANN, clock.now() + 60 * SECOND)];
  database = openMemoryDatabase();
  logged = [];
});

function open({ everySeconds = 5, baseUrl = BASE_URL, appId = APP.appId } = {}): void {
  directory = createDirectory({ clock, forgetAfterMs: Number.POSITIVE_INFINITY });
  const note = (_: object, message: string) => logged.push(message);
  source = createUnifiedApiSource({
    ...{ baseUrl, ...APP, appId, everySeconds, fetch: upstream.fetch, database, clock },
    sink: directory,
    exist: (extensions) =>
      directory.provision(extensions.map((extension) => ({ ...extension, name: '' }))),
    log: { info: note, warn: note },
  });
}

async function start(given?: Parameters<typeof open>[0]): Promise<void> {
  open(given);
  await source.start();
}

/** Time passes second by second, and what is asked is answered. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    clock.advance(SECOND);
    for (let turns = 0; turns < 4; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const list = () => directory.list({ kind: 'all' }, {}).entries.map(({ entry }) => entry);
const polls = () => upstream.requests.filter((request) => request.startsWith('GET')).length;
function breakDown(code = 'ECONNREFUSED'): void {
  upstream.answer = failing(code);
}
function failing(code: string): () => Response {
  return () => {
    throw connectionError(code);
  };
}
function repair(): void {
  upstream.answer = () => undefined;
}

describe('asking an upstream', () => {
  it('is done again and again, as often as it is configured', async () => {
    await start({ everySeconds: 3 });
    await pass(30);
    expect(polls()).toBe(11);
  });

  it('waits for an answer before it asks again', async () => {
    await start();
    let answer = (_: Response) => {};
    upstream.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await pass(9);
    expect(polls()).toBe(2);
    answer(new Response(null, { status: 204 }));
    repair();
    await pass(6);
    expect(polls()).toBe(3);
  });

  it('is tried again after ten seconds at the latest when it failed', async () => {
    await start({ everySeconds: 600 });
    upstream.answer = () => new Response(null, { status: 500 });
    await pass(600);
    const before = polls();
    await pass(30);
    expect(polls()).toBe(before + 3);
  });

  it('is put off for ten seconds when it was refused: whoever is refused often is taken to guess', async () => {
    await start({ everySeconds: 1 });
    upstream.answer = () => new Response(null, { status: 401 });
    await pass(1);
    const before = upstream.requests.length;
    await pass(9);
    expect(upstream.requests).toHaveLength(before);
    await pass(1);
    expect(upstream.requests.length).toBeGreaterThan(before);
  });

  it('is put off for as long as upstream asks for', async () => {
    await start();
    upstream.answer = () => new Response(null, { status: 429, headers: { 'Retry-After': '120' } });
    await pass(5);
    const before = polls();
    repair();
    await pass(119);
    expect(polls()).toBe(before);
    await pass(1);
    expect(polls()).toBe(before + 1);
  });

  it('takes the same answer for what it is, though its time has gone on', async () => {
    const until = clock.now() + 60 * SECOND;
    upstream.entries = () => [registered(ANN, until)];
    upstream.hasEtags = true;
    await start();
    const { version } = directory;
    await pass(50);
    expect(directory.version).toBe(version);
    await pass(15);
    expect(list()[0]?.registration).toEqual([{ agent: 'Yealink SIP-T46S', registration: '1' }]);
  });

  it('is not confused by a clock that is wrong', async () => {
    const until = clock.now() + 60 * SECOND;
    upstream.aheadMs = -7_200_000;
    upstream.entries = () => [registered(ANN, until + upstream.aheadMs)];
    await start();
    const { version } = directory;
    await pass(30);
    expect(directory.version).toBe(version);
    expect(list()).toEqual([registered(ANN, until)]);
    expect(source.health().asOfMs).toBe(clock.now());
  });

  it('shows nothing of an answer that came too late', async () => {
    await start();
    const { version } = directory;
    upstream.entries = () => [];
    clock.advance(5 * SECOND);
    await source.close();
    expect(directory.version).toBe(version);
  });
});

describe('the health of an upstream', () => {
  it('is good while a try or two fail, and stale once its data is too old', async () => {
    await start();
    const asOfMs = clock.now();
    breakDown();
    await pass(15);
    expect(source.health()).toEqual({
      ...{ kind: 'unified-api', asOfMs, sinceMs: asOfMs, reason: null, error: null },
    });
    breakDown('ENOTFOUND');
    await pass(10);
    expect(source.health()).toEqual({
      ...{ kind: 'unified-api', asOfMs, sinceMs: asOfMs, reason: 'name-not-found' },
      error:
        'The name pbx.example.net is not known. Correct it, or look at the DNS of this machine.',
    });
    repair();
    await pass(5);
    const backMs = clock.now();
    await pass(5);
    expect(source.health()).toMatchObject({
      ...{ asOfMs: clock.now(), sinceMs: backMs, reason: null, error: null },
    });
  });

  it('is not interrupted by a try that failed', async () => {
    await start();
    const { sinceMs } = source.health();
    breakDown();
    await pass(5);
    repair();
    await pass(10);
    expect(source.health()).toMatchObject({ sinceMs, asOfMs: clock.now() });
  });

  it.each<[string, () => Response]>([
    ['refused', failing('ECONNREFUSED')],
    ['name-not-found', failing('ENOTFOUND')],
    ['no-route', failing('EHOSTUNREACH')],
    ['timed-out', failing('ETIMEDOUT')],
    ['tls', failing('CERT_HAS_EXPIRED')],
    ['unauthorized', () => new Response(null, { status: 401 })],
    ['bad-answer', () => new Response('<h1>Welcome to our Wi-Fi</h1>')],
    ['other', () => new Response(null, { status: 503 })],
  ])('names the reason: %s', async (reason, answer) => {
    await start();
    upstream.answer = answer;
    await pass(20);
    const { error, ...health } = source.health();
    expect(health).toMatchObject({ reason });
    expect(error).toMatch(/pbx\.example\.net.*\.$/);
    expect(error).not.toContain(APP.appSecret);
  });

  it('is stale by the same rule where upstream is asked seldom', async () => {
    await start({ everySeconds: 60 });
    breakDown();
    await pass(90);
    expect(source.health().error).toBeNull();
    await pass(1);
    expect(source.health().error).not.toBeNull();
  });

  it('is stale after a sleep, until upstream has answered', async () => {
    await start();
    clock.sleep(3600 * SECOND);
    expect(source.health()).toMatchObject({
      reason: 'timed-out',
      error: 'pbx.example.net has not answered since.',
    });
    await pass(6);
    expect(source.health()).toMatchObject({ reason: null, error: null });
  });

  it('tells the log once, without a secret', async () => {
    await start();
    breakDown();
    await pass(30);
    repair();
    await pass(10);
    expect(logged).toEqual([
      'pbx.example.net is asked for its extensions.',
      'pbx.example.net refuses the connection. Start what should listen there, or correct the port.',
      'pbx.example.net answers again.',
    ]);
  });
});

describe('the last answer', () => {
  it('is kept once a minute, and at the end', async () => {
    const kept = () => openAnswerStore(database, { baseUrl: BASE_URL, ...APP }).read()?.asOfMs;
    await start();
    const startedMs = clock.now();
    expect(kept()).toBe(startedMs);
    await pass(59);
    expect(kept()).toBe(startedMs);
    await pass(60);
    expect(kept()).toBe(startedMs + 60 * SECOND);
    await pass(11);
    await source.close();
    expect(kept()).toBe(startedMs + 130 * SECOND);
  });

  it('is shown by a start that reaches nobody, for as long as it takes', async () => {
    await start();
    const before = list();
    const asOfMs = clock.now();
    await source.close();
    breakDown('ETIMEDOUT');
    clock.sleep(3600 * SECOND);
    await start();
    expect(list()).toEqual(before);
    expect(source.health()).toMatchObject({ asOfMs, sinceMs: asOfMs, reason: 'timed-out' });
    await pass(60);
    expect(list()).toEqual(before);
    repair();
    await pass(10);
    expect(source.health()).toMatchObject({ reason: null, asOfMs: clock.now() });
    expect(list()).not.toEqual(before);
  });

  it('is not shown in the place of another upstream, nor to another App', async () => {
    await start();
    await source.close();
    breakDown();
    open({ baseUrl: 'https://other.example.net' });
    await expect(source.start()).rejects.toThrow(
      'other.example.net refuses the connection. Start what should listen there, or correct the port.',
    );
    await source.close();
    open({ appId: 'another-app' });
    await expect(source.start()).rejects.toThrow('refuses the connection');
    await source.close();
    expect(clock.waiting).toBe(0);
  });
});
