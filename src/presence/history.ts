import type { Change, ChangeKind, Changes, GapKind } from '../contract/journal.ts';
import type { Condition } from './condition.ts';
import type { WatchedEvents } from './events.ts';
import type { Span } from './known-time.ts';
import { EVENTS_KEPT } from './thresholds.ts';

/** What happened to an extension, or to one of its devices. */
export type Happening = {
  atMs: number;
  /** What the journal calls it; undefined for what a browser saw, which is only that the extension is another than before. */
  kind?: ChangeKind;
  /** The SIP User-Agent of the device, raw; '' where it is of none. */
  agent: string;
  agentBefore?: string;
  /** For how long a device that refreshed late had been late. */
  lateMs?: number;
  /** The extension before and after; undefined where it was not listed, or nobody knows. */
  from: Condition | undefined;
  to: Condition | undefined;
};

/** A time of which nothing is known, and why: a browser only knows that it did not look. */
export type Unknown = Span & { why?: GapKind };

/** What is known of an extension's past, from `sinceMs` on; what happened in it, the oldest first. */
export type History = {
  source: 'journal' | 'browser';
  sinceMs: number;
  /** What it was at first; undefined when nobody knows. */
  start: Condition | undefined;
  happenings: readonly Happening[];
  /** Late is between two happenings: the journal tells it when it is over. */
  lates: readonly Span[];
  unknowns: readonly Unknown[];
};

/** What a browser has seen: the events on its list, and the times at which it did not look. */
export type Seen = { events: WatchedEvents; unseen: readonly Span[] };

/** What a browser itself saw of an extension, which is now in a condition. */
export function historySeen(number: string, now: Condition | undefined, seen: Seen): History {
  const { latest, sinceMs } = seen.events;
  const happenings = happeningsSeen(number, seen);
  // Where older events were let go, the record begins with the oldest that is left.
  const isCut = latest.length >= EVENTS_KEPT;
  return {
    source: 'browser',
    sinceMs: isCut ? (latest[0]?.atMs ?? sinceMs) : sinceMs,
    start: happenings.length > 0 ? happenings[0]?.from : now,
    happenings,
    lates: [],
    unknowns: seen.unseen,
  };
}

/** What the journal knows of an extension, and after its answer what the browser saw. */
export function historyRecorded(number: string, changes: Changes, seen: Seen): History {
  const untilMs = Date.parse(changes.until);
  const recorded = changes.changes
    .filter(({ extension }) => extension === number)
    .map(happeningOf)
    .sort((a, b) => a.atMs - b.atMs);
  const own = happeningsSeen(number, seen);
  // Of more changes than one answer has, these are the latest.
  const isCut = changes.next !== null;
  const start = changes.start.find(({ extension }) => extension === number)?.condition;
  return {
    source: 'journal',
    sinceMs: isCut ? (recorded[0]?.atMs ?? untilMs) : Date.parse(changes.since),
    start: (isCut ? recorded[0]?.from : start) ?? undefined,
    happenings: [...recorded, ...own.filter(({ atMs }) => atMs > untilMs)],
    lates: [...latesRecorded(recorded), ...latesSeen(own, recorded)],
    unknowns: [
      ...changes.gaps.map(({ kind, from, to }) => ({
        why: kind,
        fromMs: Date.parse(from),
        toMs: to === null ? Infinity : Date.parse(to),
      })),
      // Up to its answer the journal knew better.
      ...seen.unseen
        .filter(({ toMs }) => toMs > untilMs)
        .map(({ fromMs, toMs }) => ({ fromMs: Math.max(fromMs, untilMs), toMs })),
    ],
  };
}

function happeningOf(change: Change): Happening {
  const { kind, agent, agentBefore, lateSeconds } = change;
  return {
    atMs: Date.parse(change.at),
    kind,
    agent,
    from: change.from ?? undefined,
    to: change.to ?? undefined,
    ...(agentBefore !== undefined && { agentBefore }),
    ...(lateSeconds !== undefined && { lateMs: lateSeconds * 1000 }),
  };
}

function happeningsSeen(number: string, { events }: Seen): Happening[] {
  return events.latest
    .filter((event) => event.number === number && event.from !== event.to)
    .map(({ atMs, from, to }) => ({ atMs, agent: '', from, to }));
}

function latesRecorded(happenings: readonly Happening[]): Span[] {
  return happenings.flatMap(({ atMs, lateMs }) =>
    lateMs === undefined ? [] : [{ fromMs: atMs - lateMs, toMs: atMs }],
  );
}

/** A browser that looked away did not see what ended it, but the journal may have. */
function latesSeen(seen: readonly Happening[], recorded: readonly Happening[]): Span[] {
  return seen.flatMap(({ atMs, to }, at) => {
    if (to !== 'late') return [];
    const next = recorded.find((happening) => happening.atMs > atMs);
    const toMs = Math.min(seen[at + 1]?.atMs ?? Infinity, next?.atMs ?? Infinity);
    return [{ fromMs: atMs, toMs }];
  });
}
