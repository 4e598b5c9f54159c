import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { WatchEvent } from './events.ts';
import type { Extension, Registration } from './extension.ts';
import { afterRoll, afterTime, type Screen } from './replay.rig.ts';
import { isInState, STATES, summarise } from './summary.ts';
import type { Roll } from './watch.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NUMBERS = ['0003*201', '0003*202', '0003*203', '0007*100', '0007*101'];

/** Anything that answers may say of a few extensions, minutes apart: some come and go, some are not listed for a while. */
const device = fc.record({
  agent: fc.constantFrom('A/1.0', 'B/1.0'),
  state: fc.constantFrom<Registration['state'][]>(
    'registered',
    'registered',
    'registered',
    'expired',
    'expired',
    'not-registered',
    'unknown',
    'static',
  ),
});
const devices = fc.array(device, { maxLength: 2 });
const answers = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 6 }),
    lists: fc.tuple(...NUMBERS.map(() => fc.option(devices, { nil: undefined, freq: 10 }))),
  }),
  { minLength: 1, maxLength: 30 },
);
const rolls = answers.map((given) => {
  let atMs = NOON;
  return given.map(({ minutes, lists }): Roll => {
    atMs += minutes * MINUTE;
    const extensions = lists.flatMap((list, at): Extension[] => {
      const number = NUMBERS[at] ?? '';
      const registrations = list?.map((one) =>
        one.state === 'registered' ? { ...one, expiresAtMs: atMs + HOUR } : one,
      );
      return registrations ? [{ number, registrations }] : [];
    });
    return { extensions, isWhole: true, atMs };
  });
});

/** What a screen knows after each of the answers. */
function screensOf(given: readonly Roll[]): Screen[] {
  const screens: Screen[] = [];
  for (const roll of given) screens.push(afterRoll(screens[screens.length - 1], roll));
  return screens;
}
function lastOf(given: readonly Roll[]): Screen {
  const screen = screensOf(given).pop();
  if (!screen) throw new Error('There is an answer at least.');
  return screen;
}
/** Whatever happens, and whatever time it takes to look at it. */
function always(holds: (given: readonly Roll[]) => void): void {
  fc.assert(fc.property(rolls, holds));
}
const toldIn = ({ events }: Screen) =>
  events.latest.flatMap(({ number, kind, atMs }) => (kind ? [{ number, kind, atMs }] : []));
const byNumber = (events: readonly WatchEvent[]) =>
  NUMBERS.map((number) =>
    events.filter((event) => event.number === number).map(({ nth: _, ...event }) => event),
  );

it('counts every extension once, and nothing less than none', () => {
  always((given) => {
    for (const { items } of screensOf(given)) {
      const { total, needed = 0, counts } = summarise([...items.values()]);
      expect(total).toBe(items.size);
      expect(needed).toBeGreaterThanOrEqual(0);
      for (const state of STATES) {
        const count = counts[state] ?? 0;
        expect(count).toBeGreaterThanOrEqual(0);
        expect(count).toBeLessThanOrEqual(total);
      }
    }
  });
});

it('tells the same of an extension when each of its devices has a twin', () => {
  always((given) => {
    const twins = given.map((roll) => ({
      ...roll,
      extensions: roll.extensions.map(({ number, registrations = [] }) => ({
        number,
        registrations: [
          ...registrations,
          ...registrations.map((one) => ({ ...one, agent: `${one.agent} (twin)` })),
        ],
      })),
    }));
    const [one, two] = [lastOf(given), lastOf(twins)];
    expect(toldIn(two)).toEqual(toldIn(one));
    expect(two.events.massLoss).toEqual(one.events.massLoss);
    expect(summarise([...two.items.values()])).toEqual(summarise([...one.items.values()]));
  });
});

it('tells the same in whatever order the extensions are listed', () => {
  always((given) => {
    const turned = given.map((roll) => ({ ...roll, extensions: [...roll.extensions].reverse() }));
    const [one, other] = [lastOf(given).events, lastOf(turned).events];
    expect(byNumber(other.latest)).toEqual(byNumber(one.latest));
    expect(other).toMatchObject({ flapping: one.flapping, massLoss: one.massLoss });
    expect(other.allRegisteredSinceMs).toBe(one.allRegisteredSinceMs);
  });
});

it('makes nothing of an answer that it has seen, or of looking again', () => {
  always((given) => {
    for (const [at, screen] of screensOf(given).entries()) {
      const roll = given[at];
      if (!roll) throw new Error('There is an answer for each screen.');
      expect(afterRoll(screen, roll).events).toBe(screen.events);
      expect(afterTime(screen, roll.atMs).events).toBe(screen.events);
    }
  });
});

it('tells a loss once: it is back, flaps, or leaves the list before it can be lost again', () => {
  always((given) => {
    const { latest, count } = lastOf(given).events;
    expect(latest.map(({ nth }) => nth)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    for (const events of byNumber(latest)) {
      const told = events.filter(({ kind, to }) => kind !== undefined || to === undefined);
      const again = told.filter(({ kind }, at) => kind === 'lost' && told[at - 1]?.kind === 'lost');
      expect(again).toEqual([]);
    }
  });
});

it('invents no loss when a clock is set, forwards or back', () => {
  const steps = fc.array(fc.integer({ min: -24 * 60, max: 24 * 60 }), { maxLength: 20 });
  fc.assert(
    fc.property(rolls, steps, ([first], minutes) => {
      if (!first) return;
      const set = minutes.map((minute) => ({ ...first, atMs: first.atMs + minute * MINUTE }));
      for (const { kind } of lastOf([first, ...set]).events.latest) expect(kind).toBeUndefined();
    }),
  );
});

it('lets flapping end, and then tells who is lost still', () => {
  let flapped = 0;
  const pauses = fc.array(fc.constantFrom(1, 2, 3, 4, 5, 20), { minLength: 8, maxLength: 30 });
  fc.assert(
    fc.property(pauses, (minutes) => {
      let atMs = NOON;
      const given = minutes.map((pause, at): Roll => {
        atMs += pause * MINUTE;
        const isOn = at % 2 === 0;
        const registration: Registration = isOn
          ? { agent: 'A', state: 'registered' }
          : { agent: 'A', state: 'expired' };
        return {
          extensions: [{ number: '1', registrations: [registration] }],
          isWhole: true,
          atMs,
        };
      });
      const before = lastOf(given);
      const { events, items } = afterTime(before, atMs + 15 * MINUTE);
      expect(events.flapping.size).toBe(0);
      expect(events.changesAtMs).toBeUndefined();
      if (before.events.flapping.size === 0) return;
      flapped += 1;
      const isLost = [...items.values()].every((item) => isInState(item, 'expired'));
      expect(events.count - before.events.count).toBe(isLost ? 1 : 0);
    }),
    { seed: 1 },
  );
  expect(flapped).toBeGreaterThan(5);
});

it('finds in a mass loss only what is lost and not flapping, and calls all registered only when all are', () => {
  always((given) => {
    for (const { events, items } of screensOf(given)) {
      const { massLoss, flapping, allRegisteredSinceMs } = events;
      for (const number of massLoss?.numbers ?? []) {
        const item = items.get(number);
        expect(item && isInState(item, 'expired')).toBe(true);
        expect(flapping.has(number)).toBe(false);
      }
      const { counts, needed = 0 } = summarise([...items.values()]);
      const isAll = needed > 0 && counts.registered === needed;
      expect(allRegisteredSinceMs !== undefined).toBe(isAll);
    }
  });
});
