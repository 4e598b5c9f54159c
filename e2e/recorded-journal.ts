import type { PresenceEntry } from '../src/contract/presence.ts';
import type { Directory } from '../src/service/directory/directory.ts';
import { FakeClock } from '../src/service/fake-clock.rig.ts';
import { EVERYTHING, MINUTE_MS, startJournal } from '../src/service/journal/journal-bench.rig.ts';
import { readReport } from '../src/service/journal/report.ts';
import { devicesOf, type Poll } from './recording.ts';

// A recording, told as a source would have told it. What it does not tell:
// - Which device is which (recording.ts). One that leaves the list without a word is taken to be registered for as long
//   as it said.
// - When a device registered or a call began: by the answer that shows it, and after the one before. What both answers
//   show as registered is taken to have refreshed before its time was up.
// - What is within a second. An end is taken to be at the end of its second, but no later than the answer that shows it.
// - How long what a telephone says of its calls is valid: until an answer shows otherwise.

type Fact = { atMs: number; tell: (directory: Directory) => void };

/** Never for what is told without a time: how a registration ended that was over at the first poll. */
const endOfSecond = (time: string | undefined) =>
  time === undefined ? Number.POSITIVE_INFINITY : Date.parse(time) + 999;

/** What a source would have told of an extension between two polls; without a poll before, all that it tells. */
function factsOf(extension: string, before: Poll | undefined, { atMs, entries }: Poll): Fact[] {
  const entry = entries.get(extension);
  const old = before?.entries.get(extension);
  if (old && old === entry) return [];
  const calls = { extension, publication: 'calls' };
  const presence = entry?.status === 3 ? 'busy' : 'ringing';
  const isInCall = entry?.status === 3 || entry?.status === 2;
  const ofCalls: Fact = {
    atMs,
    tell: (directory) =>
      isInCall
        ? directory.published({ ...calls, presence }, Number.POSITIVE_INFINITY)
        : directory.withdrawn(calls),
  };
  const known = devicesOf(old);
  const ofDevices = [...devicesOf(entry)].flatMap(
    ([id, { agent, registration, expire }]): Fact[] => {
      const last = known.get(id);
      if (last?.registration === registration && last.expire === expire) return [];
      const device = { extension, device: id, agent };
      if (registration === '1') {
        const expiresAtMs = endOfSecond(expire);
        const refreshedBy = last?.registration === '1' ? Date.parse(last.expire ?? '') : atMs;
        return [
          {
            atMs: Math.min(refreshedBy, atMs),
            tell: (directory) => directory.registered(device, expiresAtMs),
          },
        ];
      }
      const end = registration === '-1' ? expire : last?.expire;
      const endedAtMs = Math.min(endOfSecond(end), atMs);
      return registration === '-1'
        ? [{ atMs: endedAtMs, tell: (directory) => directory.unregistered(device, endedAtMs) }]
        : [{ atMs: endedAtMs, tell: (directory) => directory.expired(device, endedAtMs) }];
    },
  );
  return [...(old?.status === entry?.status ? [] : [ofCalls]), ...ofDevices];
}

/**
 * Tells a directory what was recorded, on a clock of its own, and gives what the journal makes of it: its changes, its
 * counts of each minute, and the report of the day.
 */
export async function journalOf(polls: readonly Poll[]) {
  const first = polls[0] ?? { atMs: 0, entries: new Map<string, PresenceEntry>() };
  const endMs = polls[polls.length - 1]?.atMs ?? 0;
  const numbers = [...first.entries.keys()];
  const clock = new FakeClock(first.atMs);
  const { directory, journal, recorder, changes, steps } = startJournal({
    clock,
    extensions: [...first.entries].map(([number, { registration = [] }]) => ({
      ...{ number, name: '', static: registration.some((one) => one.registration === '2') },
    })),
    remembered: (remembering) => {
      for (const { tell } of numbers.flatMap((one) => factsOf(one, undefined, first))) {
        tell(remembering);
      }
    },
  });
  const facts = polls
    .slice(1)
    .flatMap((poll, nth) => numbers.flatMap((one) => factsOf(one, polls[nth], poll)))
    .sort((a, b) => a.atMs - b.atMs);
  for (const { atMs, tell } of facts) {
    clock.advance(atMs - clock.now());
    tell(directory);
  }
  clock.advance(endMs - clock.now());
  recorder.close();
  const midnightMs = Date.parse('2026-11-28T00:00:00Z');
  return {
    changes: (await changes()).filter(({ kind }) => kind !== 'added'),
    counted: await steps({ fromMs: minuteOf(first.atMs), toMs: minuteOf(endMs) }),
    report: await readReport(
      { journal, directory, organizationNames: () => ({}) },
      {
        ...{ scope: EVERYTHING, day: '2026-11-28', zone: 'UTC', organizations: [], nowMs: endMs },
        bounds: { fromMs: midnightMs, toMs: midnightMs + 24 * 60 * MINUTE_MS },
      },
    ),
  };
}

const minuteOf = (ms: number) => Math.floor(ms / MINUTE_MS) * MINUTE_MS;
