import { describe, expect, it } from 'vitest';
import type { PresenceEntry } from '../src/contract/presence.ts';
import type { EventKind, WatchEvent } from '../src/presence/events.ts';
import { type Extension, extensionFromEntry } from '../src/presence/extension.ts';
import type { MassLoss } from '../src/presence/mass-loss.ts';
import { massLossLines } from '../src/presence/mass-loss-text.ts';
import { afterRoll, type Screen } from '../src/presence/replay.rig.ts';
import { punctualityOf } from './recorded-refreshes.ts';
import { isFlapping, kindOf, mostTogether, turnsOf } from './recorded-turns.ts';
import { devicesOf, type Poll, readPolls } from './recording.ts';

/** What a screen made of each poll. All that it knows at each of a day's would fill the memory. */
type Step = {
  news: readonly WatchEvent[];
  flapping: readonly string[];
  massLoss: MassLoss | undefined;
  late: ReadonlySet<string>;
};

function replay(polls: readonly Poll[]): Step[] {
  // As on a board, what an answer does not change stays the same object.
  const known = new Map<PresenceEntry, Extension>();
  const extensionOf = (entry: PresenceEntry) => {
    const extension = known.get(entry) ?? extensionFromEntry(entry);
    known.set(entry, extension);
    return extension;
  };
  let screen: Screen | undefined;
  return polls.map(({ atMs, entries }) => {
    const told = screen?.events.count ?? 0;
    const extensions = [...entries.values()].map(extensionOf);
    screen = afterRoll(screen, { extensions, isWhole: true, atMs });
    const { items, events } = screen;
    const late = [...items].filter(([, { now }]) => now.condition === 'late');
    return {
      news: events.latest.slice(events.latest.length - (events.count - told)),
      flapping: [...events.flapping.keys()],
      massLoss: events.massLoss,
      late: new Set(late.map(([number]) => number)),
    };
  });
}

for (const { name, recording, length, extensions, told, late, together, causes } of [
  {
    recording: 'minutes',
    name: '25 minutes of the demonstration fleet',
    ...{ length: 300, extensions: 62 },
    ...{ told: { lost: 21, back: 19, flapping: 1 }, late: 12, together: 6 },
    causes: ['5 of 6 Yealink SIP-T46S 66.86.0.15', 'all Yealink SIP-T46S'],
  },
  {
    recording: 'day',
    name: 'a day of the demonstration fleet',
    ...{ length: 17_304, extensions: 42 },
    ...{ told: { lost: 652, back: 643, flapping: 11 }, late: 579, together: 5 },
    // Three to five of forty, half of which are of one model: that may be luck.
    causes: [],
  },
] as const) {
  describe(name, () => {
    const polls = readPolls(recording);
    const steps = replay(polls);
    const numbers = [...(polls[0]?.entries.keys() ?? [])];
    const turnsByNumber = new Map(numbers.map((number) => [number, turnsOf(polls, number)]));
    const turnsUntil = (number: string, step: number) =>
      (turnsByNumber.get(number) ?? []).filter((turn) => turn.step <= step);

    it('has a poll every five seconds, of every extension', () => {
      expect(polls).toHaveLength(length);
      expect(numbers).toHaveLength(extensions);
      const [first, last] = [polls[0]?.atMs ?? 0, polls[polls.length - 1]?.atMs ?? 0];
      expect(Math.abs(last - first - (length - 1) * 5000)).toBeLessThan(10_000);
      const pausesMs = polls.slice(1).map(({ atMs }, nth) => atMs - (polls[nth]?.atMs ?? 0));
      expect(Math.max(...pausesMs)).toBeLessThanOrEqual(7000);
      expect(Math.min(...pausesMs)).toBeGreaterThanOrEqual(3000);
    });

    it('has every loss, every return and all that flap told once, by the answer that shows it', () => {
      const news = steps.flatMap(({ news }, step) =>
        news.flatMap(({ number, kind }) => (kind ? [`${step} ${number} ${kind}`] : [])),
      );
      const expected = [...turnsByNumber].flatMap(([number, turns]) =>
        turns.flatMap(({ step }, nth) => {
          const kind = kindOf(turns, nth);
          return kind ? [`${step} ${number} ${kind}`] : [];
        }),
      );
      expect(news.sort()).toEqual(expected.sort());
      const count = (kind: EventKind) => news.filter((one) => one.endsWith(` ${kind}`)).length;
      expect({ lost: count('lost'), back: count('back'), flapping: count('flapping') }).toEqual(
        told,
      );
    });

    it('shows as flapping who flaps, at each answer', () => {
      for (const [step, { flapping }] of steps.entries()) {
        const atMs = polls[step]?.atMs ?? 0;
        const expected = numbers.filter((number) => isFlapping(turnsUntil(number, step), atMs));
        expect(flapping, `answer ${step}`).toEqual(expected);
      }
    });

    it('has the most that were lost together and still are found, at each answer', () => {
      let most = 0;
      for (const [step, { massLoss }] of steps.entries()) {
        const atMs = polls[step]?.atMs ?? 0;
        const endedMs = numbers.flatMap((number) => {
          const turns = turnsUntil(number, step);
          const last = turns[turns.length - 1];
          return last?.isLoss && !isFlapping(turns, atMs) ? [last.endedMs] : [];
        });
        const largest = mostTogether(endedMs);
        expect(massLoss?.numbers.size ?? 0, `answer ${step}`).toBe(largest < 3 ? 0 : largest);
        most = Math.max(most, largest);
      }
      expect(most).toBe(together);
    });

    it('names what those that were lost together had in common, where it cannot be luck', () => {
      const lines = steps.flatMap(({ massLoss }) => (massLoss ? [massLossLines(massLoss)[1]] : []));
      expect([...new Set(lines)].filter(Boolean).sort()).toEqual(causes);
    });

    it('shows as late who has missed the own rhythm, at each answer, and nobody else', () => {
      const wrong: string[] = [];
      let lates = 0;
      for (const number of numbers) {
        const seen = polls.map(({ entries }) => devicesOf(entries.get(number)));
        const [device, ...others] = [...new Set(seen.flatMap((devices) => [...devices.keys()]))];
        // Of two, the one with most time left is told.
        if (device === undefined || others.length > 0) continue;
        const punctualities = punctualityOf(polls, { number, device });
        for (const [step, punctuality] of punctualities.entries()) {
          if (punctuality === 'late' && punctualities[step - 1] !== 'late') lates += 1;
          if (punctuality === undefined || punctuality === 'may be late') continue;
          const shown = steps[step]?.late.has(number) ? 'late' : 'in time';
          if (shown !== punctuality) wrong.push(`${number} is ${shown} at answer ${step}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(lates).toBe(late);
    });
  });
}
