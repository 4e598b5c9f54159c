import { beforeEach, describe, expect, it } from 'vitest';
import type { Subject } from '../../contract/alerts.ts';
import type { Account } from '../accounts/account.ts';
import { type Database, openMemoryDatabase } from '../database.ts';
import { createDirectory, type Directory } from '../directory/directory.ts';
import type { Scope } from '../directory/scope.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { watchDirectory } from '../watch/directory-watch.ts';
import { openSilences, type Silences } from './silences.ts';

const [ANN, BOB] = ['0003*210', '0003*211'];
const ACME: Account = { id: 3, name: 'Acme', role: 'organization', organization: '0003' };
const REACH: Scope = { kind: 'organization', organization: '0003' };
const LIFE_MS = 60_000;
const AGENT = 'Yealink SIP-T46S 66.86.0.15';

let clock: FakeClock;
let directory: Directory;
let database: Database;
let silences: Silences;

beforeEach(() => {
  clock = new FakeClock();
  database = openMemoryDatabase();
  directory = createDirectory({ clock });
  directory.provision([ANN, BOB].map((number) => ({ number, name: '', static: false })));
  register(ANN);
  register(BOB);
  silences = open();
});

/** As after a start of the service. */
function open(accounts: readonly Account[] = [ACME]): Silences {
  const accountOf = (id: number) => accounts.find((account) => account.id === id);
  const watch = watchDirectory({ directory, clock });
  return openSilences({ database, accountOf, clock, watch });
}

function register(extension: string) {
  directory.registered({ extension, device: 'desk', agent: AGENT }, clock.now() + LIFE_MS);
}

function make(
  kind: 'acknowledgement' | 'mute',
  subject: Subject,
  untilMs: number | null = null,
): string {
  const silence = silences.make(ACME, { kind, subject, untilMs });
  if (silence === 'too-many') throw new Error('There is room.');
  return silence.id;
}

const held = (from = silences) => from.heardBy(REACH).map(({ id }) => id);
const extension = (value: string): Subject => ({ kind: 'extension', value });

describe('a silence', () => {
  it('holds until its time', () => {
    const id = make('mute', extension(ANN), clock.now() + 5_000);
    clock.advance(4_999);
    expect(held()).toEqual([id]);
    clock.advance(1);
    expect(held()).toEqual([]);
    expect(held(open())).toEqual([]);
  });

  it('survives a restart, and its account being away for a while', () => {
    const id = make('mute', extension(ANN));
    expect(held(open([]))).toEqual([]);
    expect(held(open())).toEqual([id]);
  });

  it('takes the place of the same account’s own of this kind and subject', () => {
    const first = make('mute', extension(ANN), clock.now() + 5_000);
    const other = make('acknowledgement', extension(ANN));
    const second = make('mute', extension(ANN));
    expect(new Set(held())).toEqual(new Set([other, second]));
    expect(held()).not.toContain(first);
    expect(new Set(held(open()))).toEqual(new Set([other, second]));
  });

  it('is one of two hundred of an account, and may still take another’s place then', () => {
    for (let n = 0; n < 200; n += 1) make('mute', { kind: 'agent', value: `Model ${n}` });
    const wish = { kind: 'mute', untilMs: null } as const;
    expect(silences.make(ACME, { ...wish, subject: extension(ANN) })).toBe('too-many');
    const again = silences.make(ACME, { ...wish, subject: { kind: 'agent', value: 'Model 7' } });
    expect(again).not.toBe('too-many');
    expect(silences.make({ ...ACME, id: 4 }, { ...wish, subject: extension(ANN) })).not.toBe(
      'too-many',
    );
  });

  it('is ended by whoever sees as much as its maker, and by nobody else', () => {
    const id = make('mute', extension(ANN));
    expect(silences.remove(id, { kind: 'extensions', numbers: [ANN] })).toBe(false);
    expect(silences.remove(id, { kind: 'all' })).toBe(true);
    expect(silences.remove(id, { kind: 'all' })).toBe(false);
    expect(held(open())).toEqual([]);
  });

  it.each<[string, Subject, boolean]>([
    ['its extension', extension(ANN), true],
    ['another extension', extension(BOB), false],
    ['its organization', { kind: 'organization', value: '0003' }, true],
    ['another organization', { kind: 'organization', value: '0004' }, false],
    ['its agent', { kind: 'agent', value: 'Yealink SIP-T46S' }, true],
    ['another agent', { kind: 'agent', value: 'Yealink' }, false],
  ])('of %s covers an extension', (_what, subject, isCovered) => {
    make('mute', subject);
    const traits = {
      ...{ vendor: 'Yealink', model: 'Yealink SIP-T46S', version: '66.86.0.15' },
      organization: '0003',
    };
    const lost = { number: ANN, traits, lostAtMs: clock.now() };
    expect(silences.silencing(REACH)(lost)).toBe(isCovered);
  });

  it('of an agent covers what was lost with it, not what it stands beside', () => {
    const watch = watchDirectory({ directory, clock });
    const softphone = { extension: ANN, device: 'softphone', agent: 'Zoiper rv2.10.20.4' };
    directory.registered(softphone, clock.now() + 2 * LIFE_MS);
    clock.advance(2 * LIFE_MS + 1_000);
    const traits = watch.latest()?.events.courses.get(ANN)?.traits;
    const isSilenced = () =>
      traits && silences.silencing(REACH)({ number: ANN, traits, lostAtMs: clock.now() });
    make('mute', { kind: 'agent', value: 'Yealink SIP-T46S' });
    expect(isSilenced()).toBe(false);
    make('mute', { kind: 'agent', value: 'Zoiper' });
    expect(isSilenced()).toBe(true);
    watch.close();
  });
});

describe('an acknowledgement', () => {
  it('of an organization covers what was lost by then, or soon after, and nothing later', () => {
    const traits = { vendor: '', model: '', version: '', organization: '0003' };
    make('acknowledgement', { kind: 'organization', value: '0003' });
    const isSilenced = silences.silencing(REACH);
    const lostAfter = (ms: number) => ({ number: ANN, traits, lostAtMs: clock.now() + ms });
    expect(isSilenced(lostAfter(-60_000))).toBe(true);
    expect(isSilenced(lostAfter(120_000))).toBe(true);
    expect(isSilenced(lostAfter(121_000))).toBe(false);
  });

  it('ends when its extension is back, where a mute goes on', () => {
    clock.advance(LIFE_MS + 1_000);
    const mute = make('mute', extension(ANN));
    const acknowledgement = make('acknowledgement', extension(ANN));
    clock.advance(5_000);
    expect(new Set(held())).toEqual(new Set([mute, acknowledgement]));
    register(ANN);
    clock.advance(1_000);
    expect(held()).toEqual([mute]);
    expect(held(open())).toEqual([mute]);
  });

  it('of an organization or an agent ends when none of it is lost any more', () => {
    make('acknowledgement', { kind: 'organization', value: '0003' });
    make('acknowledgement', { kind: 'agent', value: 'Yealink SIP-T46S' });
    clock.advance(LIFE_MS + 1_000);
    register(ANN);
    clock.advance(1_000);
    expect(held()).toHaveLength(2);
    register(BOB);
    clock.advance(1_000);
    expect(held()).toEqual([]);
  });

  it('of what is not lost yet waits until it was', () => {
    make('acknowledgement', extension(ANN));
    clock.advance(5_000);
    register(ANN);
    clock.advance(5_000);
    expect(held()).toHaveLength(1);
  });

  it('has ended after a restart during which its extension came back', () => {
    clock.advance(LIFE_MS + 1_000);
    make('acknowledgement', extension(ANN));
    register(ANN);
    expect(held(open())).toEqual([]);
  });

  it('ends with an extension that is taken out of the configuration', () => {
    clock.advance(LIFE_MS + 1_000);
    make('acknowledgement', extension(ANN));
    directory.provision([{ number: BOB, name: '', static: false }]);
    clock.advance(1_000);
    expect(held()).toEqual([]);
  });

  it('ends, and fails nothing, while the database takes nothing', () => {
    clock.advance(LIFE_MS + 1_000);
    make('acknowledgement', extension(ANN));
    database.prepare('PRAGMA query_only = 1').get();
    register(ANN);
    clock.advance(1_000);
    expect(held()).toEqual([]);
  });
});
