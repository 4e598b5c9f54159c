import type { PresenceEntry } from '../../contract/presence.ts';
import { conditionAt } from '../../presence/condition.ts';
import { followEvents, type WatchEvent, type WatchedEvents } from '../../presence/events.ts';
import { type Extension, extensionFromEntry } from '../../presence/extension.ts';
import type { Counted } from '../../presence/summary.ts';
import { observe, startWatch, type Watch, type WatchedExtension } from '../../presence/watch.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/directory.ts';

/** What the service itself has seen of its directory, by the rules by which a board watches an answer. */
export type Look = {
  atMs: number;
  /** What has happened since the look before, in order. What the first look finds is no event. */
  news: readonly WatchEvent[];
  events: WatchedEvents;
  /** True for the first look: what it finds was so before, and nobody knows for how long. */
  isFirst: boolean;
};

/** Watches whether or not a board is open. Listeners are told of each look that finds anything changed, in their order. */
export type DirectoryWatch = {
  /** The latest look, at most a second old; undefined before the first. */
  latest(): Look | undefined;
  listen(listener: (look: Look) => void): void;
  close(): void;
};

const LOOK_EVERY_MS = 1000;
/**
 * After so long without a look the machine was asleep, or its clock was set: what ended meanwhile ended while nobody
 * watched, and the watch begins anew.
 */
const LONGEST_GAP_MS = 60_000;
const EVERYTHING = { count: Number.MAX_SAFE_INTEGER };

/** An extension with its condition, and when it was judged. */
type Judged = Counted & { atMs: number };

/** All that one look hands on to the next. */
type Seen = {
  watch: Watch;
  items: ReadonlyMap<string, Judged>;
  events: WatchedEvents;
  version: number;
  /** When the clock alone changes something. */
  changesAtMs: number;
};

/** Begins to watch; the first look is taken at once. */
export function watchDirectory(options: {
  directory: Pick<Directory, 'version' | 'list'>;
  clock: Clock;
}): DirectoryWatch {
  const { directory, clock } = options;
  const listeners: ((look: Look) => void)[] = [];
  const extensionOf = extensionReader();
  let seen: Seen | undefined;
  let latest: Look | undefined;
  let checkedAtMs = clock.now();

  const look = (version: number, atMs: number) => {
    const before = seen;
    const { entries } = directory.list({ kind: 'all' }, EVERYTHING);
    const extensions = entries.map(({ entry }) => extensionOf(entry));
    // An extension that the directory no longer lists was taken out of the configuration: it is gone, and not lost.
    const roll = { extensions, isWhole: false, atMs };
    const watch = observe(before?.watch ?? startWatch(atMs), roll);
    seen = { ...judge(watch, before, atMs), version };
    const { events } = seen;
    if (before?.events === events) return;
    const news = before ? events.latest.filter(({ nth }) => nth > before.events.count) : [];
    const told: Look = { atMs, news, events, isFirst: before === undefined };
    latest = told;
    for (const listener of listeners) listener(told);
  };
  const check = () => {
    const atMs = clock.now();
    if (Math.abs(atMs - checkedAtMs) > LONGEST_GAP_MS) seen = undefined;
    checkedAtMs = atMs;
    const { version } = directory;
    if (!seen || version !== seen.version || atMs >= seen.changesAtMs) look(version, atMs);
    cancel = clock.after(LOOK_EVERY_MS, check);
  };
  let cancel = () => {};
  check();
  return {
    latest: () => latest,
    listen: (listener) => void listeners.push(listener),
    close: () => cancel(),
  };
}

/** Reads an entry of the directory once for as long as it stays: it is the same object until something about it changes. */
function extensionReader(): (entry: PresenceEntry) => Extension {
  const known = new WeakMap<PresenceEntry, Extension>();
  return (entry) => {
    const extension = known.get(entry) ?? extensionFromEntry(entry);
    known.set(entry, extension);
    return extension;
  };
}

function judge(watch: Watch, before: Seen | undefined, atMs: number): Omit<Seen, 'version'> {
  const items = new Map<string, Judged>();
  let changesAtMs = Number.POSITIVE_INFINITY;
  for (const [number, watched] of watch.extensions) {
    const item = judged(watched, before?.items.get(number), atMs);
    items.set(number, item);
    changesAtMs = Math.min(changesAtMs, item.now.changesAtMs ?? changesAtMs);
  }
  const events = followEvents(before?.events, { sinceMs: watch.sinceMs, items, atMs });
  return {
    ...{ watch, items, events },
    changesAtMs: Math.min(changesAtMs, events.changesAtMs ?? changesAtMs),
  };
}

/** The same object for as long as it holds. */
function judged(watched: WatchedExtension, before: Judged | undefined, atMs: number): Judged {
  if (before?.watched === watched) {
    const { changesAtMs = Number.POSITIVE_INFINITY } = before.now;
    if (atMs >= before.atMs && atMs < changesAtMs) return before;
  }
  return { watched, now: conditionAt(watched, atMs), atMs };
}
