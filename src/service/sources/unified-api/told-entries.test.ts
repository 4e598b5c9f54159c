import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PresenceEntry, PresenceRegistration } from '../../../contract/presence.ts';
import { toApiInstant } from '../../../presence/extension.ts';
import { createDirectory, type Directory } from '../../directory/directory.ts';
import { FakeClock } from '../../fake-clock.rig.ts';
import { tellDifference, type UpstreamList } from './told-entries.ts';
import { readUpstreamExtension } from './upstream-extension.ts';

const SECOND = 1000;
const ANN = '0003*210';
const AGENT = 'Yealink SIP-T46S 66.86.0.15';

let clock: FakeClock;
let directory: Directory;
let startMs: number;
let list: UpstreamList;
let answeredMs: number | null;

beforeEach(() => {
  clock = new FakeClock();
  startMs = clock.now();
  directory = createDirectory({ clock, forgetAfterMs: Number.POSITIVE_INFINITY });
  list = new Map();
  answeredMs = null;
});

/** Upstream answers so many seconds after the start, with a clock that is so much ahead of ours. */
function answer(seconds: number, entries: readonly PresenceEntry[], aheadSeconds = 0) {
  const atMs = startMs + seconds * SECOND;
  clock.sleep(atMs - clock.now());
  const moment = { atMs, offsetMs: aheadSeconds * SECOND, beforeMs: answeredMs };
  const read = entries.map((entry) =>
    readUpstreamExtension(entry, list.get(entry.extension ?? ''), moment),
  );
  const after = new Map(read.map((one) => [one.number, one]));
  const exist = (extensions: readonly { number: string; static: boolean }[]) =>
    directory.provision(
      extensions.map(({ number, static: isStatic }) => ({ number, name: '', static: isStatic })),
    );
  directory.answered(atMs, () =>
    tellDifference({ sink: directory, exist }, { before: list, after, atMs }),
  );
  list = after;
  answeredMs = atMs;
}

const entry = (
  registration: PresenceRegistration[],
  status: PresenceEntry['status'] = 0,
  extension = ANN,
): PresenceEntry => ({ extension, status, registration });
const inSeconds = (seconds: number) => toApiInstant(startMs + seconds * SECOND);
const until = (seconds: number, agent = AGENT): PresenceRegistration => ({
  agent,
  registration: '1',
  expire: inSeconds(seconds),
});
const listed = () =>
  directory.list({ kind: 'all' }, { count: 5000 }).entries.map((one) => one.entry);
const registrations = () => listed()[0]?.registration;

describe('what upstream says of an extension', () => {
  it('comes out as it was said', () => {
    const entries = [
      entry([until(60)], 3),
      entry([{ agent: '', registration: '2' }], 2, '0003*211'),
      entry([{ agent: AGENT, registration: '-1', expire: inSeconds(-60) }], 0, '0003*212'),
      entry([{ agent: AGENT, registration: '-2' }], 0, '0003*213'),
      entry([{ agent: AGENT, registration: '0' }], 0, '0003*214'),
      entry([{ agent: '', registration: '-1' }], 0, '0003*215'),
    ];
    answer(0, entries);
    expect(listed()).toEqual(entries);
  });

  it('changes nothing when it is said again', () => {
    const entries = [entry([until(60), { agent: 'Other', registration: '-1' }], 1)];
    answer(0, entries);
    const { version } = directory;
    const told: unknown[] = [];
    directory.onChange((number) => told.push(number));
    answer(5, entries);
    expect(directory.version).toBe(version);
    expect(told).toEqual([]);
  });

  it('is registered to the end of the second that it names', () => {
    answer(0, [entry([until(60)], 1)]);
    answer(60, [entry([until(60)], 1)]);
    expect(registrations()).toEqual([until(60)]);
  });

  it('has no end that could be believed when it is said to be registered, and has run out', () => {
    answer(0, [entry([until(60)], 1)]);
    answer(65, [entry([until(60)], 1)]);
    expect(registrations()).toEqual([{ agent: AGENT, registration: '1' }]);
    answer(70, [entry([until(120)], 1)]);
    expect(registrations()).toEqual([until(120)]);
  });

  it('expired at its last known end, else when that was first said', () => {
    answer(0, [entry([until(60)], 1), entry([], 0, '0003*211')]);
    const told: unknown[] = [];
    directory.onChange((_, standing) => {
      const [device] = standing?.devices ?? [];
      if (device?.state === 'expired') told.push(Math.floor((device.endedAtMs - startMs) / SECOND));
    });
    const expired: PresenceRegistration = { agent: AGENT, registration: '-2' };
    answer(600, [entry([expired]), entry([expired], 0, '0003*211')]);
    answer(900, [entry([expired]), entry([expired], 0, '0003*211')]);
    expect(new Set(told)).toEqual(new Set([60, 600]));
  });

  it('is in times of our clock when its own is wrong', () => {
    answer(0, [entry([until(3660)], 1)], 3600);
    expect(registrations()).toEqual([until(60)]);
  });

  it('was unregistered when upstream says so, else when it was first seen so', () => {
    answer(0, [entry([until(60)], 1)]);
    answer(10, [entry([{ agent: AGENT, registration: '-1' }])]);
    answer(20, [entry([{ agent: AGENT, registration: '-1' }])]);
    expect(registrations()).toEqual([{ agent: AGENT, registration: '-1', expire: inSeconds(10) }]);
  });

  it('is the other telephone of the same model that is gone, when one of two is', () => {
    const expired: PresenceRegistration = { agent: AGENT, registration: '-2' };
    answer(0, [entry([until(60), until(120)], 1)]);
    answer(61, [entry([until(120), expired], 1)]);
    expect(registrations()).toEqual([until(120), expired]);
  });

  it('leaves with the device, and with the extension, that is not listed any more', () => {
    const states: unknown[] = [];
    answer(0, [entry([until(60), until(60, 'Snom')], 1), entry([until(60)], 3, '0003*211')]);
    directory.onChange((number, standing) =>
      states.push([number, standing?.devices.map(({ agent, state }) => `${agent} ${state}`)]),
    );
    answer(5, [entry([until(60)], 1)]);
    expect(listed()).toEqual([entry([until(60)], 1)]);
    expect(states).toEqual([
      ['0003*211', undefined],
      [ANN, [`${AGENT} registered`, 'Snom not-registered']],
      [ANN, [`${AGENT} registered`]],
    ]);
    answer(10, [entry([until(60)], 1), entry([], 0, '0003*211')]);
    expect(listed()[1]).toEqual(entry([{ agent: '', registration: '-1' }], 0, '0003*211'));
  });

  it('stays static while a telephone registers there nevertheless', () => {
    answer(0, [entry([{ agent: '', registration: '2' }])]);
    answer(5, [entry([until(60)], 1)]);
    expect(directory.standings()[0]).toMatchObject({ static: true });
    answer(10, [entry([{ agent: AGENT, registration: '2' }])]);
    expect(registrations()).toEqual([{ agent: AGENT, registration: '2' }]);
  });

  it('tells how long a registration lasts, however seldom upstream is asked', () => {
    answer(0, [entry([until(3600)], 1)]);
    const lasts = () => {
      const [device] = directory.standings()[0]?.devices ?? [];
      return device?.state === 'registered' && device.expiresAtMs - device.heardAtMs;
    };
    answer(1800, [entry([until(5300)], 1)]);
    answer(3600, [entry([until(7000)], 1)]);
    expect(lasts()).toBe(3600 * SECOND + 999);
  });
});

const agents = fc.constantFrom(AGENT, 'Snom D785', '');
/** A registration of any kind, with an end in the next minutes, or now, or before. */
const someRegistration = fc.record({
  agent: agents,
  code: fc.constantFrom('1', '1', '1', '-1', '-2', '0'),
  ends: fc.option(fc.integer({ min: -30, max: 600 })),
});
const someEntry = fc.record({
  number: fc.constantFrom('0003*210', '0003*211', '0004*1', '0004*2'),
  status: fc.constantFrom(0, 1, 2, 3),
  registrations: fc.array(someRegistration, { maxLength: 5 }),
});
const someAnswers = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 300 }),
    entries: fc.uniqueArray(someEntry, { selector: ({ number }) => number }),
  }),
  { maxLength: 12 },
);
type SomeAnswers = typeof someAnswers extends fc.Arbitrary<infer Value> ? Value : never;

it('lists what upstream lists, whatever its answers were', () => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      directory = createDirectory({ clock, forgetAfterMs: Number.POSITIVE_INFINITY });
      list = new Map();
      answeredMs = null;
      let seconds = 0;
      for (const { after, entries } of answers) {
        seconds += after;
        const sent = entries.map((one) => sentEntry(one, seconds));
        answer(seconds, sent);
        const expected = sent.map((one) => expectedOf(one, seconds));
        expected.sort((a, b) => ((a.extension ?? '') < (b.extension ?? '') ? -1 : 1));
        expect(listed().map(withoutOwnTimes)).toEqual(expected);
      }
    }),
    { numRuns: 150 },
  );
});

function sentEntry(
  { number, status, registrations }: SomeAnswers[number]['entries'][number],
  atSeconds: number,
): PresenceEntry {
  return {
    extension: number,
    status,
    registration: registrations.map(({ agent, code, ends }) => ({
      agent,
      registration: code,
      ...(ends !== null && { expire: inSeconds(atSeconds + ends) }),
    })),
  };
}

/** As upstream said it: but what is live comes first, and an end that has passed is none. */
function expectedOf(
  { extension, status = 0, registration = [] }: PresenceEntry,
  atSeconds: number,
) {
  const devices = registration.filter(
    ({ agent, registration: code }) => agent !== '' || code !== '-1',
  );
  const live = devices.filter(({ registration: code }) => code === '1');
  const others = devices.filter(({ registration: code }) => code !== '1');
  const all = [
    ...live.map(({ agent, expire }) =>
      liveAs(agent, expire !== undefined && expire >= inSeconds(atSeconds) ? expire : undefined),
    ),
    ...others.map(({ agent, registration: code }) => ({ agent, registration: code })),
  ];
  return {
    extension,
    status: live.length > 0 ? Math.max(status, 1) : 0,
    registration: all.length > 0 ? all : [{ agent: '', registration: '-1' }],
  };
}

function liveAs(agent: string, expire: string | undefined) {
  return { agent, registration: '1', ...(expire !== undefined && { expire }) };
}

/** When something ended is ours to say where upstream does not. */
function withoutOwnTimes({ registration = [], ...entry }: PresenceEntry) {
  return {
    ...entry,
    registration: registration.map(({ expire, ...device }) =>
      device.registration === '1' && expire !== undefined ? { ...device, expire } : device,
    ),
  };
}
