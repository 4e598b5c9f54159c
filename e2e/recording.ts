import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { entrySchema, type PresenceEntry } from '../src/contract/presence.ts';

/**
 * What a running Rollcall answered, a poll every 5 s (`npm run record`). The telephones are those of its demonstration
 * fleet, over real SIP on loopback, which fail by chance; and one more, 0003*900, that was made to.
 *
 * - `minutes`: 28 November 2026 from 12:19 UTC on, 60 extensions; 0003*900 signs off and registers again four times.
 * - `day`: from midnight to midnight UTC, 40 extensions. The clock of this Rollcall, of its telephones and of what
 *   recorded it went 24 times as fast as time does (`faketime -f '@2026-11-27 23:55:00 x24'`), so that the day took an
 *   hour. 0003*900 flaps five times, and is away from 16:58 to 18:28.
 */
const RECORDINGS = {
  minutes: 'recordings/demonstration-fleet.jsonl.gz',
  day: 'recordings/demonstration-fleet-day.jsonl.gz',
} as const;

const lineSchema = z.object({
  at: z.string(),
  changed: z.array(entrySchema),
  removed: z.optional(z.array(z.string())),
});

/** One poll: the list, and when the service gave it, cut to the second. */
export type Poll = { atMs: number; entries: ReadonlyMap<string, PresenceEntry> };

/** Every poll of a recording, in order. */
export function readPolls(recording: keyof typeof RECORDINGS): Poll[] {
  let entries = new Map<string, PresenceEntry>();
  const file = readFileSync(new URL(RECORDINGS[recording], import.meta.url));
  const lines = gunzipSync(file).toString().trimEnd().split('\n');
  return lines.map((line) => {
    const { at, changed, removed = [] } = lineSchema.parse(JSON.parse(line));
    entries = new Map(entries);
    for (const entry of changed) entries.set(entry.extension ?? '', entry);
    for (const number of removed) entries.delete(number);
    return { atMs: Date.parse(at), entries };
  });
}

/**
 * The registrations of an extension by device. No answer tells which device is which: they are taken to be the same by
 * their agent, and those of one agent by their place.
 */
export function devicesOf(entry: PresenceEntry | undefined): ReadonlyMap<string, Registration> {
  const known = entry && devicesByEntry.get(entry);
  if (known) return known;
  const seen = new Map<string, number>();
  const told = (entry?.registration ?? []).filter(({ agent }) => agent !== '');
  const devices = new Map(
    told.map((registration) => {
      const nth = seen.get(registration.agent) ?? 0;
      seen.set(registration.agent, nth + 1);
      return [`${registration.agent} ${nth}`, registration];
    }),
  );
  if (entry) devicesByEntry.set(entry, devices);
  return devices;
}

type Registration = NonNullable<PresenceEntry['registration']>[number];

/** A day of polls asks for the same again and again. */
const devicesByEntry = new WeakMap<PresenceEntry, ReadonlyMap<string, Registration>>();
