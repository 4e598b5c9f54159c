import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOURNAL_CONDITIONS, type JournalCondition } from '../contract/journal.ts';
import { type ExtensionDay, followDay, startDay, wasInUse } from './extension-day.ts';
import { lengthOf, type Span, withoutGaps } from './known-time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const WHOLE: Span = { fromMs: 0, toMs: 24 * HOUR };

type Told = JournalCondition | null;
type Step = { condition: Told; atMs: number };

/** The day of an extension that begins in a condition and goes through these. */
function dayOf(begins: Told, steps: readonly Step[], known: readonly Span[] = [WHOLE]) {
  const end = known[known.length - 1]?.toMs ?? 0;
  const day = steps.reduce<ExtensionDay>(
    (before, step) => followDay(before, step, known),
    startDay(begins, WHOLE.fromMs),
  );
  return followDay(day, { condition: day.condition, atMs: Math.max(end, day.sinceMs) }, known);
}

const at = (hours: number, minutes = 0, seconds = 0) =>
  hours * HOUR + minutes * MINUTE + seconds * SECOND;

describe('the day of an extension', () => {
  it('is away from when it expired until it is back', () => {
    const day = dayOf('registered', [
      { condition: 'expired', atMs: at(9) },
      { condition: 'registered', atMs: at(9, 30) },
      { condition: 'busy', atMs: at(10) },
    ]);
    expect(day).toMatchObject({
      reachableMs: at(23, 30),
      expiredMs: at(0, 30),
      outages: 1,
      longest: { fromMs: at(9), toMs: at(9, 30) },
    });
  });

  it('has one outage while it is first expired and then signed off', () => {
    const day = dayOf('registered', [
      { condition: 'expired', atMs: at(9) },
      { condition: 'not-registered', atMs: at(10) },
      { condition: 'registered', atMs: at(11) },
    ]);
    expect(day).toMatchObject({ outages: 1, expiredMs: at(1), signedOffMs: at(1) });
    expect(day.longest).toEqual({ fromMs: at(9), toMs: at(11) });
  });

  it('counts nothing of a gap, and an outage ends there', () => {
    const known = withoutGaps(WHOLE, [{ fromMs: at(9, 30), toMs: at(12) }]);
    const day = dayOf(
      'registered',
      [
        { condition: 'expired', atMs: at(9) },
        { condition: 'registered', atMs: at(13) },
      ],
      known,
    );
    expect(day).toMatchObject({ outages: 2, expiredMs: at(1, 30), reachableMs: at(20) });
    expect(day.longest).toEqual({ fromMs: at(12), toMs: at(13) });
  });

  it('counts nothing while it needs no registration, does not exist or is not known', () => {
    const day = dayOf(null, [
      { condition: 'not-registered', atMs: at(8) },
      { condition: 'registered', atMs: at(9) },
      { condition: 'static', atMs: at(12) },
      { condition: 'unknown', atMs: at(14) },
    ]);
    expect(day).toMatchObject({ signedOffMs: at(1), reachableMs: at(3), expiredMs: 0, outages: 1 });
  });

  it('is one without use when nothing was ever registered, and is not when it was lost all day', () => {
    expect(wasInUse(dayOf('not-registered', []))).toBe(false);
    expect(wasInUse(dayOf('expired', []))).toBe(true);
  });

  it('flaps when it is lost and back three times in fifteen minutes', () => {
    const comesAndGoes = (times: number) =>
      Array.from({ length: times }, (_, nth): Step[] => [
        { condition: 'expired', atMs: at(9, nth * 4) },
        { condition: 'registered', atMs: at(9, nth * 4 + 1) },
      ]).flat();
    expect(dayOf('registered', comesAndGoes(2)).flapping).toBeUndefined();
    expect(dayOf('registered', comesAndGoes(5)).flapping).toEqual({
      ...{ fromMs: at(9), toMs: at(9, 17), times: 5 },
    });
  });

  it('adds up the times that it flapped, but not what happened in between', () => {
    const burst = (hour: number): Step[] =>
      [0, 2, 4].flatMap((minute): Step[] => [
        { condition: 'not-registered', atMs: at(hour, minute) },
        { condition: 'registered', atMs: at(hour, minute + 1) },
      ]);
    const once: Step[] = [
      { condition: 'expired', atMs: at(12) },
      { condition: 'registered', atMs: at(12, 1) },
    ];
    const { flapping } = dayOf('registered', [...burst(9), ...once, ...burst(15)]);
    expect(flapping).toEqual({ fromMs: at(9), toMs: at(15, 5), times: 6 });
  });
});

// The same once more by counting seconds, with nothing of what is tested.

const LENGTH = 300;
const second = fc.integer({ min: 0, max: LENGTH });
const condition = fc.option(fc.constantFrom(...JOURNAL_CONDITIONS), { nil: null });
const steps = fc
  .array(fc.record({ condition, at: fc.integer({ min: 0, max: LENGTH - 1 }) }), { maxLength: 30 })
  .map((list) => list.sort((a, b) => a.at - b.at));
const gaps = fc.array(fc.tuple(second, second), { maxLength: 5 });

function counted(begins: Told, given: { condition: Told; at: number }[], gapsAt: number[][]) {
  const sums = { reachable: 0, expired: 0, signedOff: 0, outages: 0, longest: 0, known: 0 };
  let awayFor = 0;
  for (let now = 0; now < LENGTH; now += 1) {
    const isGap = gapsAt.some(([a = 0, b = 0]) => now >= Math.min(a, b) && now < Math.max(a, b));
    const is = given.filter(({ at }) => at <= now).pop();
    const told = is ? is.condition : begins;
    const isAway = !isGap && (told === 'expired' || told === 'not-registered');
    if (!isGap) sums.known += 1;
    if (!isGap && ['registered', 'ringing', 'busy'].includes(told ?? '')) sums.reachable += 1;
    if (isAway) sums[told === 'expired' ? 'expired' : 'signedOff'] += 1;
    if (isAway && awayFor === 0) sums.outages += 1;
    awayFor = isAway ? awayFor + 1 : 0;
    sums.longest = Math.max(sums.longest, awayFor);
  }
  return sums;
}

it('a day adds up to what its seconds add up to, whatever happens and whatever is not known', () => {
  fc.assert(
    fc.property(condition, steps, gaps, (begins, given, gapsAt) => {
      const whole = { fromMs: 0, toMs: LENGTH * SECOND };
      const known = withoutGaps(
        whole,
        gapsAt.map(([a, b]) => ({
          fromMs: Math.min(a, b) * SECOND,
          toMs: Math.max(a, b) * SECOND,
        })),
      );
      let day = startDay(begins, 0);
      for (const step of given) {
        day = followDay(day, { condition: step.condition, atMs: step.at * SECOND }, known);
      }
      day = followDay(day, { condition: day.condition, atMs: whole.toMs }, known);
      const sums = counted(begins, given, gapsAt);
      expect({
        reachable: day.reachableMs / SECOND,
        expired: day.expiredMs / SECOND,
        signedOff: day.signedOffMs / SECOND,
        outages: day.outages,
        longest: lengthOf(day.longest ? [day.longest] : []) / SECOND,
        known: lengthOf(known) / SECOND,
      }).toEqual(sums);
      expect(sums.reachable + sums.expired + sums.signedOff).toBeLessThanOrEqual(sums.known);
    }),
    { numRuns: 500 },
  );
});
