import { describe, expect, it } from 'vitest';
import type { Directory } from '../directory/directory.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { diskForTest } from '../sources/registrar/test-bench.rig.ts';
import { MINUTE_MS, SECOND_MS, startJournal } from './journal-bench.rig.ts';

const START_MS = new FakeClock().now();
const DESK = { extension: '0003*210', device: 'desk', agent: 'Yealink SIP-T46S 66.86.0.15' };
const SOFTPHONE = { extension: '0003*210', device: 'soft', agent: 'Zoiper rv2.10.20.4' };
const OTHER = { extension: '0003*211', device: 'desk', agent: 'snomD785/10.1.184.15' };

/** Time passes with a look at the directory every second, as it does. */
type Started = ReturnType<typeof startJournal>;
const register = ({ clock, directory }: Started, device = DESK, lifeMs = 2 * MINUTE_MS) =>
  directory.registered(device, clock.now() + lifeMs);

describe('the recorder', () => {
  it('records what becomes of an extension, with the condition that it leaves behind', async () => {
    const started = startJournal();
    const { clock, directory, told } = started;
    register(started);
    clock.advance(10 * SECOND_MS);
    const call = { extension: '0003*210', publication: 'a' };
    directory.published({ ...call, presence: 'ringing' }, clock.now() + MINUTE_MS);
    clock.advance(5 * SECOND_MS);
    directory.published({ ...call, presence: 'busy' }, clock.now() + MINUTE_MS);
    clock.advance(20 * SECOND_MS);
    directory.withdrawn(call);
    clock.advance(20 * SECOND_MS);
    directory.unregistered(DESK, clock.now());
    clock.advance(2 * SECOND_MS);
    expect(await told()).toEqual([
      '14:30:00 0003*210 registered: not-registered → registered',
      '14:30:10 0003*210 presence-changed: registered → ringing',
      '14:30:15 0003*210 presence-changed: ringing → busy',
      '14:30:35 0003*210 presence-changed: busy → registered',
      '14:30:55 0003*210 unregistered: registered → not-registered',
    ]);
  });

  it('takes a refresh in time for no change, and says how late another was', async () => {
    const started = startJournal();
    const { clock, changes } = started;
    for (let turn = 0; turn < 5; turn += 1) {
      register(started);
      clock.advance(MINUTE_MS);
    }
    // Its rhythm is a minute; twelve seconds are allowed for networks.
    clock.advance(20 * SECOND_MS);
    register(started);
    clock.advance(2 * SECOND_MS);
    expect((await changes({ extensions: ['0003*210'] })).slice(1)).toMatchObject([
      { kind: 'registered' },
      {
        ...{ kind: 'refreshed-late', agent: DESK.agent, lateSeconds: 8 },
        ...{ from: 'registered', to: 'registered' },
      },
    ]);
  });

  it('tells another firmware, and what it was before', async () => {
    const started = startJournal();
    register(started);
    register(started, { ...DESK, agent: 'Yealink SIP-T46S 66.86.0.160' });
    started.clock.advance(2 * SECOND_MS);
    expect(await started.changes({ kinds: ['agent-changed'] })).toMatchObject([
      { agent: 'Yealink SIP-T46S 66.86.0.160', agentBefore: DESK.agent },
    ]);
  });

  it('tells of each of several devices, and of the extension only what is new of it', async () => {
    const started = startJournal();
    register(started);
    register(started, SOFTPHONE, MINUTE_MS);
    started.clock.advance(3 * MINUTE_MS);
    expect(await started.told()).toEqual([
      '14:30:00 0003*210 registered: not-registered → registered',
      '14:30:00 0003*210 registered: registered → registered',
      '14:31:00 0003*210 expired: registered → registered',
      '14:32:00 0003*210 expired: registered → expired',
    ]);
  });

  it('tells which extensions are added, removed, or need no registration any more', async () => {
    const started = startJournal({ extensions: ['0003*210'] });
    const { clock, directory, changes } = started;
    register(started);
    const of = (number: string, isStatic = false) => ({ number, name: '', static: isStatic });
    clock.advance(5 * SECOND_MS);
    directory.provision([of('0003*210', true), of('0003*212')]);
    clock.advance(5 * SECOND_MS);
    directory.provision([of('0003*212')]);
    clock.advance(5 * SECOND_MS);
    const kinds = (await changes()).map(({ kind, extension, to }) => `${kind} ${extension} ${to}`);
    expect(kinds).toEqual([
      'added 0003*210 not-registered',
      'registered 0003*210 registered',
      'configured 0003*210 registered',
      'added 0003*212 not-registered',
      'removed 0003*210 null',
    ]);
  });

  it('gives an expiry its own time, however late it was noticed', async () => {
    const started = startJournal();
    const { clock, directory, told } = started;
    register(started);
    register(started, OTHER, MINUTE_MS);
    started.recorder.close();
    clock.advance(10 * MINUTE_MS);
    const later = startJournal({
      ...{ database: started.database, clock },
      remembered: (next) => {
        next.expired(DESK, Date.parse('2026-11-23T14:32:00Z'));
        next.expired(OTHER, Date.parse('2026-11-23T14:31:00Z'));
      },
    });
    clock.advance(2 * SECOND_MS);
    expect(directory.version).toBeGreaterThan(0);
    expect((await told()).slice(2)).toEqual([
      '14:31:00 0003*211 expired: registered → expired',
      '14:32:00 0003*210 expired: registered → expired',
    ]);
    later.recorder.close();
  });

  it('leaves no timer, and writes what is left, when it is closed', async () => {
    const started = startJournal();
    register(started);
    started.recorder.close();
    started.recorder.close();
    expect(started.clock.waiting).toBe(0);
    expect(await started.told()).toHaveLength(1);
    register(started, OTHER);
    expect(await started.told()).toHaveLength(1);
  });
});

describe('the first start', () => {
  it('is the end of a time that nobody recorded', async () => {
    const { clock, journal } = startJournal();
    clock.advance(2 * SECOND_MS);
    expect(await journal.gaps(START_MS - MINUTE_MS, clock.now())).toEqual([
      { kind: 'not-running', fromMs: START_MS - MINUTE_MS, toMs: START_MS, lost: 0 },
    ]);
  });
});

describe('a restart', () => {
  const stillThere = (directory: Directory) => {
    directory.registered(DESK, Date.parse('2026-11-23T15:30:00Z'));
  };

  it('is a gap from when it was closed until it is opened again', async () => {
    const { clock, database, recorder } = startJournal();
    clock.advance(150 * SECOND_MS);
    const closedAtMs = clock.now();
    recorder.close();
    clock.advance(5 * MINUTE_MS);
    const { journal } = startJournal({ database, clock });
    clock.advance(2 * SECOND_MS);
    expect(await journal.gaps(START_MS, clock.now())).toEqual([
      { kind: 'not-running', fromMs: closedAtMs, toMs: closedAtMs + 5 * MINUTE_MS, lost: 0 },
    ]);
  });

  it('is a gap from when it last said that it was there, when it was killed', async () => {
    const { clock, database } = startJournal();
    clock.advance(150 * SECOND_MS);
    const killedAtMs = clock.now();
    const later = new FakeClock(killedAtMs + 5 * MINUTE_MS);
    const { journal } = startJournal({ database, clock: later });
    later.advance(2 * SECOND_MS);
    expect(await journal.gaps(START_MS, later.now())).toMatchObject([
      { kind: 'not-running', fromMs: killedAtMs - 30 * SECOND_MS },
    ]);
  });

  it('makes no change of a telephone that is still there', async () => {
    const started = startJournal();
    register(started, DESK, 60 * MINUTE_MS);
    started.recorder.close();
    started.clock.advance(MINUTE_MS);
    const { database, clock } = started;
    const later = startJournal({ database, clock, remembered: stillThere });
    clock.advance(2 * SECOND_MS);
    expect(await later.told()).toEqual([
      '14:30:00 0003*210 registered: not-registered → registered',
    ]);
  });

  it('finds what was removed while it was not running', async () => {
    const started = startJournal();
    started.recorder.close();
    const { database, clock } = started;
    const later = startJournal({ database, clock, extensions: ['0003*210'] });
    clock.advance(2 * SECOND_MS);
    expect(await later.told()).toEqual(['14:30:00 0003*211 removed: not-registered → -']);
  });
});

describe('what the journal cannot know', () => {
  it('is a gap while the source does not answer, and nothing is counted then', async () => {
    const { clock, journal, source, told, steps } = startJournal();
    clock.advance(2 * MINUTE_MS);
    const staleAtMs = clock.now();
    source.health = { ...source.health, error: 'No answer.', sinceMs: staleAtMs };
    clock.advance(2 * MINUTE_MS);
    expect(await journal.gaps(START_MS, clock.now())).toMatchObject([
      { kind: 'source-stale', fromMs: staleAtMs, toMs: null },
    ]);
    const backAtMs = clock.now();
    source.health = { ...source.health, error: null, sinceMs: backAtMs };
    clock.advance(2 * MINUTE_MS);
    expect(await journal.gaps(START_MS, clock.now())).toMatchObject([
      { kind: 'source-stale', fromMs: staleAtMs, toMs: backAtMs },
    ]);
    expect(await told()).toEqual(['14:32:00 source-stale: - → -', '14:34:00 source-back: - → -']);
    const counted = (await steps({ fromMs: staleAtMs - 2 * MINUTE_MS })).map((one) => one.minutes);
    expect(counted).toEqual([1, 1, 0, 0, 1, 1]);
  });

  it('is a gap when the machine slept', async () => {
    const { clock, journal } = startJournal();
    clock.advance(MINUTE_MS);
    const asleepAtMs = clock.now();
    // Time goes on, and no timer fires.
    const woken = Object.assign(clock, { now: () => asleepAtMs + 60 * MINUTE_MS });
    clock.advance(SECOND_MS);
    expect(await journal.gaps(START_MS, woken.now())).toMatchObject([
      { kind: 'not-running', fromMs: asleepAtMs, toMs: asleepAtMs + 60 * MINUTE_MS },
    ]);
  });

  it('is no minute after a clock that was wrong was set back: they are counted as they come', async () => {
    const { clock, steps } = startJournal();
    clock.advance(2 * MINUTE_MS);
    // Timers go by a clock that nobody sets.
    const passed = clock.now.bind(clock);
    Object.assign(clock, { now: () => passed() - 60 * MINUTE_MS });
    const setAtMs = clock.now();
    clock.advance(4 * MINUTE_MS);
    const counted = await steps({ fromMs: setAtMs });
    expect(counted.map(({ minutes }) => minutes)).toEqual([1, 1, 1, 1]);
  });

  it('waits while the disk takes nothing, and holds up no registration', async () => {
    const { disk, database } = diskForTest();
    const started = startJournal({ database });
    const { clock, directory, logged, told } = started;
    disk.isFull = true;
    register(started);
    clock.advance(90 * SECOND_MS);
    expect(directory.standings()[0]?.extension.registrations).toMatchObject([
      { state: 'registered' },
    ]);
    expect(logged).toEqual([
      'The journal cannot be written. The disk is full. Make room on it. What it misses will be a gap.',
    ]);
    disk.isFull = false;
    clock.advance(MINUTE_MS);
    expect(logged.slice(1)).toEqual(['The journal is written again.']);
    expect(await told()).toEqual([
      '14:30:00 0003*210 registered: not-registered → registered',
      '14:32:00 0003*210 expired: registered → expired',
    ]);
  });

  it('drops what is too much while the disk takes nothing, and counts it', async () => {
    const { disk, database } = diskForTest();
    const started = startJournal({ database });
    const { clock, directory, journal, changes } = started;
    clock.advance(2 * SECOND_MS);
    disk.isFull = true;
    for (let turn = 0; turn < 10_001; turn += 1) {
      register(started);
      directory.unregistered(DESK, clock.now());
    }
    disk.isFull = false;
    clock.advance(2 * MINUTE_MS);
    const [gap] = await journal.gaps(START_MS, clock.now());
    expect(gap).toMatchObject({ kind: 'not-stored', lost: 10_000 });
    expect(await changes({ extensions: ['0003*210'] })).toHaveLength(10_003);
  });
});
