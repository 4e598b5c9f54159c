import { beforeAll, describe, expect, it } from 'vitest';
import { COUNTED_STATES, type CountedState } from '../src/contract/journal.ts';
import type { Report } from '../src/contract/report.ts';
import type { CountedStep } from '../src/service/journal/journal.ts';
import { MINUTE_MS } from '../src/service/journal/journal-bench.rig.ts';
import type { RecordedChange } from '../src/service/journal/observed-extension.ts';
import { journalOf } from './recorded-journal.ts';
import { devicesOf, type Poll, readPolls } from './recording.ts';

// What a running fleet was recorded to be is told to a directory once more (recorded-journal.ts). What the journal makes
// of it is worked out here from the recorded answers alone. They tell when something happened to five seconds, a poll:
// so a time may be anywhere between two polls, and whatever differs between them may be counted or not.

const [midnight, nextMidnight] = ['2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z'];

function conditionIn({ entries }: Poll, number: string) {
  const { status, registration = [] } = entries.get(number) ?? {};
  const codes = registration.map((one) => one.registration);
  if (codes.includes('2')) return 'static';
  if (codes.includes('1')) return status === 3 ? 'busy' : status === 2 ? 'ringing' : 'registered';
  return codes.includes('-2') ? 'expired' : 'not-registered';
}

const AWAY = ['expired', 'not-registered'];
const isAway = (poll: Poll, number: string) => AWAY.includes(conditionIn(poll, number));
/** All but late, which a recording does not tell: it depends on when each device refreshed. */
const COUNTED_AS: Partial<Record<CountedState, readonly string[]>> = {
  total: [...AWAY, 'registered', 'busy', 'ringing', 'static'],
  registered: ['registered', 'busy', 'ringing'],
  ...{ busy: ['busy'], ringing: ['ringing'], static: ['static'] },
  ...{ expired: ['expired'], notRegistered: ['not-registered'], unknown: [] },
};

type Pair = { before: Poll; after: Poll };
const secondsBetween = ({ before, after }: Pair) => (after.atMs - before.atMs) / 1000;

/** How long an extension was away: when both polls around a time say so, and when one of them does. */
function awaySecondsOf(pairs: readonly Pair[], number: string) {
  const seconds = { atLeast: 0, atMost: 0 };
  for (const { before, after } of pairs) {
    const length = secondsBetween({ before, after });
    const polled = [isAway(before, number), isAway(after, number)];
    if (polled.every(Boolean)) seconds.atLeast += length;
    if (polled.some(Boolean)) seconds.atMost += length;
  }
  return seconds;
}

const KIND_OF_CODE: Record<string, string> = {
  ...{ '1': 'registered', '-1': 'unregistered', '-2': 'expired' },
};

for (const expectedOf of [
  {
    recording: 'minutes',
    ...{ name: '25 minutes', minutes: 25, certain: 165 },
    ...{ changed: 396, organizations: 2, flapping: ['0003*900'] },
  },
  {
    recording: 'day',
    ...{ name: 'a day', minutes: 1439, certain: 10_274 },
    ...{ changed: 14_483, organizations: 1 },
    flapping: ['0003*900', '0003*201', '0003*204', '0003*203'],
  },
] as const) {
  describe(`the journal of ${expectedOf.name} of the demonstration fleet`, () => {
    const polls = readPolls(expectedOf.recording).filter(
      ({ atMs }) => atMs >= Date.parse(midnight) && atMs <= Date.parse(nextMidnight),
    );
    const pairs = polls.slice(1).map((after, nth) => ({ before: polls[nth] ?? after, after }));
    const numbers = [...(polls[0]?.entries.keys() ?? [])];
    let counted: CountedStep[];
    let changes: RecordedChange[];
    let report: Report;

    beforeAll(async () => {
      ({ counted, changes, report } = await journalOf(polls));
    });

    type Expected = Pair & { told: string };
    /** The changes are these, in order, each between the two polls that show it. */
    function expectInOrder(told: { text: string; atMs: number }[], expected: Expected[]) {
      expect(told.map(({ text }) => text)).toEqual(expected.map((one) => one.told));
      for (const [nth, { before, after, told: text }] of expected.entries()) {
        expect(told[nth]?.atMs, text).toBeGreaterThan(before.atMs);
        expect(told[nth]?.atMs, text).toBeLessThanOrEqual(after.atMs);
      }
    }

    it('counts at each whole minute what the polls before and after it show', () => {
      expect(counted).toHaveLength(expectedOf.minutes);
      let certain = 0;
      for (const { atMs, minutes, groups } of counted) {
        expect(minutes).toBe(1);
        const around = pairs.find(({ after }) => after.atMs > atMs + MINUTE_MS);
        if (!around) throw new Error('The recording ends within a minute that was counted.');
        for (const [index, state] of COUNTED_STATES.entries()) {
          const conditions = COUNTED_AS[state];
          if (!conditions) continue;
          const polled = numbers.map((number) =>
            [around.before, around.after].map((poll) =>
              conditions.includes(conditionIn(poll, number)),
            ),
          );
          const atLeast = polled.filter((both) => both.every(Boolean)).length;
          const atMost = polled.filter((both) => both.some(Boolean)).length;
          const count = groups[0]?.cell.sums[index];
          expect(count, `${state} at ${atMs}`).toBeGreaterThanOrEqual(atLeast);
          expect(count, `${state} at ${atMs}`).toBeLessThanOrEqual(atMost);
          if (atLeast === atMost) certain += 1;
        }
      }
      // Of eight figures a minute, as nothing differs between the two polls: these have no room.
      expect(certain).toBe(expectedOf.certain);
    });

    it('tells every change of the condition of each extension in order', () => {
      for (const number of numbers) {
        const told = changes.filter(
          ({ extension, from, to }) => extension === number && from !== to,
        );
        const expected = pairs.flatMap(({ before, after }) => {
          const [from, to] = [conditionIn(before, number), conditionIn(after, number)];
          return from === to ? [] : [{ told: `${number} ${from} → ${to}`, before, after }];
        });
        const texts = told.map(({ atMs, from, to }) => ({
          atMs,
          text: `${number} ${from} → ${to}`,
        }));
        expectInOrder(texts, expected);
      }
      expect(changes.filter(({ from, to }) => from !== to)).toHaveLength(expectedOf.changed);
    });

    it('tells of every device when it registered, signed off or ran out', () => {
      const kinds = Object.values(KIND_OF_CODE);
      for (const number of numbers) {
        const codes = new Map(
          [...devicesOf(polls[0]?.entries.get(number))].map(([id, one]) => [id, one.registration]),
        );
        const expected = pairs.flatMap(({ before, after }) =>
          [...devicesOf(after.entries.get(number))].flatMap(([id, { agent, registration }]) => {
            if (codes.get(id) === registration) return [];
            codes.set(id, registration);
            return [{ told: `${number} ${agent} ${KIND_OF_CODE[registration]}`, before, after }];
          }),
        );
        const told = changes
          .filter(({ extension, kind }) => extension === number && kinds.includes(kind))
          .map(({ atMs, agent, kind }) => ({ atMs, text: `${number} ${agent} ${kind}` }));
        expectInOrder(told, expected);
      }
    });

    // Each end of a time away is anywhere between two polls, so that each outage is told to twice five seconds: to 0.7 % of
    // 25 minutes.
    it('reports of each extension in use how available it was, as exactly as the polls tell', () => {
      const inUse = numbers.filter((number) =>
        polls.some((poll) => !['static', 'not-registered'].includes(conditionIn(poll, number))),
      );
      expect(report.extensions.map(({ extension }) => extension).sort()).toEqual([...inUse].sort());
      const knownSeconds = pairs.reduce((sum, pair) => sum + secondsBetween(pair), 0);
      expect(report.knownSeconds).toBe(knownSeconds);
      for (const { extension, ...told } of report.extensions) {
        const { atLeast, atMost } = awaySecondsOf(pairs, extension);
        const outages = polls.filter((poll, nth) => {
          const before = polls[nth - 1];
          return isAway(poll, extension) && !(before && isAway(before, extension));
        });
        expect(told, extension).toMatchObject({ knownSeconds, outages: outages.length });
        expect(told.awaySeconds, extension).toBeGreaterThanOrEqual(atLeast);
        expect(told.awaySeconds, extension).toBeLessThanOrEqual(atMost);
        expect(told.availability, extension).toBeCloseTo(1 - told.awaySeconds / knownSeconds, 9);
      }
      for (const { organization, ...told } of report.organizations) {
        const own = inUse.filter((number) => number.startsWith(`${organization}*`));
        const away = own.map((number) => awaySecondsOf(pairs, number));
        const sum = (bound: 'atLeast' | 'atMost') => away.reduce((all, one) => all + one[bound], 0);
        expect(told.knownSeconds).toBe(own.length * knownSeconds);
        expect(told.awaySeconds, organization).toBeGreaterThanOrEqual(sum('atLeast'));
        expect(told.awaySeconds, organization).toBeLessThanOrEqual(sum('atMost'));
      }
      expect(report.organizations).toHaveLength(expectedOf.organizations);
      expect(report.flapping.map(({ extension }) => extension)).toEqual(expectedOf.flapping);
    });
  });
}
