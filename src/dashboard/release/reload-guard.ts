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
  try {
    const storage = storageOf();
    const { atMs, entries } = reloadsIn(storage);
    // The one that runs has come; should it be taken back and come again, it is worth another reload.
    const missed = entries.filter((name) => name !== running);
    // A clock that was set back must not hold up a release for longer than that.
    if (missed.includes(entry) || Math.abs(nowMs - atMs) < PAUSE_MS) return false;
    const kept: Reloads = { atMs: nowMs, entries: [...missed, entry].slice(-ENTRIES_KEPT) };
    storage.setItem(KEY, JSON.stringify(kept));
    return storage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/**
 * Whether a page that has stopped may be loaded again, and takes note that it is: once in ten minutes in all, as for a
 * release, or a fault that comes back each time would make a loop.
 */
export function mayStartAnew(storageOf: () => Storage, nowMs: number): boolean {
  try {
    const storage = storageOf();
    const { atMs, entries } = reloadsIn(storage);
    if (Math.abs(nowMs - atMs) < PAUSE_MS) return false;
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
