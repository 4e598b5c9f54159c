import { describe, expect, it } from 'vitest';
import type { Happening, History } from '../../presence/history.ts';
import { bySource, conditionSinceMs, logLines } from './history-text.ts';

const NOW = new Date(2026, 10, 23, 14, 31, 26).getTime();
const MINUTE = 60_000;

const history = (over: Partial<History>): History => ({
  source: 'journal',
  sinceMs: NOW - 1440 * MINUTE,
  start: 'registered',
  happenings: [],
  lates: [],
  unknowns: [],
  ...over,
});
const happening = (minutesAgo: number, over: Partial<Happening>): Happening => ({
  atMs: NOW - minutesAgo * MINUTE,
  agent: '',
  from: 'registered',
  to: 'registered',
  ...over,
});
const told = (over: Partial<History>) =>
  logLines(history(over), NOW - 1440 * MINUTE).map(({ text, aside }) => [text, aside]);

describe('the log', () => {
  it('tells of devices by what they are, and how long one lived', () => {
    const happenings = [
      happening(99, { kind: 'registered', agent: 'Linphone-Desktop/5.2.6', from: 'expired' }),
      happening(90, { kind: 'refreshed-late', agent: 'Zoiper rv2.10.20.4', lateMs: 4000 }),
      happening(89, { kind: 'expired', agent: 'Linphone-Desktop/5.2.6' }),
      happening(80, { kind: 'unregistered', agent: '', to: 'not-registered' }),
      happening(70, { kind: 'agent-changed', agent: 'A/2.0', agentBefore: 'B/1.0' }),
    ];
    expect(told({ happenings })).toEqual([
      ['A', 'was B'],
      ['No agent signed off', 'was Registered'],
      ['Linphone Desktop expired', 'lived 10:00'],
      ['Zoiper late', 'recovered after 0:04'],
      ['Linphone Desktop registered', 'was Expired'],
    ]);
  });

  it('tells of calls by how long they were, and of one that lasts what was before it', () => {
    const happenings = [
      happening(20, { kind: 'presence-changed', to: 'busy' }),
      happening(14, { kind: 'presence-changed', from: 'busy' }),
      happening(1, { to: 'ringing' }),
    ];
    expect(told({ happenings })).toEqual([
      ['Ringing', 'was Registered'],
      ['Busy', 'for 6:00'],
    ]);
  });

  it('tells what a browser saw of the extension itself', () => {
    const happenings = [
      happening(9, { to: 'expired' }),
      happening(5, { from: 'expired' }),
      happening(3, { to: undefined }),
    ];
    expect(told({ source: 'browser', happenings })).toEqual([
      ['No longer listed', 'was Registered'],
      ['Registered', 'for 2:00'],
      ['Expired', 'for 4:00'],
    ]);
  });

  it('says when nothing is known, for how long, and why', () => {
    const unknowns = [
      { fromMs: NOW - 90 * MINUTE, toMs: NOW - 18 * MINUTE, why: 'not-running' as const },
      { fromMs: NOW - MINUTE, toMs: Infinity },
    ];
    expect(told({ unknowns })).toEqual([
      ['No data', 'this browser got no answers'],
      ['No data for 1 h 12 min', 'the service was not running'],
    ]);
  });

  it('leaves out what is more than a day old', () => {
    expect(told({ happenings: [happening(1441, { to: 'busy' })] })).toEqual([]);
  });
});

it('says since when a browser has watched, with the day when that was another', () => {
  const seen = history({ source: 'browser', sinceMs: NOW - 5 * MINUTE });
  expect(bySource(seen, NOW)).toBe('as seen by this browser since 14:26');
  expect(bySource(seen, NOW + 1440 * MINUTE)).toBe('as seen by this browser since 23 Nov 14:26');
  expect(bySource(history({}), NOW)).toBe('');
});

describe('since when an extension is what it is', () => {
  it('is since its last change to it, whatever happened to its devices meanwhile', () => {
    const happenings = [
      happening(20, { from: 'expired' }),
      happening(10, { kind: 'expired', agent: 'A' }),
    ];
    expect(conditionSinceMs(history({ happenings }), 'registered')).toBe(NOW - 20 * MINUTE);
  });

  it('is not known when nobody saw it come', () => {
    expect(conditionSinceMs(history({}), 'registered')).toBeUndefined();
    const happenings = [happening(20, { to: 'busy' })];
    expect(conditionSinceMs(history({ happenings }), 'registered')).toBeUndefined();
  });

  it('is since it signed off, for a screen that watched it and calls it lost', () => {
    const happenings = [happening(3, { from: 'registered', to: 'not-registered' })];
    expect(conditionSinceMs(history({ happenings }), 'lost')).toBe(NOW - 3 * MINUTE);
  });

  it('is since it went late, which the journal does not tell yet', () => {
    const lates = [{ fromMs: NOW - 4000, toMs: Infinity }];
    expect(conditionSinceMs(history({ lates }), 'late')).toBe(NOW - 4000);
  });
});
