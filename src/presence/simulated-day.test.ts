import { describe, expect, it } from 'vitest';
import type { EventKind, WatchEvent, WatchedEvents } from './events.ts';
import { massLossLines } from './mass-loss-text.ts';
import { afterRoll, type Screen } from './replay.rig.ts';
import { at, DELETED, NEW, type Poll, rollsOf, simulateDay } from './simulated-day.rig.ts';
import { summarise } from './summary.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

const day = simulateDay();

/** What a screen made of each answer of the day. */
type Step = { poll: Poll; screen: Screen; news: readonly WatchEvent[]; events: WatchedEvents };

function replay(): Step[] {
  let screen: Screen | undefined;
  const steps: Step[] = [];
  for (const [nth, roll] of [...rollsOf(day)].entries()) {
    const told = screen?.events.count ?? 0;
    screen = afterRoll(screen, roll);
    const { events } = screen;
    const poll = day.polls[nth];
    if (!poll) throw new Error('There is a poll for each answer.');
    steps.push({ poll, screen, events, news: events.latest.filter(({ nth }) => nth > told) });
  }
  return steps;
}
const steps = replay();
const stepAt = (ms: number) => {
  const step = steps.find(({ poll }) => poll.trueMs >= ms);
  if (!step) throw new RangeError('The day is over by then.');
  return step;
};

// What follows is worked out from what the registrar was told, with nothing of what is tested.

type Span = { fromMs: number; toMs: number };

const numbers = [...new Set(day.raw.map(({ number }) => number))];

/** When an extension could be called: a registration holds for its life, or until the device signs off. */
function reachableSpans(number: string): Span[] {
  const own = day.raw.filter((event) => event.number === number);
  const removedMs = own.find(({ kind }) => kind === 'removed')?.atMs ?? Infinity;
  const signedOff = own.filter(({ kind }) => kind === 'signed-off');
  const merged: Span[] = [];
  for (const event of own) {
    if (event.kind !== 'registered' || event.atMs >= removedMs) continue;
    const { agent, atMs, lifeMs } = event;
    const off = signedOff.find((other) => 'agent' in other && other.agent === agent);
    const endsMs = off && off.atMs > atMs ? off.atMs : Infinity;
    const toMs = Math.min(atMs + lifeMs, endsMs, removedMs);
    const last = merged[merged.length - 1];
    if (last && atMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else merged.push({ fromMs: atMs, toMs });
  }
  return merged;
}

const spansByNumber = new Map(numbers.map((number) => [number, reachableSpans(number)]));
const spansOf = (number: string) => spansByNumber.get(number) ?? [];
const isReachable = (number: string, ms: number) =>
  spansOf(number).some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);

type Turn = { isLoss: boolean; atMs: number; step: number; endedMs: number };

/** The losses and returns of an extension, as far as polls can see them. */
function turnsOf(number: string): Turn[] {
  const turns: Turn[] = [];
  let was: boolean | undefined;
  for (const [step, { trueMs, atMs }] of day.polls.entries()) {
    const is = isReachable(number, trueMs);
    const ended = spansOf(number)
      .filter(({ toMs }) => toMs <= trueMs)
      .pop();
    const isTurn = is ? turns.length > 0 && was === false : was === true;
    // One that left the list has no end of its own: it is missed by the answer.
    const endedMs = number === DELETED ? atMs : (ended?.toMs ?? 0);
    if (isTurn) turns.push({ isLoss: !is, atMs, step, endedMs });
    was = is;
  }
  return turns;
}

/** Lost and back three times in fifteen minutes, and not quiet for fifteen since. */
function isFlapping(turns: readonly Turn[], atMs: number): boolean {
  return turns.some(({ isLoss, atMs: backMs }, nth) => {
    const first = turns[nth - 5];
    if (isLoss || !first || backMs - first.atMs > QUARTER) return false;
    const then = [...turns.slice(nth).map((turn) => turn.atMs), atMs];
    return then.every((ms, place) => ms - (then[place - 1] ?? ms) < QUARTER);
  });
}

const turnsByNumber = new Map(numbers.map((number) => [number, turnsOf(number)]));
const turnsUntil = (number: string, step: number) =>
  (turnsByNumber.get(number) ?? []).filter((turn) => turn.step <= step);

/** What is to be told of an extension, by the step that tells it. */
function toldOf(number: string): [step: number, kind: EventKind][] {
  const turns = turnsByNumber.get(number) ?? [];
  return turns.flatMap((turn, nth): [number, EventKind][] => {
    const wasFlapping = isFlapping(turns.slice(0, nth), turn.atMs);
    const flaps = isFlapping(turns.slice(0, nth + 1), turn.atMs);
    const quietFrom = turn.atMs + QUARTER;
    const isLastForLong = !turns.some(({ atMs }) => atMs > turn.atMs && atMs < quietFrom);
    if (flaps && wasFlapping) {
      const step = day.polls.findIndex(({ atMs }) => atMs >= quietFrom);
      return turn.isLoss && isLastForLong ? [[step, 'lost']] : [];
    }
    if (flaps) return [[turn.step, 'flapping']];
    return [[turn.step, turn.isLoss ? 'lost' : 'back']];
  });
}

const isOnList = (number: string, ms: number) =>
  (number !== NEW || ms >= at(12)) && (number !== DELETED || ms < at(17, 0, 1));
/** One that left the list is lost for a quarter of an hour, from the first answer without it. */
const isMissed = (number: string, ms: number) =>
  number === DELETED && ms >= at(17, 0, 30) && ms < at(17, 15, 30);

describe('a simulated day', () => {
  it('has every loss and every return told once, at the first answer that shows it', () => {
    const told = steps.flatMap(({ news }, step) =>
      news.flatMap(({ number, kind }) => (kind ? [`${step} ${number} ${kind}`] : [])),
    );
    const expected = numbers.flatMap((number) =>
      toldOf(number).map(([step, kind]) => `${step} ${number} ${kind}`),
    );
    expect(told.sort()).toEqual(expected.sort());
    const count = (kind: EventKind) => told.filter((one) => one.endsWith(kind)).length;
    expect(count('lost')).toBeGreaterThan(30);
    expect(count('back')).toBeGreaterThan(20);
    expect(count('flapping')).toBe(3);
  });

  it('shows as flapping who flaps, for as long', () => {
    let most = 0;
    for (const [step, { events, poll }] of steps.entries()) {
      const expected = numbers.filter((number) => isFlapping(turnsUntil(number, step), poll.atMs));
      expect([...events.flapping.keys()].sort()).toEqual(expected.sort());
      most = Math.max(most, expected.length);
    }
    expect(most).toBe(2);
  });

  it('finds the most that were lost together and still are, at each answer', () => {
    for (const [step, { events, poll }] of steps.entries()) {
      const endedMs = numbers.flatMap((number) => {
        const turns = turnsUntil(number, step);
        const last = turns[turns.length - 1];
        const isThere = isOnList(number, poll.trueMs) || isMissed(number, poll.trueMs);
        if (!last?.isLoss || !isThere || isFlapping(turns, poll.atMs)) return [];
        return [last.endedMs];
      });
      const together = endedMs.map(
        (fromMs) => endedMs.filter((ms) => ms >= fromMs && ms <= fromMs + 2 * MINUTE).length,
      );
      const most = Math.max(0, ...together);
      expect(events.massLoss?.numbers.size ?? 0).toBe(most < 3 ? 0 : most);
    }
  });

  it('names the switch that failed by what was behind it', () => {
    const { events } = stepAt(at(10, 45));
    const endsMs = numbers.flatMap((number) =>
      spansOf(number).flatMap(({ toMs }) => (toMs > at(10, 30) && toMs < at(10, 45) ? [toMs] : [])),
    );
    const seconds = (Math.max(...endsMs) - Math.min(...endsMs)) / 1000;
    expect(events.massLoss && massLossLines(events.massLoss)).toEqual([
      `12 of 13 lost in ${seconds} s`,
      'all Yealink SIP-T46S 66.86.0.15, organization 0003',
    ]);
    expect(stepAt(at(11, 12)).events.massLoss).toBeUndefined();
  });

  it('calls nobody late who kept its rhythm, and everybody behind the switch before it was lost', () => {
    const late = steps.flatMap(({ poll, news }) =>
      news.filter(({ to }) => to === 'late').map(({ number }) => ({ number, poll })),
    );
    const beforeClockIsWrong = late.filter(({ poll }) => poll.trueMs < at(20));
    for (const { number, poll } of beforeClockIsWrong) {
      const refreshed = day.raw.filter(
        (event) => event.kind === 'registered' && event.number === number,
      );
      const last = refreshed.filter(({ atMs }) => atMs <= poll.trueMs).pop();
      if (last?.kind !== 'registered') throw new Error(`${number} never registered.`);
      expect(poll.trueMs - last.atMs).toBeGreaterThan(last.lifeMs * last.refreshAt);
    }
    const behindSwitch = late.filter(
      ({ poll }) => poll.trueMs >= at(10, 30) && poll.trueMs < at(10, 40),
    );
    expect(new Set(behindSwitch.map(({ number }) => number)).size).toBe(12);
  });

  it('is calm since the last one came, and only while all are registered', () => {
    let sinceMs: number | undefined;
    let calm = 0;
    for (const { events, poll } of steps) {
      const isAll = numbers.every((number) => {
        if (isMissed(number, poll.trueMs)) return false;
        return !isOnList(number, poll.trueMs) || isReachable(number, poll.trueMs);
      });
      sinceMs = isAll ? (sinceMs ?? poll.atMs) : undefined;
      expect(events.allRegisteredSinceMs).toBe(sinceMs);
      if (isAll) calm += 1;
    }
    expect(calm).toBeGreaterThan(100);
  });

  it('counts at its end what there is then', () => {
    const last = steps[steps.length - 1];
    if (!last) throw new Error('The day has answers.');
    const { trueMs } = last.poll;
    const listed = numbers.filter((number) => isOnList(number, trueMs));
    const registered = listed.filter((number) => isReachable(number, trueMs));
    const { total, needed, counts } = summarise([...last.screen.items.values()]);
    expect({ total, needed }).toEqual({ total: listed.length + 1, needed: listed.length });
    expect(counts.registered).toBe(registered.length);
    expect(counts.expired).toBe(listed.length - registered.length);
  });

  it('has a dead desk phone behind a live softphone, until that signs off', () => {
    const partlyLost = (ms: number) => stepAt(ms).screen.items.get('0021*020')?.now;
    expect(partlyLost(at(10, 59))?.partlyLost).toBe(0);
    expect(partlyLost(at(12))).toMatchObject({ condition: 'registered', partlyLost: 1 });
    expect(partlyLost(at(19))).toMatchObject({ condition: 'lost', partlyLost: 0 });
  });
});
