import { describe, expect, it } from 'vitest';
import type { Silence } from '../../contract/alerts.ts';
import { followEvents, type Gap, type WatchedEvents } from '../../presence/events.ts';
import type { RegistrationState } from '../../presence/extension.ts';
import { observe, startWatch } from '../../presence/watch.ts';
import { boardModel } from '../model/board-model.ts';
import { nextAlarms, type Told } from './alarm.ts';
import { alarmText } from './alarm-text.ts';

const START = Date.parse('2026-11-23T14:30:00Z');
const SECOND = 1000;

/** What each extension of an answer is; those that are not named are registered. */
type Answer = Record<string, RegistrationState>;
type Look = { silences?: readonly Silence[]; isPassedOver?: boolean; gap?: Gap };

/** A board of six extensions of two organizations, and all that is told of it. */
function board() {
  const numbers = ['0003*1', '0003*2', '0003*3', '0003*4', '0007*1', '0007*2', '0007*3', '0007*4'];
  let atMs = START;
  let watch = startWatch(START);
  let events: WatchedEvents | undefined;
  let told: Told | undefined;
  const answer = (answered: Answer = {}, look: Look = {}) => {
    const { silences = [], isPassedOver = false, gap } = look;
    const extensions = numbers.map((number) => {
      const state = answered[number] ?? 'registered';
      const live = state === 'registered' ? { expiresAtMs: atMs + 3600 * SECOND } : {};
      return { number, registrations: [{ agent: 'Zoiper rv2.10.20.4', state, ...live }] };
    });
    watch = observe(watch, { extensions, isWhole: true, atMs });
    const { items } = boardModel({
      watch,
      names: { extensions: { '0003*1': 'Ann, reception' }, organizations: {} },
      silences,
      refinements: { group: 'none', order: 'extension', states: [], agent: '', find: '' },
      judgedAtMs: atMs,
      orderedAtMs: atMs,
    });
    const seen = followEvents(events, { sinceMs: START, items, atMs, gap });
    events = seen;
    const next = nextAlarms(told ?? { count: seen.count }, { events: seen, items, isPassedOver });
    told = next.told;
    return next.alarms.map((alarm) => ({
      ...alarmText(alarm, seen, items),
      heard: alarm.isAddition ? 'nothing' : alarm.kind,
    }));
  };
  answer();
  /** The next answer, so many seconds after the last. */
  return (seconds: number, answered?: Answer, look?: Look) => {
    atMs += seconds * SECOND;
    return answer(answered, look);
  };
}

const LOST = 'expired';
const heardOf = (alarms: readonly { heard: string }[]) => alarms.map(({ heard }) => heard);

function silence(over: Partial<Silence>): Silence {
  return {
    id: 'one',
    kind: 'mute',
    subject: { kind: 'organization', value: '0003' },
    until: null,
    account: { id: 3, name: 'Acme' },
    createdAt: new Date(START).toISOString(),
    ...over,
  };
}

describe('an alarm', () => {
  it('is one for a loss and another for the recovery, each told once', () => {
    const next = board();
    expect(next(5, { '0003*1': LOST })).toEqual([
      { title: '0003*1 lost', body: 'Ann, reception, Zoiper', heard: 'loss' },
    ]);
    expect(next(5, { '0003*1': LOST })).toEqual([]);
    expect(next(60)).toEqual([
      { title: '0003*1 registered again', body: 'Ann, reception, Zoiper', heard: 'recovery' },
    ]);
    expect(next(5)).toEqual([]);
  });

  it('is one for all that one answer brings of a kind', () => {
    const next = board();
    next(5, { '0003*1': LOST, '0003*2': LOST });
    expect(next(200, { '0007*1': LOST, '0007*2': LOST })).toEqual([
      { title: '0007*1, 0007*2 lost', body: '', heard: 'loss' },
      { title: '0003*1, 0003*2 registered again', body: '', heard: 'recovery' },
    ]);
  });

  it('is one for a mass loss, with its cause, also when it takes several answers', () => {
    const next = board();
    expect(heardOf(next(5, { '0003*1': LOST }))).toEqual(['loss']);
    const two = { '0003*1': LOST, '0003*2': LOST } as const;
    expect(heardOf(next(5, two))).toEqual(['nothing']);
    const all = { ...two, '0003*3': LOST, '0003*4': LOST } as const;
    expect(next(50, all)).toEqual([{ title: '4 of 8 lost in 55 s', body: '', heard: 'nothing' }]);
    expect(heardOf(next(300, { ...all, '0007*1': LOST }))).toEqual(['loss']);
  });

  it('is another one for what is lost again', () => {
    const next = board();
    next(5, { '0003*1': LOST });
    expect(heardOf(next(5))).toEqual(['recovery']);
    expect(heardOf(next(5, { '0003*1': LOST }))).toEqual(['loss']);
  });
});

describe('nothing is told', () => {
  it('of what was lost before the page was opened', () => {
    const next = board();
    next(5, { '0003*1': LOST }, { isPassedOver: true });
    expect(next(5, { '0003*1': LOST })).toEqual([]);
  });

  it('of what happened unseen, not even later', () => {
    const next = board();
    const gap = { fromMs: START, toMs: START + 3600 * SECOND };
    expect(next(3600, { '0003*1': LOST }, { gap })).toEqual([]);
    // Nor is it an alarm that this one could be a part of.
    expect(next(5, { '0003*1': LOST, '0007*1': LOST })).toEqual([
      { title: '0007*1 lost', body: 'Zoiper', heard: 'loss' },
    ]);
  });

  it('of what is muted, whether it is lost or back', () => {
    const next = board();
    const muted = { silences: [silence({})] };
    expect(next(5, { '0003*1': LOST, '0007*1': LOST }, muted)).toEqual([
      { title: '0007*1 lost', body: 'Zoiper', heard: 'loss' },
    ]);
    expect(next(60, { '0007*1': LOST }, muted)).toEqual([]);
  });

  it('again of what is acknowledged, but its recovery is', () => {
    const next = board();
    next(5, { '0003*1': LOST });
    const known = { silences: [silence({ kind: 'acknowledgement' })] };
    expect(next(5, { '0003*1': LOST }, known)).toEqual([]);
    expect(heardOf(next(60, {}, known))).toEqual(['recovery']);
  });

  it('of what flaps, until it has stayed away', () => {
    const next = board();
    for (let times = 0; times < 2; times += 1) {
      expect(heardOf(next(40, { '0003*1': LOST }))).toEqual(['loss']);
      expect(heardOf(next(40))).toEqual(['recovery']);
    }
    next(40, { '0003*1': LOST });
    expect(next(40)).toEqual([]);
    expect(next(40, { '0003*1': LOST })).toEqual([]);
    expect(heardOf(next(15 * 60, { '0003*1': LOST }))).toEqual(['loss']);
  });

  it('of what needs no registration', () => {
    const next = board();
    next(5, { '0003*1': 'static' });
    expect(next(5, { '0003*1': LOST })).toEqual([]);
    expect(next(5, { '0003*1': 'static' })).toEqual([]);
  });
});
