import { describe, expect, it } from 'vitest';
import type { Condition } from '../../presence/condition.ts';
import type { WatchedRegistration } from '../../presence/watch.ts';
import {
  formatDate,
  formatHappened,
  formatLength,
  formatLife,
  formatMoment,
  formatSeen,
  formatSpan,
  formatTime,
  gapText,
  shareLeft,
  speakTime,
  timeTold,
} from './time-text.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Local, since that is how moments are shown. */
const NOW = new Date(2026, 10, 23, 14, 31, 26).getTime();
const LIVE = { watchedSinceMs: NOW - 11 * MINUTE - 26 * SECOND, staleFromMs: undefined };

function device(
  registration: Partial<WatchedRegistration['registration']>,
  seen: Partial<WatchedRegistration> = {},
): WatchedRegistration {
  return {
    registration: { agent: 'Zoiper', state: 'registered', ...registration },
    longestLeftMs: HOUR,
    lifeIsKnown: true,
    ...seen,
  };
}

type Case = [condition: Condition, device: WatchedRegistration | undefined, text: string];

const leftFor = (ms: number) => device({ expiresAtMs: NOW + ms });
const expired = device({ state: 'expired' }, { lostAtMs: NOW - 78 * SECOND });

describe('what a card says of time', () => {
  it.each<Case>([
    ['registered', leftFor(4 * MINUTE + 12 * SECOND), '4:12'],
    ['registered', leftFor(HOUR + 2 * MINUTE + 3 * SECOND), '1:02:03'],
    ['late', leftFor(8 * SECOND + 999), '0:08'],
    ['late', leftFor(-5 * SECOND), '0:00'],
    ['busy', leftFor(MINUTE), '1:00'],
    ['registered', device({}), 'no expiry'],
    ['expired', expired, '1:18 ago'],
    ['lost', device({ state: 'not-registered' }, { lostAtMs: NOW - 26 * HOUR }), 'since 22 Nov'],
    ['expired', device({ state: 'expired' }), 'before 14:20'],
    [
      'not-registered',
      device({ state: 'not-registered', expiresAtMs: NOW - 5 * HOUR }),
      'since 09:31',
    ],
    ['not-registered', device({ state: 'not-registered' }), 'before 14:20'],
    ['not-registered', device({ state: 'not-registered', agent: '' }), ''],
    ['not-registered', undefined, ''],
    ['unknown', device({ state: 'unknown' }), 'no data'],
    ['static', device({ state: 'static' }), 'no expiry'],
    ['busy', device({ state: 'static' }), 'no expiry'],
    ['not-asked', undefined, ''],
  ])('%s: %j is "%s"', (condition, main, text) => {
    expect(formatTime(timeTold({ condition, device: main }, LIVE, NOW), NOW)).toBe(text);
  });

  it.each<Case>([
    ['registered', leftFor(HOUR), 'until 15:31:26'],
    ['late', leftFor(8 * SECOND), 'was 0:18'],
    ['expired', expired, '14:30:08'],
    ['expired', device({ state: 'expired' }), 'before 14:20'],
  ])(
    'says a moment that stays true once the data is stale: %s %j is "%s"',
    (...[c, main, text]) => {
      const view = { ...LIVE, staleFromMs: NOW - 10 * SECOND };
      expect(formatTime(timeTold({ condition: c, device: main }, view, NOW), NOW)).toBe(text);
    },
  );

  it.each<Case>([
    ['registered', leftFor(HOUR), 'until 23 Nov'],
    ['expired', expired, '23 Nov 14:30'],
  ])('says the day of a moment that is of another one: %s %j is "%s"', (...[c, main, text]) => {
    const view = { ...LIVE, staleFromMs: NOW - 10 * SECOND };
    const laterMs = NOW + 24 * HOUR;
    const told = timeTold({ condition: c, device: main }, view, laterMs);
    expect(formatTime(told, laterMs)).toBe(text);
  });

  it.each<Case>([
    ['late', leftFor(8 * SECOND), '8 seconds left'],
    ['late', leftFor(SECOND), '1 second left'],
    ['registered', leftFor(42 * MINUTE + 11 * SECOND), '42 minutes left'],
    ['registered', leftFor(2 * HOUR + MINUTE), '2 hours 1 minute left'],
    ['expired', expired, '1 minute ago'],
    ['unknown', undefined, 'no data'],
  ])('is spoken in words: %s %j is "%s"', (condition, main, text) => {
    expect(speakTime(timeTold({ condition, device: main }, LIVE, NOW), NOW)).toBe(text);
  });
});

describe('what is left of a life', () => {
  it('is the share of the longest time left that was seen', () => {
    expect(shareLeft(leftFor(HOUR / 4), LIVE, NOW)).toBe(0.25);
  });

  it('is not guessed before the life is known', () => {
    const seenOnce = device({ expiresAtMs: NOW + HOUR }, { lifeIsKnown: false });
    expect(shareLeft(seenOnce, LIVE, NOW)).toBeUndefined();
  });

  it('is nothing after the end, and the whole at most', () => {
    expect(shareLeft(leftFor(-MINUTE), LIVE, NOW)).toBe(0);
    expect(shareLeft(leftFor(2 * HOUR), LIVE, NOW)).toBe(1);
  });

  it('stands still while the data is stale', () => {
    const view = { ...LIVE, staleFromMs: NOW - HOUR / 2 };
    expect(shareLeft(leftFor(0), view, NOW)).toBe(0.5);
  });
});

it.each([
  [HOUR, '1 h'],
  [HOUR - 4 * SECOND, '1 h'],
  [HOUR + SECOND, '1 h'],
  [5 * MINUTE + 2 * SECOND, '5 min'],
  [110 * SECOND, '2 min'],
  [10 * MINUTE, '10 min'],
  [297 * SECOND, '5 min'],
  [90 * SECOND, '90 s'],
  [27 * SECOND, '30 s'],
  [SECOND, '10 s'],
])('takes %i ms for a life of %s', (ms, text) => {
  expect(formatLife(ms)).toBe(text);
});

it.each([
  [NOW - 5 * SECOND, 'just now'],
  [NOW + 5 * SECOND, 'just now'],
  [NOW - 4 * MINUTE - 59 * SECOND, '4 min ago'],
  [NOW - 5 * HOUR, '09:31'],
  [NOW - 26 * HOUR, '22 Nov'],
  [NOW - 400 * 24 * HOUR, '19 Oct 2025'],
])('says how lately something was seen: %i is "%s"', (atMs, text) => {
  expect(formatSeen(atMs, NOW)).toBe(text);
});

it('names the year of another year, before and after', () => {
  expect(formatDate(NOW + 60 * 24 * HOUR, NOW)).toBe('22 Jan 2027');
  expect(formatDate(NOW + 24 * HOUR, NOW)).toBe('24 Nov');
});

it.each([
  [47_300, '47 s'],
  [192_000, '3:12'],
])('shows %i ms as "%s"', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

it('tells a gap with its day when that is another one', () => {
  const toMs = new Date(2026, 10, 23, 0, 3, 0).getTime();
  const yesterday = { fromMs: toMs - 5 * MINUTE, toMs };
  expect(gapText({ fromMs: toMs - 2 * MINUTE, toMs }, NOW)).toBe('No data 00:01:00 to 00:03:00');
  expect(gapText(yesterday, NOW)).toBe('No data 22 Nov 23:58:00 to 00:03:00');
  const tomorrowMs = NOW + 24 * HOUR;
  expect(gapText(yesterday, tomorrowMs)).toBe('No data 22 Nov 23:58:00 to 23 Nov 00:03:00');
  expect(gapText({ fromMs: toMs - 2 * MINUTE, toMs }, tomorrowMs)).toBe(
    'No data 23 Nov 00:01:00 to 00:03:00',
  );
});

it('tells a moment with its day when that is not today', () => {
  const midnightMs = new Date(2026, 10, 23).getTime();
  expect([midnightMs, midnightMs - 1].map((atMs) => formatMoment(atMs, NOW))).toEqual([
    '00:00',
    '22 Nov 23:59',
  ]);
  expect([midnightMs, midnightMs - 1].map((atMs) => formatHappened(atMs, NOW))).toEqual([
    '00:00:00',
    '22 Nov 23:59',
  ]);
});

it.each([
  [47 * SECOND, '47 s'],
  [12 * MINUTE + 59 * SECOND, '12 min'],
  [2 * HOUR, '2 h'],
  [HOUR + 12 * MINUTE, '1 h 12 min'],
])('tells %i ms as a sum', (ms, text) => {
  expect(formatLength(ms)).toBe(text);
});
