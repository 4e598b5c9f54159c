import { expect, it } from 'vitest';
import { COUNTED_STATES } from '../../contract/journal.ts';
import { at, type RawEvent, simulateDay } from '../../presence/simulated-day.rig.ts';
import { openMemoryDatabase } from '../database.ts';
import type { Directory } from '../directory/directory.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import { makeRoster } from '../fleet/roster.ts';
import { type Heard, startFleetDay } from './fleet-day.rig.ts';
import { MINUTE_MS, startJournal } from './journal-bench.rig.ts';
import type { RecordedChange } from './observed-extension.ts';

// Days whose truth is known. What the journal tells of them is worked out here once more, from what the telephones
// said alone.

const DAY_MS = 24 * 60 * MINUTE_MS;
/** As many as a test has time for: every message of theirs is SIP. */
const EXTENSIONS = 8;

type Register = Extract<Heard, { kind: 'register' }>;
type Publish = Extract<Heard, { kind: 'publish' }>;

/** What the telephones of one extension had said by a time. */
class Said {
  readonly registers: Register[] = [];
  readonly #byContact = new Map<string, Register>();
  readonly #byPublication = new Map<string, Publish>();

  constructor(readonly isStatic: boolean) {}

  hear(heard: Heard): void {
    if (heard.kind === 'publish') {
      this.#byPublication.set(heard.publication, heard);
      return;
    }
    this.registers.push(heard);
    this.#byContact.set(heard.contact, heard);
  }

  at(atMs: number) {
    const live = [...this.#byContact.values()].filter((one) => one.untilMs > atMs);
    const calls = [...this.#byPublication.values()]
      .filter((one) => one.untilMs > atMs && (live.length > 0 || this.isStatic))
      .map(({ presence }) => presence);
    const busy = calls.includes('busy');
    return {
      registered: live.length > 0,
      busy,
      ringing: !busy && calls.includes('ringing'),
      static: this.isStatic && live.length === 0,
    };
  }
}

/** How often a device came, went, or was lost. */
function turnsIn(registers: readonly Register[], endMs: number) {
  const turns = { registered: 0, unregistered: 0, expired: 0 };
  for (const [nth, one] of registers.entries()) {
    const before = registers.slice(0, nth).findLast(({ contact }) => contact === one.contact);
    const after = registers.slice(nth + 1).find(({ contact }) => contact === one.contact);
    const wasLive = before !== undefined && before.untilMs > one.atMs;
    const isLive = one.untilMs > one.atMs;
    if (isLive && !wasLive) turns.registered += 1;
    if (!isLive && wasLive) turns.unregistered += 1;
    if (!isLive || one.untilMs > endMs || (after && after.atMs < one.untilMs)) continue;
    // The same telephone behind another Contact is not lost.
    const isBack = registers.some(
      ({ contact, agent, atMs, untilMs }) =>
        contact !== one.contact &&
        agent === one.agent &&
        atMs > one.atMs &&
        atMs < one.untilMs &&
        untilMs > one.untilMs,
    );
    if (!isBack) turns.expired += 1;
  }
  return turns;
}

it('tells of a day of the fleet what its telephones said', async () => {
  const roster = makeRoster({ extensions: EXTENSIONS, seed: 1 });
  const extensions = roster.extensions.map(({ number, name, registration }) => ({
    ...{ number, name },
    static: registration === 'static',
  }));
  const { clock, directory, recorder, changes, steps } = startJournal({ extensions });
  const startMs = clock.now();
  const day = startFleetDay({ clock, roster, directory });
  clock.advance(DAY_MS);
  const endMs = clock.now();
  await day.close();
  recorder.close();
  expect(day.heard.length).toBeGreaterThan(5000);

  const said = new Map(extensions.map((one) => [one.number, new Said(one.static)]));
  const recorded = await changes({ sinceMs: startMs, untilMs: endMs + 1 });
  const conditions = new Map<string, RecordedChange['to']>();
  const queue = { heard: [...day.heard], recorded: [...recorded] };
  const counted = await steps({ fromMs: startMs, toMs: endMs });
  expect(counted).toHaveLength(1440);
  for (const { atMs, minutes, groups } of counted) {
    const endsAtMs = atMs + MINUTE_MS;
    while (queue.heard[0] && queue.heard[0].atMs <= endsAtMs) {
      const [heard] = queue.heard.splice(0, 1);
      if (heard) said.get(heard.number)?.hear(heard);
    }
    while (queue.recorded[0] && queue.recorded[0].atMs <= endsAtMs) {
      const [change] = queue.recorded.splice(0, 1);
      if (change) conditions.set(change.extension, change.to);
    }
    const truth = new Map([...said].map(([number, one]) => [number, one.at(endsAtMs)]));
    const sum = (state: 'registered' | 'busy' | 'ringing' | 'static') =>
      [...truth.values()].filter((one) => one[state]).length;
    const [registered, isStatic] = [sum('registered'), sum('static')];
    const figures = Object.fromEntries(
      COUNTED_STATES.map((state, index) => [state, groups[0]?.cell.sums[index]]),
    );
    expect({ minutes, ...figures }).toMatchObject({
      ...{ minutes: 1, total: EXTENSIONS, registered, static: isStatic },
      ...{ busy: sum('busy'), ringing: sum('ringing') },
    });
    expect((figures.expired ?? 0) + (figures.notRegistered ?? 0)).toBe(
      EXTENSIONS - registered - isStatic,
    );
    // The changes alone give every extension's state, too.
    for (const [number, one] of truth) {
      const told = conditions.get(number) ?? '';
      const expected = one.busy ? 'busy' : one.ringing ? 'ringing' : one.static ? 'static' : '';
      if (expected) expect(told).toBe(expected);
      else if (one.registered) expect(told).toBe('registered');
      else expect(['expired', 'not-registered']).toContain(told);
    }
  }

  for (const [number, { registers }] of said) {
    const kinds = recorded.filter(({ extension }) => extension === number);
    const times = (kind: string) => kinds.filter((change) => change.kind === kind).length;
    expect({
      number,
      ...{ registered: times('registered'), unregistered: times('unregistered') },
      expired: times('expired'),
    }).toEqual({ number, ...turnsIn(registers, endMs) });
  }
}, 180_000);

it('tells of a recorded day when each was lost, over a restart and through it', async () => {
  const { raw } = simulateDay();
  const startMs = raw[0]?.atMs ?? 0;
  const clock = new FakeClock(startMs);
  const database = openMemoryDatabase();
  const provisioned = new Set<string>();
  const extensions = () => [...provisioned].map((number) => ({ number, name: '', static: false }));
  let service = startJournal({ clock, database, extensions: [] });

  const tell = (directory: Directory, event: RawEvent) => {
    const { number: extension, atMs } = event;
    switch (event.kind) {
      case 'registered': {
        const device = { extension, device: event.agent, agent: event.agent };
        return directory.registered(device, atMs + event.lifeMs);
      }
      case 'signed-off':
        return directory.unregistered({ extension, device: event.agent, agent: event.agent }, atMs);
      case 'added':
        provisioned.add(extension);
        return directory.provision(extensions());
      case 'removed':
        provisioned.delete(extension);
        return directory.provision(extensions());
    }
  };
  const passUntil = (untilMs: number) => clock.advance(untilMs - clock.now());
  let isRestarted = false;
  for (const event of raw) {
    if (!isRestarted && event.atMs >= at(14)) {
      isRestarted = true;
      passUntil(at(14));
      service.recorder.close();
      passUntil(at(14, 4));
      const before = lastOf(raw.filter(({ atMs }) => atMs < at(14)));
      service = startJournal({
        ...{ clock, database, extensions: extensions() },
        remembered: (directory) => {
          for (const one of before) tell(directory, one);
        },
      });
    }
    passUntil(event.atMs);
    tell(service.directory, event);
  }
  passUntil(at(24));
  service.recorder.close();

  const lost = (await service.changes({ kinds: ['expired'] })).map(
    ({ extension, agent, atMs }) => `${extension} ${agent} ${atMs}`,
  );
  expect(lost.sort()).toEqual(lossesOf(raw).sort());
  expect(lost.filter((one) => one.startsWith('0012*300')).length).toBeGreaterThanOrEqual(11);

  expect(await service.journal.gaps(startMs, at(24))).toEqual([
    { kind: 'not-running', fromMs: at(14), toMs: at(14, 4), lost: 0 },
  ]);
  const counted = await service.steps({ fromMs: at(0), toMs: at(24) });
  const countRegistered = countingRegistered(raw);
  for (const { atMs, minutes, groups } of counted) {
    const isDown = atMs >= at(14) && atMs < at(14, 4);
    const registered = isDown ? undefined : countRegistered(atMs + MINUTE_MS);
    expect([atMs, minutes, groups[0]?.cell.sums[1]]).toEqual([atMs, isDown ? 0 : 1, registered]);
  }
}, 180_000);

const nameOf = (event: RawEvent) => `${event.number} ${'agent' in event ? event.agent : ''}`;

/** The last that each device said. */
function lastOf(raw: readonly RawEvent[]): RawEvent[] {
  const spoken = raw.filter(({ kind }) => kind === 'registered' || kind === 'signed-off');
  return [...new Map(spoken.map((event) => [nameOf(event), event])).values()];
}

/** When a registration ran out: its device said nothing more in time, and its extension still existed. */
function lossesOf(raw: readonly RawEvent[]): string[] {
  const removedAtMs = new Map(
    raw.flatMap((event) => (event.kind === 'removed' ? [[event.number, event.atMs]] : [])),
  );
  const nextAtMs = new Map<string, number>();
  return [...raw].reverse().flatMap((event) => {
    if (event.kind === 'added' || event.kind === 'removed') return [];
    const next = Math.min(
      nextAtMs.get(nameOf(event)) ?? at(24) + 1,
      removedAtMs.get(event.number) ?? Number.POSITIVE_INFINITY,
    );
    nextAtMs.set(nameOf(event), event.atMs);
    if (event.kind !== 'registered') return [];
    const endsAtMs = event.atMs + event.lifeMs;
    return next > endsAtMs ? [`${nameOf(event)} ${endsAtMs}`] : [];
  });
}

/** How many extensions have a device that is registered, asked for one time after the other. */
function countingRegistered(raw: readonly RawEvent[]): (atMs: number) => number {
  const live = new Map<string, { number: string; endsAtMs: number }>();
  // Whose telephone goes on refreshing.
  const removed = new Set<string>();
  let next = 0;
  return (atMs) => {
    for (let event = raw[next]; event && event.atMs <= atMs; event = raw[next]) {
      const { number } = event;
      const endsAtMs = event.kind === 'registered' ? event.atMs + event.lifeMs : 0;
      if (event.kind === 'removed') removed.add(number);
      live.set(nameOf(event), { number, endsAtMs });
      next += 1;
    }
    const registered = [...live.values()].filter(({ endsAtMs }) => endsAtMs > atMs);
    const numbers = registered.map(({ number }) => number);
    return new Set(numbers.filter((number) => !removed.has(number))).size;
  };
}
