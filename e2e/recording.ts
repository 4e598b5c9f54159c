import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { entrySchema, type PresenceEntry } from '../src/contract/presence.ts';

/**
 * 25 minutes that were recorded from a running Rollcall on 28 November 2026, from 12:19 UTC on, a poll every 5 s
 * (`npm run record`). The telephones are those of its demonstration fleet, 60 extensions over real SIP on loopback,
 * which fail by chance; and one more, 0003*900, that was made to sign off and register again four times. It is no whole
 * day: that one is made up, in presence/simulated-day.rig.ts.
 */
const RECORDING = new URL('recordings/demonstration-fleet.jsonl.gz', import.meta.url);

const lineSchema = z.object({
  at: z.string(),
  changed: z.array(entrySchema),
  removed: z.optional(z.array(z.string())),
});

/** One poll: the list, and when the service gave it, cut to the second. */
export type Poll = { atMs: number; entries: ReadonlyMap<string, PresenceEntry> };

/** Every poll of the recording, in order. */
export function readPolls(): Poll[] {
  let entries = new Map<string, PresenceEntry>();
  const lines = gunzipSync(readFileSync(RECORDING)).toString().trimEnd().split('\n');
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
export function devicesOf(entry: PresenceEntry | undefined) {
  const seen = new Map<string, number>();
  const told = (entry?.registration ?? []).filter(({ agent }) => agent !== '');
  return new Map(
    told.map((registration) => {
      const nth = seen.get(registration.agent) ?? 0;
      seen.set(registration.agent, nth + 1);
      return [`${registration.agent} ${nth}`, registration];
    }),
  );
}
