import { describe, expect, it } from 'vitest';
import { CONDITIONS, conditionAt, rankOf, registrationConditionAt } from './condition.ts';
import type { Extension, Presence, Registration } from './extension.ts';
import { observe, startWatch, type WatchedExtension } from './watch.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const live = (expiresAtMs: number, agent = 'A'): Registration => ({
  agent,
  state: 'registered',
  expiresAtMs,
});
const device = (state: Registration['state'], agent = 'A'): Registration => ({ agent, state });
const extension = (registrations: Registration[], presence: Presence = 'online'): Extension => ({
  number: '0003*210',
  presence,
  registrations,
});

/** The extension after these answers, a minute apart from noon on; undefined is an answer without it. */
function watched(...answers: (Extension | undefined)[]): WatchedExtension {
  const watch = answers.reduce(
    (before, answer, minute) =>
      observe(before, {
        extensions: answer ? [answer] : [],
        isWhole: true,
        atMs: NOON + minute * MINUTE,
      }),
    startWatch(NOON),
  );
  const found = watch.extensions.get('0003*210');
  if (!found) throw new Error('The extension is not on the list.');
  return found;
}
const conditionOf = (...answers: (Extension | undefined)[]) =>
  conditionAt(watched(...answers), NOON + answers.length * MINUTE).condition;

describe('the state table', () => {
  it.each([
    ['-2 alone', [device('expired')], 'online', 'expired'],
    ['-2 on every device', [device('expired'), device('expired', 'B')], 'unknown', 'expired'],
    [
      '-2 beside -1: a signed-off phone excuses no dead one',
      [device('not-registered'), device('expired', 'B')],
      'unknown',
      'expired',
    ],
    ['-1', [device('not-registered')], 'unknown', 'not-registered'],
    ['-1 that never had an agent', [device('not-registered', '')], 'unknown', 'not-registered'],
    [
      '-1 beside 0',
      [device('unknown'), device('not-registered', 'B')],
      'unknown',
      'not-registered',
    ],
    ['no registration, but a presence', [], 'online', 'not-registered'],
    ['registration 0', [device('unknown')], 'online', 'unknown'],
    ['status 0 without a registration', [], 'unknown', 'unknown'],
    ['status 2', [live(NOON + HOUR)], 'ringing', 'ringing'],
    ['status 3', [live(NOON + HOUR)], 'busy', 'busy'],
    ['status 3 without a registration', [device('not-registered')], 'busy', 'not-registered'],
    ['registration 1, status 1', [live(NOON + HOUR)], 'online', 'registered'],
    ['registration 1, status 0', [live(NOON + HOUR)], 'unknown', 'registered'],
    ['registration 1 without an expire', [device('registered')], 'online', 'registered'],
    ['registration 1 and 2', [device('static', 'B'), live(NOON + HOUR)], 'online', 'registered'],
    ['registration 2', [device('static')], 'unknown', 'static'],
    [
      'registration 2 beside a dead one',
      [device('static'), device('expired', 'B')],
      'unknown',
      'static',
    ],
    ['registration 2, status 3', [device('static')], 'busy', 'busy'],
  ] as const)('reads %s', (...row) => {
    const [, registrations, presence, condition] = row;
    expect(conditionOf(extension([...registrations], presence))).toBe(condition);
  });

  it('reads registration 1 with under a tenth of its life left as late', () => {
    const found = watched(extension([live(NOON + MINUTE)]), extension([live(NOON + 6 * MINUTE)]));
    const late = NOON + 6 * MINUTE - 30_000;
    expect(conditionAt(found, late)).toMatchObject({
      condition: 'registered',
      changesAtMs: late + 1,
    });
    expect(conditionAt(found, late + 1).condition).toBe('late');
    expect(conditionAt(found, NOON + HOUR).condition).toBe('late');
  });

  it('ranks late above ringing and busy', () => {
    const found = watched(extension([live(NOON + 10 * MINUTE)], 'ringing'));
    expect(conditionAt(found, NOON + 5 * MINUTE).condition).toBe('ringing');
    expect(conditionAt(found, NOON + 9.5 * MINUTE).condition).toBe('late');
  });

  it('has ringing and busy outrank a second registration that is late or expired', () => {
    expect(
      conditionAt(
        watched(
          extension(
            [live(NOON + 2 * HOUR), live(NOON + MINUTE, 'B'), device('expired', 'C')],
            'busy',
          ),
        ),
        NOON + MINUTE - 1,
      ).condition,
    ).toBe('busy');
  });

  it.each([
    ['is now -1', extension([device('not-registered')]), 'lost'],
    ['is now missing on its extension', extension([]), 'lost'],
    ['is now missing with its extension', undefined, 'lost'],
    ['is now -2', extension([device('expired')]), 'expired'],
    ['is now 0', extension([device('unknown')]), 'unknown'],
    ['is now 2', extension([device('static')]), 'static'],
  ])('reads a registration that was 1 while watched and %s', (_what, now, condition) => {
    expect(conditionOf(extension([live(NOON + HOUR)]), now)).toBe(condition);
  });

  it('calls a device lost that was 1, then unknown, then -1', () => {
    const answers = [live(NOON + HOUR), device('unknown'), device('not-registered')];
    expect(conditionOf(...answers.map((answer) => extension([answer])))).toBe('lost');
  });

  it('ranks lost like expired, and the others in the order of the table', () => {
    expect(CONDITIONS.map(rankOf)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('what was not asked for', () => {
  it('is not asked, never not registered', () => {
    expect(conditionOf({ number: '0003*210', presence: 'online' })).toBe('not-asked');
    expect(conditionOf({ number: '0003*210' })).toBe('not-asked');
  });

  it('shows what the presence alone tells', () => {
    expect(conditionOf({ number: '0003*210', presence: 'busy' })).toBe('busy');
    expect(conditionOf({ number: '0003*210', presence: 'ringing' })).toBe('ringing');
  });

  it('shows the registration without a presence', () => {
    expect(conditionOf({ number: '0003*210', registrations: [live(NOON + HOUR)] })).toBe(
      'registered',
    );
    expect(conditionOf({ number: '0003*210', registrations: [] })).toBe('not-registered');
  });
});

describe('partly lost', () => {
  it('counts the lost and expired devices beside a live one, which stays calm', () => {
    const found = watched(
      extension([live(NOON + HOUR), live(NOON + HOUR, 'B')]),
      extension([live(NOON + HOUR), device('not-registered', 'B'), device('expired', 'C')]),
    );
    expect(conditionAt(found, NOON + MINUTE)).toMatchObject({
      condition: 'registered',
      partlyLost: 2,
    });
  });

  it('does not count a device that was signed off before anybody watched', () => {
    const found = watched(extension([live(NOON + HOUR), device('not-registered', 'B')]));
    expect(conditionAt(found, NOON).partlyLost).toBe(0);
  });

  it('is none when no device is left', () => {
    const found = watched(extension([device('expired'), device('expired', 'B')]));
    expect(conditionAt(found, NOON).partlyLost).toBe(0);
  });
});

describe('the main device', () => {
  it('is the live one with most time left', () => {
    const found = watched(extension([live(NOON + MINUTE), live(NOON + HOUR, 'B')]));
    expect(conditionAt(found, NOON).main?.registration.agent).toBe('B');
  });

  it('is the one that ended last when none is live', () => {
    const found = watched(
      extension([live(NOON + HOUR), live(NOON + HOUR, 'B')]),
      extension([device('not-registered'), live(NOON + HOUR, 'B')]),
      extension([device('not-registered'), device('not-registered', 'B')]),
    );
    expect(conditionAt(found, NOON + 2 * MINUTE).main?.registration.agent).toBe('B');
  });

  it('is none when there is no device', () => {
    expect(conditionAt(watched(extension([])), NOON)).not.toHaveProperty('main');
  });
});

describe('each device by itself', () => {
  it('has its own condition', () => {
    const found = watched(
      extension([live(NOON + 10 * MINUTE), live(NOON + HOUR, 'B')]),
      extension([
        live(NOON + 10 * MINUTE),
        device('not-registered', 'B'),
        device('expired', 'C'),
        device('static', 'D'),
        device('unknown', 'E'),
        device('not-registered', 'F'),
      ]),
    );
    expect(
      found.registrations.map((one) => registrationConditionAt(one, NOON + 9.5 * MINUTE).condition),
    ).toEqual(['late', 'lost', 'expired', 'static', 'unknown', 'not-registered']);
  });
});

describe('a device that has missed its own rhythm', () => {
  /** Ten minutes each time, refreshed at half of it, twice as watched: the last at noon and eleven minutes. */
  const refreshed = [1, 6, 11].map((minute) => extension([live(NOON + (minute + 10) * MINUTE)]));
  const [first, second, third] = refreshed;
  const still = (one: Extension | undefined) => Array.from({ length: 5 }, () => one);
  const seen = watched(extension([device('expired')]), ...still(first), ...still(second), third);
  const conditionAfter = (minutes: number) =>
    conditionAt(seen, NOON + (11 + minutes) * MINUTE).condition;

  it('is late minutes before its registration runs out', () => {
    expect(conditionAfter(5.9)).toBe('registered');
    expect(conditionAfter(6.1)).toBe('late');
    expect(conditionAt(seen, NOON + 11 * MINUTE).changesAtMs).toBe(NOON + 17 * MINUTE + 1);
  });
});
