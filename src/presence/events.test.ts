import { describe, expect, it } from 'vitest';
import { followEvents } from './events.ts';
import type { Extension, Registration, RegistrationState } from './extension.ts';
import { afterRoll, afterTime, type Screen } from './replay.rig.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const live = (expiresAtMs = NOON + 10 * HOUR, agent = 'A'): Registration => ({
  agent,
  state: 'registered',
  expiresAtMs,
});
const ended = (state: RegistrationState = 'expired', agent = 'A'): Registration => ({
  agent,
  state,
});
const phone = (number: string, ...registrations: Registration[]): Extension => ({
  number,
  registrations,
});

/** A screen after these whole answers, a minute apart from noon on. */
function screenAfter(...answers: (readonly Extension[])[]): Screen {
  const [first = [], ...rest] = answers;
  return rest.reduce(
    (screen, extensions, at) => answer(screen, at + 1, extensions),
    answer(undefined, 0, first),
  );
}
function answer(screen: Screen | undefined, minute: number, extensions: readonly Extension[]) {
  return afterRoll(screen, { extensions, isWhole: true, atMs: NOON + minute * MINUTE });
}
const toldOf = ({ events }: Screen) => events.latest.map(({ number, kind }) => `${number} ${kind}`);

/** The same extension on and off, minute by minute. */
const turns = (...isOn: boolean[]) => isOn.map((on) => [phone('1', on ? live() : ended())]);
const FLAPPING = turns(true, false, true, false, true, false, true);

describe('what happened between two answers', () => {
  it('is told of each extension, what left the list last', () => {
    const { events } = screenAfter(
      [
        phone('1', live()),
        phone('2', live()),
        phone('3', live()),
        phone('4', ended('not-registered')),
      ],
      [phone('5', ended('static', '')), phone('1', ended()), phone('2', live(NOON + 11 * HOUR))],
    );
    const atMs = NOON + MINUTE;
    expect(events.latest).toEqual([
      { nth: 1, number: '5', from: undefined, to: 'static', atMs },
      { nth: 2, number: '1', from: 'registered', to: 'expired', atMs, kind: 'lost' },
      { nth: 3, number: '3', from: 'registered', to: 'lost', atMs, kind: 'lost' },
      { nth: 4, number: '4', from: 'not-registered', to: undefined, atMs },
    ]);
  });

  it('is nothing when what was found at first is found again', () => {
    const { events } = screenAfter(
      [phone('1', ended()), phone('2', live())],
      [phone('1', ended()), phone('2', live(NOON + 11 * HOUR))],
    );
    expect(events.latest).toEqual([]);
  });

  it('is also what the clock alone did', () => {
    const screen = screenAfter([phone('1', live(NOON + 10 * MINUTE))]);
    const { events } = afterTime(screen, NOON + 9.5 * MINUTE);
    expect(events.latest).toMatchObject([{ from: 'registered', to: 'late' }]);
    expect(events.latest[0]).not.toHaveProperty('kind');
  });

  it('is counted on when another list is watched, and nothing on that has happened', () => {
    const screen = screenAfter([phone('1', live())], [phone('1', ended())]);
    const other = screenAfter([phone('1', live())]);
    const events = followEvents(screen.events, {
      sinceMs: NOON + HOUR,
      items: other.items,
      atMs: NOON + HOUR,
    });
    expect(events).toMatchObject({ sinceMs: NOON + HOUR, latest: [], count: 1 });
  });

  it('keeps the latest twenty thousand, and has counted all', () => {
    const list = (registration: Registration) =>
      Array.from({ length: 7000 }, (_, at) => phone(`${at}`, registration));
    const { events } = screenAfter(list(live()), list(ended()), list(live()), list(ended()));
    expect(events.count).toBe(21_000);
    expect(events.latest).toHaveLength(20_000);
    expect(events.latest[0]?.nth).toBe(1001);
  });
});

describe('a loss', () => {
  it('is of an extension, not of a device: another one still rings', () => {
    const both = phone('1', live(), live(undefined, 'B'));
    const one = phone('1', live(), ended('expired', 'B'));
    const none = phone('1', ended(), ended('expired', 'B'));
    expect(toldOf(screenAfter([both], [one]))).toEqual([]);
    expect(toldOf(screenAfter([both], [one], [none]))).toEqual(['1 lost']);
  });

  it('is told of one that was busy, ringing or late', () => {
    const busy = { ...phone('1', live()), presence: 'busy' as const };
    expect(toldOf(screenAfter([busy], [phone('1', ended())]))).toEqual(['1 lost']);
    const late = afterTime(screenAfter([phone('1', live(NOON + MINUTE))]), NOON + 59_000);
    expect(toldOf(answer(late, 1, [phone('1', ended())]))).toEqual(['1 undefined', '1 lost']);
  });

  it('is told of one that left the list while it was registered', () => {
    expect(toldOf(screenAfter([phone('1', live())], []))).toEqual(['1 lost']);
  });

  it('is not told of one that was never there, or that stopped needing a registration', () => {
    expect(
      toldOf(
        screenAfter(
          [phone('1', ended('not-registered')), phone('2', live())],
          [phone('1', ended('expired')), phone('2', ended('static'))],
        ),
      ),
    ).toEqual(['1 undefined', '2 undefined']);
  });

  it('is told although an answer between did not know', () => {
    const told = toldOf(
      screenAfter([phone('1', live())], [phone('1', ended('unknown'))], [phone('1', ended())]),
    );
    expect(told).toEqual(['1 undefined', '1 lost']);
  });

  it('is told once, whether it is called expired or lost', () => {
    const answers = [live(), ended(), ended('not-registered'), ended()];
    expect(toldOf(screenAfter(...answers.map((device) => [phone('1', device)])))[0]).toBe('1 lost');
    expect(
      toldOf(screenAfter(...answers.map((device) => [phone('1', device)]))).filter((told) =>
        told.endsWith('lost'),
      ),
    ).toHaveLength(1);
  });

  it('is not told of whoever stands at a place, since it may be another one each time', () => {
    const told = toldOf(screenAfter([phone('#1', live())], [phone('#1', ended())]));
    expect(told).toEqual([]);
  });
});

describe('the way back', () => {
  it('is told after a loss, seen or not', () => {
    expect(toldOf(screenAfter(...turns(true, false, true)))).toEqual(['1 lost', '1 back']);
    expect(toldOf(screenAfter(...turns(false, true)))).toEqual(['1 back']);
  });

  it('is not told of one that registers for the first time', () => {
    const first = screenAfter([phone('1', ended('not-registered', ''))], [phone('1', live())]);
    expect(toldOf(first)).toEqual(['1 undefined']);
  });
});

describe('a flapping extension', () => {
  const times = (screen: Screen) => screen.events.flapping.get('1')?.times;

  it('is told at its third return, and its losses no more', () => {
    const screen = screenAfter(...FLAPPING, ...turns(false, true));
    expect(toldOf(screen)).toEqual([
      '1 lost',
      '1 back',
      '1 lost',
      '1 back',
      '1 lost',
      '1 flapping',
      '1 undefined',
      '1 undefined',
    ]);
    expect(times(screen)).toBe(4);
  });

  it('is one extension, however many devices come and go in turn', () => {
    const inTurn = [0, 1, 0, 1, 0, 1, 0].map((on) => [
      phone('1', on ? live() : ended(), on ? ended('expired', 'B') : live(undefined, 'B')),
    ]);
    expect(toldOf(screenAfter(...inTurn))).toEqual([]);
  });

  it('is steady again after fifteen quiet minutes, which the clock alone tells', () => {
    const screen = screenAfter(...FLAPPING);
    expect(screen.events.changesAtMs).toBe(NOON + 21 * MINUTE);
    expect(times(afterTime(screen, NOON + 21 * MINUTE - 1))).toBe(3);
    const { events } = afterTime(screen, NOON + 21 * MINUTE);
    expect(events).toMatchObject({ flapping: new Map(), changesAtMs: undefined, count: 6 });
  });

  it('is told as lost when it has stayed away for as long', () => {
    const away = screenAfter(...FLAPPING, ...turns(false));
    const after = afterTime(away, NOON + 22 * MINUTE);
    expect(after.events.latest.slice(-1)).toMatchObject([
      { from: 'expired', to: 'expired', kind: 'lost' },
    ]);
    expect(after.events.flapping.size).toBe(0);
  });

  it('is kept out of a mass loss', () => {
    const others = (device: Registration) => ['2', '3'].map((number) => phone(number, device));
    const flapping = screenAfter(...FLAPPING.map((one) => [...one, ...others(live())]));
    const lost = answer(flapping, 7, [phone('1', ended()), ...others(ended())]);
    expect(lost.events.massLoss).toBeUndefined();
    const quiet = afterTime(lost, NOON + 22 * MINUTE);
    expect(quiet.events.massLoss?.numbers).toEqual(new Set(['1', '2', '3']));
  });
});

describe('a mass loss', () => {
  const list = (device: (nth: number) => Registration) =>
    Array.from({ length: 9 }, (_, nth) => phone(`0003*20${nth}`, device(nth)));

  it('is of those that are lost still', () => {
    const lost = screenAfter(
      list(() => live(NOON + 30_000)),
      list((nth) => (nth < 5 ? ended() : live())),
    );
    expect(lost.events.massLoss).toMatchObject({ count: 5, total: 9, sinceMs: NOON + 30_000 });
    const fewer = answer(
      lost,
      2,
      list((nth) => (nth < 3 ? ended() : live())),
    );
    expect(fewer.events.massLoss?.count).toBe(3);
    expect(
      answer(
        fewer,
        3,
        list((nth) => (nth < 2 ? ended() : live())),
      ).events.massLoss,
    ).toBe(undefined);
  });

  it('is not made of what was lost before anybody watched, nor of what needs no registration', () => {
    expect(screenAfter(list(() => ended())).events.massLoss).toBeUndefined();
    const withStatic = screenAfter(
      [...list(() => live()), phone('0003*299', ended('static'))],
      [...list(() => ended()), phone('0003*299', ended('static'))],
    );
    expect(withStatic.events.massLoss).toMatchObject({ count: 9, total: 9 });
  });
});

describe('all registered', () => {
  const since = (...answers: (readonly Extension[])[]) =>
    screenAfter(...answers).events.allRegisteredSinceMs;
  const STATIC = phone('9', ended('static', ''));

  it('is so since the last one came, or since anybody watched', () => {
    expect(since([phone('1', live()), STATIC])).toBe(NOON);
    expect(since([phone('1', live())], [phone('1', live(NOON + 11 * HOUR))])).toBe(NOON);
    expect(since(...turns(true, false, true))).toBe(NOON + 2 * MINUTE);
  });

  it('is not so while one is lost, was never there, or is not known', () => {
    for (const state of ['expired', 'not-registered', 'unknown'] as const) {
      expect(since([phone('1', live()), phone('2', ended(state))])).toBeUndefined();
    }
    expect(since([phone('#1', live())], [phone('#1', ended())])).toBeUndefined();
  });

  it('is not said of nothing, nor where registrations were not asked for', () => {
    expect(since([])).toBeUndefined();
    expect(since([STATIC])).toBeUndefined();
    expect(since([{ number: '1', presence: 'online' }])).toBeUndefined();
  });
});
