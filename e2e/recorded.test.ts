import { describe, expect, it } from 'vitest';
import type { PresenceEntry } from '../src/contract/presence.ts';
import type { EventKind, WatchEvent, WatchedEvents } from '../src/presence/events.ts';
import { extensionFromEntry } from '../src/presence/extension.ts';
import { massLossLines } from '../src/presence/mass-loss-text.ts';
import { afterRoll, type Screen } from '../src/presence/replay.rig.ts';
import { readPolls } from './recording.ts';

const polls = readPolls();
const numbers = [...(polls[0]?.entries.keys() ?? [])];

/** What a screen made of each poll. */
type Step = { news: readonly WatchEvent[]; events: WatchedEvents };

function replay(): Step[] {
  let screen: Screen | undefined;
  return polls.map(({ atMs, entries }) => {
    const told = screen?.events.count ?? 0;
    const extensions = [...entries.values()].map((entry) => extensionFromEntry(entry));
    screen = afterRoll(screen, { extensions, isWhole: true, atMs });
    const { events } = screen;
    return { events, news: events.latest.filter(({ nth }) => nth > told) };
  });
}
const steps = replay();

// What follows is worked out from the recorded answers alone, with nothing of what is tested.

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

const liveOf = (entry: PresenceEntry | undefined) =>
  (entry?.registration ?? []).filter(({ registration }) => registration === '1');

/** A loss or a return of one extension. `endedMs` is when the registration ended that was lost. */
type Turn = { step: number; isLoss: boolean; atMs: number; endedMs: number };

function turnsOf(number: string): Turn[] {
  const turns: Turn[] = [];
  for (const [step, { atMs, entries }] of polls.entries()) {
    const before = liveOf(polls[step - 1]?.entries.get(number));
    const entry = entries.get(number);
    const isLive = liveOf(entry).length > 0;
    if (step === 0 || isLive === before.length > 0) continue;
    if (isLive && turns.length === 0) continue;
    turns.push({ step, isLoss: !isLive, atMs, endedMs: endOf(entry, before, atMs) });
  }
  return turns;
}

/** Signed off: the answer says when. Expired: the time that the answer before it gave. */
function endOf(
  entry: PresenceEntry | undefined,
  before: ReturnType<typeof liveOf>,
  atMs: number,
): number {
  const signedOff = entry?.registration?.find(({ registration }) => registration === '-1')?.expire;
  const ranOut = before[before.length - 1]?.expire;
  return Math.min(Date.parse(signedOff ?? ranOut ?? ''), atMs);
}

const turnsByNumber = new Map(numbers.map((number) => [number, turnsOf(number)]));

/** Three times lost and back within fifteen minutes, and not quiet for fifteen since. */
function isFlapping(turns: readonly Turn[], atMs: number): boolean {
  return turns.some((turn, nth) => {
    const first = turns[nth - 5];
    if (turn.isLoss || !first || turn.atMs - first.atMs > QUARTER) return false;
    const since = [...turns.slice(nth).map((later) => later.atMs), atMs];
    return since.every((ms, place) => ms - (since[place - 1] ?? ms) < QUARTER);
  });
}

function kindOf(turns: readonly Turn[], nth: number): EventKind | undefined {
  const { atMs = 0, isLoss = false } = turns[nth] ?? {};
  const flaps = isFlapping(turns.slice(0, nth + 1), atMs);
  if (flaps) return isFlapping(turns.slice(0, nth), atMs) ? undefined : 'flapping';
  return isLoss ? 'lost' : 'back';
}

describe('25 minutes of the demonstration fleet', () => {
  it('are whole: a poll every five seconds, of every extension', () => {
    expect(polls).toHaveLength(300);
    const pausesMs = polls.slice(1).map(({ atMs }, nth) => atMs - (polls[nth]?.atMs ?? 0));
    expect(Math.max(...pausesMs)).toBeLessThanOrEqual(6000);
    expect(Math.min(...pausesMs)).toBeGreaterThanOrEqual(4000);
    expect(numbers).toHaveLength(62);
  });

  it('have every loss, every return and the one that flaps told once, by the answer that shows it', () => {
    const told = steps.flatMap(({ news }, step) =>
      news.flatMap(({ number, kind }) => (kind ? [`${step} ${number} ${kind}`] : [])),
    );
    const expected = numbers.flatMap((number) => {
      const turns = turnsByNumber.get(number) ?? [];
      return turns.flatMap(({ step }, nth) => {
        const kind = kindOf(turns, nth);
        return kind ? [`${step} ${number} ${kind}`] : [];
      });
    });
    expect(told.sort()).toEqual(expected.sort());
    const count = (kind: EventKind) => told.filter((one) => one.endsWith(` ${kind}`)).length;
    expect({ lost: count('lost'), back: count('back'), flapping: count('flapping') }).toEqual({
      lost: 21,
      back: 19,
      flapping: 1,
    });
  });

  it('show as flapping who flaps, at each answer', () => {
    for (const [step, { events }] of steps.entries()) {
      const atMs = polls[step]?.atMs ?? 0;
      const expected = numbers.filter((number) => {
        const turns = (turnsByNumber.get(number) ?? []).filter((turn) => turn.step <= step);
        return isFlapping(turns, atMs);
      });
      expect([...events.flapping.keys()], `answer ${step}`).toEqual(expected);
    }
  });

  it('have the most that were lost together and still are found, at each answer', () => {
    let most = 0;
    for (const [step, { events }] of steps.entries()) {
      const atMs = polls[step]?.atMs ?? 0;
      const endedMs = numbers.flatMap((number) => {
        const turns = (turnsByNumber.get(number) ?? []).filter((turn) => turn.step <= step);
        const last = turns[turns.length - 1];
        return last?.isLoss && !isFlapping(turns, atMs) ? [last.endedMs] : [];
      });
      const together = endedMs.map(
        (fromMs) => endedMs.filter((ms) => ms >= fromMs && ms <= fromMs + 2 * MINUTE).length,
      );
      const largest = Math.max(0, ...together);
      expect(events.massLoss?.numbers.size ?? 0, `answer ${step}`).toBe(largest < 3 ? 0 : largest);
      most = Math.max(most, largest);
    }
    expect(most).toBe(6);
  });

  it('name the two batches that failed by what they had in common', () => {
    const lines = steps.flatMap(({ events }) =>
      events.massLoss ? [massLossLines(events.massLoss).join(': ')] : [],
    );
    // As more of them are found lost, and as they come back.
    expect([...new Set(lines)]).toEqual([
      '5 of 61 lost in 45 s: ',
      '6 lost in 47 s: 5 of 6 Yealink SIP-T46S 66.86.0.15',
      '5 of 61 lost in 47 s: ',
      '3 of 61 lost in 2 s: ',
      '4 of 61 lost in 5 s: ',
      '5 of 21 lost in 22 s: all Yealink SIP-T46S',
      '3 of 61 lost in 5 s: ',
    ]);
  });
});
