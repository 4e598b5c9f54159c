import { describe, expect, it } from 'vitest';
import { conditionAt } from './condition.ts';
import type { Extension, Registration } from './extension.ts';
import { isInState, STATES, summarise } from './summary.ts';
import { observe, startWatch } from './watch.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const live = (agent: string, expiresAtMs = NOON + HOUR): Registration => ({
  agent,
  state: 'registered',
  expiresAtMs,
});
const device = (agent: string, state: Registration['state']): Registration => ({ agent, state });

/** The list after these answers, a minute apart, judged at `atMs`. */
function counted(answers: (readonly Extension[])[], atMs = NOON + answers.length * MINUTE) {
  const watch = answers.reduce(
    (before, extensions, minute) =>
      observe(before, { extensions, isWhole: true, atMs: NOON + minute * MINUTE }),
    startWatch(NOON),
  );
  return [...watch.extensions.values()].map((watched) => ({
    watched,
    now: conditionAt(watched, atMs),
  }));
}

const LIST: readonly Extension[] = [
  { number: '1', presence: 'online', registrations: [live('A'), live('B')] },
  { number: '2', presence: 'busy', registrations: [live('A'), device('B', 'expired')] },
  { number: '3', presence: 'ringing', registrations: [live('A', NOON + MINUTE)] },
  { number: '4', presence: 'unknown', registrations: [device('A', 'expired')] },
  { number: '5', presence: 'unknown', registrations: [device('', 'not-registered')] },
  { number: '6', presence: 'unknown', registrations: [] },
  { number: '7', presence: 'unknown', registrations: [device('', 'static')] },
  { number: '8', presence: 'busy', registrations: [device('', 'static')] },
];

describe('the summary', () => {
  it('counts extensions, not registrations: two devices on one extension are one extension', () => {
    const summary = summarise(counted([LIST]));
    expect(summary.total).toBe(8);
    expect(summary.counts).toEqual({
      expired: 1,
      late: 1,
      'not-registered': 1,
      unknown: 1,
      ringing: 1,
      busy: 2,
      registered: 3,
      static: 2,
      'partly-lost': 1,
    });
  });

  it('needs no registration of the static ones, busy or not: "no registration necessary" is not an alarm', () => {
    expect(summarise(counted([LIST])).needed).toBe(6);
  });

  it('counts a lost extension as expired, also when it vanished from the list', () => {
    const [first, second] = LIST;
    const lost = [{ ...first, number: '1', registrations: [device('A', 'not-registered')] }];
    const summary = summarise(counted([first && second ? [first, second] : [], lost]));
    expect(summary).toMatchObject({ total: 2, needed: 2 });
    expect(summary.counts).toMatchObject({ expired: 2, registered: 0, busy: 0 });
  });

  it('is of nothing for an empty list', () => {
    expect(summarise([])).toMatchObject({ total: 0, needed: 0, counts: { registered: 0 } });
  });

  it('leaves blank what was not asked for: not asked is not none', () => {
    const withoutRegistrations = LIST.map(({ registrations: _, ...extension }) => extension);
    const summary = summarise(counted([withoutRegistrations]));
    expect(summary).toMatchObject({ total: 8, needed: undefined });
    expect(summary.counts).toMatchObject({ registered: undefined, expired: undefined, busy: 2 });

    const withoutPresence = LIST.map(({ presence: _, ...extension }) => extension);
    expect(summarise(counted([withoutPresence])).counts).toMatchObject({
      registered: 3,
      ringing: undefined,
      busy: undefined,
    });
  });

  it('agrees with the filter behind each figure', () => {
    const list = counted([LIST]);
    const { counts } = summarise(list);
    for (const state of STATES) {
      expect(list.filter((one) => isInState(one, state))).toHaveLength(counts[state] ?? -1);
    }
  });
});
