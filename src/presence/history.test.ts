import { describe, expect, it } from 'vitest';
import type { Change, Changes } from '../contract/journal.ts';
import type { WatchEvent, WatchedEvents } from './events.ts';
import { historyRecorded, historySeen } from './history.ts';
import { EVENTS_KEPT } from './thresholds.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
const MINUTE = 60_000;
const at = (minutes: number) => `${new Date(NOON + minutes * MINUTE).toISOString().slice(0, 19)}Z`;

function eventsOf(latest: readonly Omit<WatchEvent, 'nth'>[], over: Partial<WatchedEvents> = {}) {
  const events: WatchedEvents = {
    sinceMs: NOON - 60 * MINUTE,
    latest: latest.map((event, index) => ({ ...event, nth: index + 1 })),
    gaps: [],
    count: latest.length,
    flapping: new Map(),
    massLoss: undefined,
    allRegisteredSinceMs: undefined,
    changesAtMs: undefined,
    courses: new Map(),
    ...over,
  };
  return { events, unseen: [] };
}
const event = (minutes: number, from: WatchEvent['from'], to: WatchEvent['to'], number = '1') => ({
  number,
  from,
  to,
  atMs: NOON + minutes * MINUTE,
});

describe('what a browser saw', () => {
  it('is what happened to the extension alone, from the beginning of the watch on', () => {
    const seen = eventsOf([
      event(-30, 'registered', 'late'),
      event(-29, 'registered', 'busy', '2'),
      event(-28, 'late', 'expired'),
    ]);
    expect(historySeen('1', 'expired', seen)).toMatchObject({
      source: 'browser',
      sinceMs: NOON - 60 * MINUTE,
      start: 'registered',
      happenings: [
        { atMs: NOON - 30 * MINUTE, to: 'late' },
        { atMs: NOON - 28 * MINUTE, to: 'expired' },
      ],
    });
  });

  it('was always what it is now when nothing happened', () => {
    expect(historySeen('1', 'busy', eventsOf([]))).toMatchObject({
      start: 'busy',
      happenings: [],
    });
  });

  it('begins with the oldest event that is left when there were too many to keep', () => {
    const busy = event(-10, 'registered', 'busy', '2');
    const seen = eventsOf(Array.from({ length: EVENTS_KEPT }, () => busy));
    expect(historySeen('1', 'registered', seen).sinceMs).toBe(NOON - 10 * MINUTE);
  });

  it('begins with the watch, however often nothing was known or another list was watched', () => {
    const seen = eventsOf([event(-10, 'registered', 'busy', '2')], { count: 7 });
    expect(historySeen('1', 'registered', seen).sinceMs).toBe(NOON - 60 * MINUTE);
  });
});

describe('what the journal recorded', () => {
  const change = (minutes: number, over: Partial<Change>): Change => ({
    at: at(minutes),
    kind: 'registered',
    extension: '1',
    agent: 'A',
    from: 'registered',
    to: 'registered',
    ...over,
  });
  const changesOf = (changes: readonly Change[], over: Partial<Changes> = {}): Changes => ({
    since: at(-1440),
    until: at(0),
    changes: [...changes],
    next: null,
    start: [{ extension: '1', condition: 'not-registered' }],
    gaps: [],
    ...over,
  });

  it('begins with the condition at its beginning, the oldest change first', () => {
    const history = historyRecorded(
      '1',
      changesOf([
        change(-5, { kind: 'expired', to: 'expired' }),
        change(-60, { from: 'not-registered' }),
      ]),
      eventsOf([]),
    );
    expect(history).toMatchObject({
      source: 'journal',
      sinceMs: NOON - 1440 * MINUTE,
      start: 'not-registered',
      happenings: [{ kind: 'registered' }, { kind: 'expired' }],
    });
  });

  it('goes on with what the browser saw since', () => {
    const { happenings } = historyRecorded(
      '1',
      changesOf([change(-5, { kind: 'presence-changed', to: 'busy' })]),
      eventsOf([event(-5, 'registered', 'busy'), event(1, 'busy', 'registered')]),
    );
    expect(happenings.map(({ to }) => to)).toEqual(['busy', 'registered']);
  });

  it('has the times of being late, also one that the browser sees and that still lasts', () => {
    const { lates } = historyRecorded(
      '1',
      changesOf([change(-60, { kind: 'refreshed-late', lateSeconds: 30 })]),
      eventsOf([event(-3, 'registered', 'late')]),
    );
    expect(lates).toEqual([
      { fromMs: NOON - 60 * MINUTE - 30_000, toMs: NOON - 60 * MINUTE },
      { fromMs: NOON - 3 * MINUTE, toMs: Infinity },
    ]);
  });

  it('does not stay late where the journal knows what became of it while nobody looked', () => {
    const recorded = changesOf([
      change(-55, { kind: 'expired', to: 'expired' }),
      change(-20, { from: 'expired' }),
    ]);
    const own = eventsOf([event(-58, 'registered', 'late'), event(-5, 'late', 'registered')]);
    expect(historyRecorded('1', recorded, own).lates).toEqual([
      { fromMs: NOON - 58 * MINUTE, toMs: NOON - 55 * MINUTE },
    ]);
  });

  it('has the gaps, and of what the browser missed only what the journal does not know', () => {
    const seen = {
      ...eventsOf([]),
      unseen: [
        { fromMs: NOON - 9 * MINUTE, toMs: NOON - 8 * MINUTE },
        { fromMs: NOON - MINUTE, toMs: NOON + MINUTE },
      ],
    };
    const gap = { kind: 'not-running', from: at(-90), to: null, lost: 0 } as const;
    const { unknowns } = historyRecorded('1', changesOf([], { gaps: [gap] }), seen);
    expect(unknowns).toEqual([
      { why: 'not-running', fromMs: NOON - 90 * MINUTE, toMs: Infinity },
      { fromMs: NOON, toMs: NOON + MINUTE },
    ]);
  });

  it('begins with its oldest change when there are more than one answer has', () => {
    const changes = changesOf([change(-5, { from: 'busy' })], { next: '1.1' });
    expect(historyRecorded('1', changes, eventsOf([]))).toMatchObject({
      sinceMs: NOON - 5 * MINUTE,
      start: 'busy',
    });
  });
});
