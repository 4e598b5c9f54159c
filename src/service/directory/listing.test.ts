import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { createDirectory, type Directory } from './directory.ts';

const ANN = '0003*210';
const SECOND = 1000;
const WEEK = 7 * 24 * 3600 * SECOND;
const ALL = { kind: 'all' } as const;

let clock: FakeClock;
let directory: Directory;

const extension = (number: string, isStatic = false) => ({ number, name: '', static: isStatic });
const desk = { extension: ANN, device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const softphone = { extension: ANN, device: 'softphone', agent: 'Linphonec/5.1.65' };
const inSeconds = (seconds: number) => clock.now() + seconds * SECOND;

/** What the API would say of one extension. */
function answer(number = ANN) {
  const [listed] = directory.list({ kind: 'extensions', numbers: [number] }, {}).entries;
  return listed && { status: listed.entry.status, registration: listed.entry.registration };
}

beforeEach(() => {
  clock = new FakeClock(Date.parse('2026-11-23T14:30:00Z'));
  directory = createDirectory({ clock });
  directory.provision([extension(ANN)]);
});

describe('provisioning', () => {
  it('keeps the registrations of what stays and takes away what goes', () => {
    directory.registered(desk, inSeconds(60));
    directory.provision([extension('0003*211'), extension(ANN)]);
    expect(answer()?.status).toBe(1);
    directory.provision([extension('0003*211')]);
    expect(directory.has(ANN)).toBe(false);
    expect(answer()).toBeUndefined();
  });

  it('knows the registration of an extension that was told before it existed', () => {
    directory.registered({ ...desk, extension: '0003*211' }, inSeconds(60));
    expect(directory.list(ALL, {}).totalResults).toBe(1);
    directory.provision([extension(ANN), extension('0003*211')]);
    expect(answer('0003*211')?.status).toBe(1);
  });

  it('tells names where there are some', () => {
    directory.provision([{ ...extension(ANN), name: 'Ann' }, extension('0004*1')]);
    expect(directory.names(ALL)).toEqual({ [ANN]: 'Ann' });
    expect(directory.names({ kind: 'organization', organization: '0004' })).toEqual({});
  });

  it('has another version of the names when they are others, and then alone', () => {
    const before = directory.namesVersion;
    directory.provision([extension(ANN, true)]);
    directory.registered(desk, inSeconds(60));
    expect(directory.namesVersion).toBe(before);
    directory.provision([{ ...extension(ANN), name: 'Ann' }]);
    expect(directory.namesVersion).toBe(before + 1);
    directory.provision([{ ...extension('0003*211'), name: 'Ann' }]);
    expect(directory.namesVersion).toBe(before + 2);
  });
});

describe('the version', () => {
  /** True when the version changes while something is done. */
  const changes = (act: () => void) => {
    const before = directory.version;
    act();
    return directory.version !== before;
  };

  it('changes with every fact that an answer shows', () => {
    expect(changes(() => directory.registered(desk, inSeconds(60)))).toBe(true);
    expect(changes(() => directory.registered(desk, inSeconds(61)))).toBe(true);
    expect(changes(() => clock.advance(61 * SECOND))).toBe(true);
    expect(changes(() => directory.unregistered(desk, clock.now()))).toBe(true);
    expect(changes(() => clock.advance(WEEK))).toBe(true);
    expect(changes(() => directory.provision([extension(ANN), extension('0003*211')]))).toBe(true);
    expect(changes(() => directory.provision([extension(ANN, true)]))).toBe(true);
  });

  it('stays with everything that no answer shows', () => {
    directory.registered(desk, inSeconds(60));
    expect(changes(() => directory.registered(desk, inSeconds(60)))).toBe(false);
    expect(changes(() => directory.registered(desk, inSeconds(60) + 999))).toBe(false);
    expect(changes(() => clock.advance(59 * SECOND))).toBe(false);
    expect(changes(() => directory.list(ALL, { sortOrder: 'desc' }))).toBe(false);
    expect(changes(() => directory.provision([extension(ANN)]))).toBe(false);
    expect(changes(() => directory.provision([{ ...extension(ANN), name: 'Ann' }]))).toBe(false);
    expect(
      changes(() => directory.registered({ ...desk, extension: '0009*1' }, inSeconds(60))),
    ).toBe(false);
  });

  it('changes if and only if the answer to the whole list does, whatever happens', () => {
    const device = fc.constantFrom(desk, softphone, { ...desk, device: 'home' });
    const seconds = fc.integer({ min: -5, max: 90 });
    const step = fc.oneof(
      fc.tuple(device, seconds).map(
        ([one, s]) =>
          () =>
            directory.registered(one, inSeconds(s)),
      ),
      fc.tuple(device, seconds).map(
        ([one, s]) =>
          () =>
            directory.unregistered(one, inSeconds(Math.min(s, 0))),
      ),
      fc.tuple(device, seconds).map(
        ([one, s]) =>
          () =>
            directory.expired(one, inSeconds(Math.min(s, 0))),
      ),
      fc.integer({ min: 1, max: WEEK }).map((ms) => () => clock.advance(ms)),
      fc.boolean().map((isStatic) => () => directory.provision([extension(ANN, isStatic)])),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        clock = new FakeClock();
        directory = createDirectory({ clock });
        directory.provision([extension(ANN)]);
        let before = { version: directory.version, text: JSON.stringify(answer()) };
        for (const act of steps) {
          act();
          const after = { version: directory.version, text: JSON.stringify(answer()) };
          // One step may change the answer and change it back, so the version may move alone; never the answer alone.
          if (after.version === before.version) expect(after.text).toBe(before.text);
          before = after;
        }
      }),
    );
  });
});

describe('a listing', () => {
  const numbers = ['0004*1', '0003*211', '0003*2100', '00031*7', '210', '0003*210'];
  const ascending = ['0003*210', '0003*2100', '0003*211', '00031*7', '0004*1', '210'];
  const list = (...args: Parameters<Directory['list']>) => {
    const { totalResults, entries } = directory.list(...args);
    return { totalResults, numbers: entries.map(({ entry }) => entry.extension) };
  };
  beforeEach(() => directory.provision(numbers.map((number) => extension(number))));

  it('is in plain string order of the extended number', () => {
    expect(list(ALL, {})).toEqual({ totalResults: 6, numbers: ascending });
    expect(list(ALL, { sortOrder: 'asc' }).numbers).toEqual(ascending);
    expect(list(ALL, { sortOrder: 'desc' }).numbers).toEqual([...ascending].reverse());
  });

  it('is paged, twenty by default, and counts what is on no page', () => {
    directory.provision(Array.from({ length: 45 }, (_, index) => extension(`${100 + index}`)));
    expect(list(ALL, {}).numbers).toHaveLength(20);
    expect(list(ALL, { startIndex: 40 })).toEqual({
      totalResults: 45,
      numbers: ['140', '141', '142', '143', '144'],
    });
    expect(list(ALL, { startIndex: 45 })).toEqual({ totalResults: 45, numbers: [] });
    expect(list(ALL, { sortOrder: 'desc', startIndex: 43, count: 10 }).numbers).toEqual([
      '101',
      '100',
    ]);
    expect(list(ALL, { sortOrder: 'desc', startIndex: 1, count: 2 }).numbers).toEqual([
      '143',
      '142',
    ]);
    expect(list(ALL, { sortOrder: 'desc', startIndex: 50 }).numbers).toEqual([]);
  });

  it.each([
    [{ op: 'equals', value: '0003*210' }, ['0003*210']],
    [{ op: 'startsWith', value: '0003' }, ['0003*210', '0003*2100', '0003*211', '00031*7']],
    [{ op: 'contains', value: '*21' }, ['0003*210', '0003*2100', '0003*211']],
    [{ op: 'inArray', value: ['210', '0003*210', '9'] }, ['0003*210', '210']],
  ] as const)('is filtered by %j', (filter, expected) => {
    expect(list(ALL, { filter })).toEqual({ totalResults: expected.length, numbers: expected });
  });

  it('holds what its scope covers and nothing else', () => {
    expect(list({ kind: 'organization', organization: '0003' }, {}).numbers).toEqual([
      '0003*210',
      '0003*2100',
      '0003*211',
    ]);
    expect(list({ kind: 'organization', organization: '' }, {}).numbers).toEqual([]);
    expect(list({ kind: 'extensions', numbers: ['210', '0003*211', '210', '0009*9'] }, {})).toEqual(
      { totalResults: 2, numbers: ['0003*211', '210'] },
    );
  });
});
