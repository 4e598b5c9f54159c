import type { Condition } from './condition.ts';
import { isPlace } from './extension.ts';
import {
  afterLoss,
  afterRest,
  afterReturn,
  type Flapping,
  restEndsAtMs,
  type Turns,
} from './flapping.ts';
import { type MassLoss, type Member, massLossOf } from './mass-loss.ts';
import { type Counted, isInState } from './summary.ts';
import { EVENTS_KEPT } from './thresholds.ts';
import type { WatchedExtension } from './watch.ts';

/** One extension whose condition is another than before: extensions have events, not their devices. */
export type WatchEvent = {
  /** Counts up from 1 for as long as a screen is open: whoever tells events tells those after the last it told. */
  nth: number;
  number: string;
  /** `from` is undefined for one that is new on the list, `to` for one that left it. */
  from: Condition | undefined;
  to: Condition | undefined;
  /** When it was seen. */
  atMs: number;
  /** What it means, where it means more than that. Undefined for all that a flapping extension does. */
  kind?: EventKind;
};

/**
 * Lost: it could be called, and is now expired or lost; or it was flapping, and has stayed away. Back: it can be called
 * again. Flapping: it came back once too often, and its losses are not told one by one any more.
 */
export type EventKind = 'lost' | 'back' | 'flapping';

/** What has happened on a list since a screen watches it. Bounded by the list that is polled, and by EVENTS_KEPT. */
export type WatchedEvents = {
  /** Which watch: another begins anew. */
  sinceMs: number;
  /** The latest events, in the order that they were seen. */
  latest: readonly WatchEvent[];
  /** How many there were in all: the `nth` of the last. */
  count: number;
  /** The extensions that are flapping, by number. */
  flapping: ReadonlyMap<string, Flapping>;
  /** The most extensions that were lost together and still are; the flapping ones are left out. */
  massLoss: MassLoss | undefined;
  /** Since when every extension that needs a registration has had one, as far as was seen; undefined while one has none. */
  allRegisteredSinceMs: number | undefined;
  /** When the clock alone brings something about: a flapping extension has been quiet for long enough. */
  changesAtMs: number | undefined;
  /** Where each extension stands, for the next step. */
  courses: ReadonlyMap<string, Course>;
};

/** A watched list with its conditions, and the time that they were judged at. */
export type Moment = { sinceMs: number; items: ReadonlyMap<string, Counted>; atMs: number };

/** Where an extension stands: what was last known of it, and its turns of late. */
type Course = {
  watched: WatchedExtension;
  condition: Condition;
  standing: Standing | undefined;
  turns: Turns | undefined;
};

/** Whether it can be called, as last known: it was lost, or was never there to be lost. */
type Standing = 'reachable' | 'lost' | 'absent';

/**
 * Adds one moment of a watched list. What is found at first is no event, and a moment that brings nothing new gives
 * back the object of the one before.
 */
export function followEvents(before: WatchedEvents | undefined, moment: Moment): WatchedEvents {
  // Another watch is another list: nothing on it has happened.
  const known = before?.sinceMs === moment.sinceMs ? before : undefined;
  const courses = coursesAt(moment, known?.courses);
  if (known && isSameMap(known.courses, courses)) return known;
  const count = before?.count ?? 0;
  const news = known ? newsOf(known.courses, courses, moment.atMs) : [];
  const flapping = flappingIn(courses);
  return {
    sinceMs: moment.sinceMs,
    latest: withNews(known?.latest ?? [], news, count),
    count: count + news.length,
    flapping,
    massLoss: massLossOf([...moment.items.values()].flatMap((item) => memberOf(item, flapping))),
    allRegisteredSinceMs: isAllRegistered([...moment.items.values()])
      ? (known?.allRegisteredSinceMs ?? moment.atMs)
      : undefined,
    changesAtMs: earliestRest(courses),
    courses,
  };
}

function coursesAt({ items, atMs }: Moment, before: ReadonlyMap<string, Course> | undefined) {
  const courses = new Map<string, Course>();
  for (const [number, item] of items) {
    courses.set(number, nextCourse(before?.get(number), item, atMs));
  }
  return courses;
}

function nextCourse(was: Course | undefined, { watched, now }: Counted, atMs: number): Course {
  const { condition } = now;
  const rested = afterRest(was?.turns, atMs);
  const isSame = was?.watched === watched && was.condition === condition && was.turns === rested;
  if (was && isSame) return was;
  // Whoever stands at a place now may be another one than the last time: nothing is made of what it was.
  const standing = isPlace(watched.extension.number)
    ? undefined
    : standingOf(condition, was?.standing);
  return { watched, condition, standing, turns: turnsOf(was, { standing, rested, atMs }) };
}

/**
 * An answer that does not know, or was not asked, changes nothing: what is lost after it was lost all the same. Neither
 * does one that has forgotten the device of what was lost: it is still to come back.
 */
function standingOf(condition: Condition, before: Standing | undefined): Standing | undefined {
  switch (condition) {
    case 'expired':
    case 'lost':
      return 'lost';
    case 'not-registered':
      return before === 'lost' ? 'lost' : 'absent';
    case 'unknown':
    case 'not-asked':
      return before;
    default:
      return 'reachable';
  }
}

type Turn = { standing: Standing | undefined; rested: Turns | undefined; atMs: number };

function turnsOf(was: Course | undefined, { standing, rested, atMs }: Turn): Turns | undefined {
  if (was?.standing === 'reachable' && standing === 'lost') return afterLoss(rested, atMs);
  if (was?.standing === 'lost' && standing === 'reachable') return afterReturn(rested, atMs);
  return rested;
}

type News = Omit<WatchEvent, 'nth'>;

/** In the order of the list; what left it comes last. */
function newsOf(
  before: ReadonlyMap<string, Course>,
  after: ReadonlyMap<string, Course>,
  atMs: number,
): News[] {
  const news: News[] = [];
  for (const number of new Set([...after.keys(), ...before.keys()])) {
    if (isPlace(number)) continue;
    const was = before.get(number);
    const is = after.get(number);
    const kind = was && is && kindOf(was, is);
    const isNews = kind !== undefined || was?.condition !== is?.condition;
    const told = { number, from: was?.condition, to: is?.condition, atMs };
    if (isNews) news.push({ ...told, ...(kind && { kind }) });
  }
  return news;
}

function kindOf(was: Course, is: Course): EventKind | undefined {
  const wasFlapping = was.turns?.flapping !== undefined;
  if (is.turns?.flapping) return wasFlapping ? undefined : 'flapping';
  // Nobody was told of its losses while it flapped: one that has stayed away is told now.
  if (is.standing === 'lost' && (was.standing === 'reachable' || wasFlapping)) return 'lost';
  return was.standing === 'lost' && is.standing === 'reachable' ? 'back' : undefined;
}

function withNews(latest: readonly WatchEvent[], news: readonly News[], count: number) {
  if (news.length === 0) return latest;
  const numbered = news.map((event, at): WatchEvent => ({ ...event, nth: count + at + 1 }));
  return [...latest, ...numbered].slice(-EVENTS_KEPT);
}

function flappingIn(courses: ReadonlyMap<string, Course>): ReadonlyMap<string, Flapping> {
  const flapping = new Map<string, Flapping>();
  for (const [number, { turns }] of courses) {
    if (turns?.flapping) flapping.set(number, turns.flapping);
  }
  return flapping;
}

function earliestRest(courses: ReadonlyMap<string, Course>): number | undefined {
  const ends = [...courses.values()].flatMap(({ turns }) =>
    turns?.flapping ? restEndsAtMs(turns) : [],
  );
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** "No registration necessary" cannot be lost. When it was lost counts for one that still is, and was seen to be. */
function memberOf(item: Counted, flapping: ReadonlyMap<string, Flapping>): Member[] {
  if (isInState(item, 'static')) return [];
  const { number } = item.watched.extension;
  const { main } = item.now;
  const isLost = isInState(item, 'expired') && !flapping.has(number);
  const agent = main?.registration.agent ?? '';
  return [{ number, agent, lostAtMs: isLost ? main?.lostAtMs : undefined }];
}

function isAllRegistered(items: readonly Counted[]): boolean {
  const needing = items.filter((item) => !isInState(item, 'static'));
  return needing.length > 0 && needing.every((item) => isInState(item, 'registered'));
}

function isSameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
