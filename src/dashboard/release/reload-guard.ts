import * as z from 'zod/mini';

/** What is kept of earlier reloads, in the window's own storage, so that it outlives them. */
type Reloads = { atMs: number; entries: readonly string[] };

const KEY = 'rollcall-reloads';
const reloadsSchema = z.object({ atMs: z.number(), entries: z.array(z.string()) });

/** Whatever is served, and however often it changes: one reload in this time. */
const PAUSE_MS = 10 * 60_000;
/** So many releases that were reloaded for and did not come are remembered. */
const ENTRIES_KEPT = 20;

type Wanted = {
  /** The entry that the served index names, and the one that runs. */
  entry: string;
  running: string;
  /** By the screen's own clock. */
  nowMs: number;
};

/**
 * Whether the page may be reloaded for a release, and takes note that it is: once for each that does not come, and once
 * in ten minutes in all. Without a place to take note in, never: a browser may not even let anybody look for one.
 */
export function mayReload(storageOf: () => Storage, { entry, running, nowMs }: Wanted): boolean {
  return mayNote(storageOf, nowMs, (entries) => {
    // The one that runs has come; should it be taken back and come again, it is worth another reload.
    const missed = entries.filter((name) => name !== running);
    return missed.includes(entry) ? undefined : [...missed, entry].slice(-ENTRIES_KEPT);
  });
}

/**
 * Whether a page that has stopped may be loaded again, and takes note that it is: once in ten minutes in all, as for a
 * release, or a fault that comes back each time would make a loop.
 */
export function mayStartAnew(storageOf: () => Storage, nowMs: number): boolean {
  return mayNote(storageOf, nowMs, (entries) => entries);
}

/** Takes note of a reload with these entries; false when there are none, when it is too early, or there is no place for it. */
function mayNote(
  storageOf: () => Storage,
  nowMs: number,
  entriesAfter: (entries: readonly string[]) => readonly string[] | undefined,
): boolean {
  try {
    const storage = storageOf();
    const { atMs, entries: before } = reloadsIn(storage);
    const entries = entriesAfter(before);
    // A clock that was set back must not hold up a release for longer than that.
    if (!entries || Math.abs(nowMs - atMs) < PAUSE_MS) return false;
    const kept: Reloads = { atMs: nowMs, entries };
    storage.setItem(KEY, JSON.stringify(kept));
    return storage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function reloadsIn(storage: Storage): Reloads {
  const text = storage.getItem(KEY);
  const none: Reloads = { atMs: Number.NEGATIVE_INFINITY, entries: [] };
  return text === null ? none : reloadsSchema.parse(JSON.parse(text));
}
