import { beforeEach, describe, expect, it } from 'vitest';
import type { WebhookMessage } from '../../contract/alerts.ts';
import { type Database, openMemoryDatabase } from '../database.ts';
import { createDirectory, type Directory } from '../directory/directory.ts';
import type { Scope } from '../directory/scope.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { type DirectoryWatch, watchDirectory } from '../watch/directory-watch.ts';
import { openToldLosses } from './told-losses.ts';
import { createWebhook, type Webhook } from './webhook.ts';

const [ANN, BOB, DOOR, OTHER] = ['0003*210', '0003*211', '0003*299', '0004*210'];
const NAMES: Record<string, string> = { [ANN]: 'Ann, reception' };
const LONG_MS = 3_600_000;
const SECOND_MS = 1000;

let clock: FakeClock;
let directory: Directory;
let watch: DirectoryWatch;
let database: Database;
let silenced: Set<string>;
let sent: WebhookMessage[];
let webhook: Webhook;

beforeEach(() => {
  clock = new FakeClock();
  directory = createDirectory({ clock });
  database = openMemoryDatabase();
  silenced = new Set();
  sent = [];
  provision([ANN, BOB, OTHER]);
  for (const number of [ANN, BOB, OTHER]) register(number);
  open();
});

/** As at a start of the service. */
function open(reach: Scope = { kind: 'all' }) {
  watch = watchDirectory({ directory, clock });
  webhook = createWebhook(
    { key: 'a', reach, delivery: { send: (message) => sent.push(message) } },
    {
      ...{ clock, watch, told: openToldLosses(database) },
      silences: {
        silencing:
          () =>
          ({ number }) =>
            silenced.has(number),
      },
      namesOf: () => NAMES,
    },
  );
  watch.listen(webhook.follow);
}

function close() {
  webhook.close();
  watch.close();
}

function provision(numbers: readonly string[]) {
  const ordinary = numbers.map((number) => ({ number, name: '', static: false }));
  directory.provision([...ordinary, { number: DOOR, name: '', static: true }]);
}

const device = (extension: string) => ({ extension, device: 'desk', agent: 'Desk 1.0' });

function register(...numbers: string[]) {
  for (const number of numbers) directory.registered(device(number), clock.now() + LONG_MS);
}

/** Its time runs out, and the watch sees it. */
function lose(...numbers: string[]) {
  for (const number of numbers) directory.expired(device(number), clock.now());
  clock.advance(SECOND_MS);
}

function comeBack(...numbers: string[]) {
  register(...numbers);
  clock.advance(SECOND_MS);
}

const later = (seconds: number) => clock.advance(seconds * SECOND_MS);
const told = () => sent.map(({ kind, text }) => `${kind} ${text}`);

describe('a loss', () => {
  it('is told ten seconds after the last of it, as one message', () => {
    lose(ANN);
    later(5);
    lose(BOB);
    later(9);
    expect(sent).toEqual([]);
    later(1);
    expect(sent).toEqual([
      {
        id: expect.any(String),
        kind: 'loss',
        text: '2 lost: 0003*210 Ann, reception; 0003*211.',
        since: '2026-11-23T14:30:01Z',
        extensions: [
          { extension: ANN, name: 'Ann, reception' },
          { extension: BOB, name: '' },
        ],
        count: 2,
        organizations: ['0003'],
        shared: '',
      },
    ]);
  });

  it('is told a minute after the first of it, even while more is being lost', () => {
    const numbers = Array.from({ length: 20 }, (_, n) => `0005*${100 + n}`);
    provision(numbers);
    register(...numbers);
    later(1);
    for (const number of numbers) {
      lose(number);
      later(4);
    }
    expect(sent[0]).toMatchObject({ kind: 'loss', count: 12, since: '2026-11-23T14:30:02Z' });
    later(10);
    expect(sent.map(({ count }) => count)).toEqual([12, 8]);
  });

  it('is not told when it is back by then', () => {
    lose(ANN);
    later(5);
    comeBack(ANN);
    later(60);
    expect(sent).toEqual([]);
  });

  it('is not told of what is muted or acknowledged, and not later either', () => {
    silenced.add(ANN);
    lose(ANN, BOB);
    later(10);
    silenced.clear();
    later(60);
    comeBack(ANN);
    later(10);
    expect(told()).toEqual(['loss Lost: 0003*211.']);
  });

  it('is not told of an extension that needs no registration, or is taken out', () => {
    directory.registered(device(DOOR), clock.now() + 5_000);
    later(10);
    provision([BOB, OTHER]);
    later(60);
    expect(sent).toEqual([]);
  });

  it('is not told of what was lost before the start, or while the machine was asleep', () => {
    close();
    lose(ANN);
    open();
    later(60);
    lose(BOB);
    clock.sleep(2 * LONG_MS);
    later(60);
    register(ANN, BOB, OTHER);
    later(20);
    lose(OTHER);
    later(9);
    clock.sleep(2 * LONG_MS);
    later(60);
    expect(sent).toEqual([]);
  });

  it('is told of one organization alone to whoever is its', () => {
    close();
    open({ kind: 'organization', organization: '0003' });
    lose(OTHER);
    later(10);
    expect(sent).toEqual([]);
    lose(OTHER, ANN);
    later(10);
    expect(sent).toMatchObject([{ count: 1, organizations: ['0003'] }]);
  });

  it('of an extension that flaps is told no more', () => {
    for (let n = 0; n < 4; n += 1) {
      lose(ANN);
      later(20);
      comeBack(ANN);
      later(20);
    }
    expect(sent.filter(({ kind }) => kind === 'loss')).toHaveLength(3);
    expect(sent.filter(({ kind }) => kind === 'recovery')).toHaveLength(3);
  });
});

describe('a recovery', () => {
  it('is told once, with the id of its loss, when all of it has been back for ten seconds', () => {
    lose(ANN, BOB);
    later(10);
    comeBack(BOB);
    later(60);
    expect(sent).toHaveLength(1);
    comeBack(ANN);
    later(9);
    expect(sent).toHaveLength(1);
    later(1);
    const [loss, recovery, ...more] = sent;
    expect(more).toEqual([]);
    expect(recovery).toEqual({
      ...loss,
      kind: 'recovery',
      text: 'All 2 are back: 0003*210 Ann, reception; 0003*211.',
      since: '2026-11-23T14:30:12Z',
    });
  });

  it('waits for what is lost again at once, which is no loss of its own', () => {
    lose(ANN);
    later(10);
    comeBack(ANN);
    later(5);
    lose(ANN);
    later(60);
    expect(told()).toEqual(['loss Lost: 0003*210 Ann, reception.']);
    comeBack(ANN);
    later(10);
    expect(sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });

  it('is not waited for by what is back for good and is lost again', () => {
    lose(ANN, BOB);
    later(10);
    comeBack(ANN);
    later(60);
    lose(ANN);
    later(10);
    expect(told()).toEqual([
      'loss 2 lost: 0003*210 Ann, reception; 0003*211.',
      'loss Lost: 0003*210 Ann, reception.',
    ]);
  });

  it('is told of what was muted since, so that whoever was told hears of the end', () => {
    lose(ANN);
    later(10);
    silenced.add(ANN);
    comeBack(ANN);
    later(10);
    expect(sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });

  it('does not wait for what is taken out of the configuration', () => {
    lose(ANN, BOB);
    later(10);
    comeBack(BOB);
    later(60);
    provision([BOB, OTHER]);
    later(1);
    expect(sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });

  it('is not told where everything of the loss is taken out', () => {
    lose(ANN);
    later(10);
    provision([BOB, OTHER]);
    later(60);
    expect(sent.map(({ kind }) => kind)).toEqual(['loss']);
    close();
    open();
    comeBack(ANN);
    later(60);
    expect(sent.map(({ kind }) => kind)).toEqual(['loss']);
  });

  it('is told after a restart, also of what came back while the service was down', () => {
    lose(ANN, BOB);
    later(10);
    comeBack(BOB);
    later(10);
    close();
    register(ANN);
    open();
    later(10);
    expect(sent).toMatchObject([
      { kind: 'loss', count: 2 },
      { kind: 'recovery', id: sent[0]?.id, count: 2, since: '2026-11-23T14:30:12Z' },
    ]);
    close();
    open();
    later(60);
    expect(sent).toHaveLength(2);
  });

  it('is told after a sleep of the machine that came between a return and its news, and so is what follows', () => {
    lose(ANN);
    later(10);
    comeBack(ANN);
    later(3);
    clock.sleep(600_000);
    later(20);
    expect(told()).toEqual([
      'loss Lost: 0003*210 Ann, reception.',
      'recovery Back: 0003*210 Ann, reception.',
    ]);
    lose(BOB);
    later(11);
    expect(told()[2]).toBe('loss Lost: 0003*211.');
  });

  it('is told while the database takes nothing', () => {
    database.prepare('PRAGMA query_only = 1').get();
    lose(ANN);
    later(10);
    comeBack(ANN);
    later(10);
    expect(sent.map(({ kind }) => kind)).toEqual(['loss', 'recovery']);
  });
});

it('leaves no timer behind when it is closed', () => {
  lose(ANN);
  close();
  webhook.close();
  expect(clock.waiting).toBe(0);
});
