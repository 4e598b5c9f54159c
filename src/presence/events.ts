import type { Condition } from './condition.ts';
import { type Course, nextCourse } from './course.ts';
import { isPlace } from './extension.ts';
import { type Flapping, restEndsAtMs } from './flapping.ts';
import { type MassLoss, type Member, massLossOf } from './mass-loss.ts';
import { type Counted, isInState } from './summary.ts';
import { EVENTS_KEPT, GAPS_KEPT } from './thresholds.ts';

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

/** Between two answers so much time passed that what is shown was no longer known to be true. */
export type Gap = { fromMs: number; toMs: number };

/** A gap among the events: what came and went in it, nobody saw. */
export type SeenGap = Gap & { nth: number };

/** What has happened on a list since a screen watches it. Bounded by the list that is polled, and by EVENTS_KEPT. */
export type WatchedEvents = {
  /** Which watch: another begins anew. */
  sinceMs: number;
  /** The latest events, in the order that they were seen. */
  latest: readonly WatchEvent[];
  /** The latest gaps, counted among the events. */
  gaps: readonly SeenGap[];
  /** How many there were in all, of both: the `nth` of the last. */
  count: number;
  /** The extensions that are flapping, by number. */
  flapping: ReadonlyMap<string, Flapping>;
  /** The most extensions that were lost together and still are; the flapping ones are left out. */
  massLoss: MassLoss | undefined;
  /**
   * Since when every extension that needs a registration has had one, as far as was seen, after the last gap; undefined
   * while one has none.
   */
  allRegisteredSinceMs: number | undefined;
  /** When the clock alone brings something about: a flapping extension has been quiet for long enough. */
  changesAtMs: number | undefined;
  /** What each extension has gone through, for the next step. */
  courses: Courses;
};

type Courses = ReadonlyMap<string, Course>;

/** A watched list with its conditions, the time that they were judged at, and the last gap between its answers. */
export type Moment = {
  sinceMs: number;
  items: ReadonlyMap<string, Counted>;
  atMs: number;
  gap?: Gap | undefined;
};

/**
 * Adds one moment of a watched list. What is found at first is no event, and a moment that brings nothing new gives
 * back the object of the one before.
 */
export function followEvents(before: WatchedEvents | undefined, moment: Moment): WatchedEvents {
  const { sinceMs, atMs } = moment;
  // Another watch is another list: nothing on it has happened.
  const known = before?.sinceMs === sinceMs ? before : undefined;
  const courses = coursesAt(moment, known?.courses);
  const gap = known && newGap(known, moment.gap);
  if (known && !gap && isSameMap(known.courses, courses)) return known;
  const told = (before?.count ?? 0) + (gap ? 1 : 0);
  const news = known ? newsOf(known.courses, courses, atMs) : [];
  const flapping = flappingIn(courses);
  const calmSinceMs = gap?.toMs ?? known?.allRegisteredSinceMs ?? atMs;
  return {
    sinceMs,
    latest: withNews(known?.latest ?? [], news, told),
    gaps: withGap(known?.gaps ?? [], gap, told),
    count: told + news.length,
    flapping,
    massLoss: massLossOf(membersOf(courses)),
    allRegisteredSinceMs: isAllRegistered(courses) ? calmSinceMs : undefined,
    changesAtMs: earliestRest(courses, flapping),
    courses,
  };
}

/** A gap that was not told yet. One from before the watch is none of its own. */
function newGap({ sinceMs, gaps }: WatchedEvents, gap: Gap | undefined): Gap | undefined {
  const lastMs = gaps[gaps.length - 1]?.toMs ?? sinceMs;
  return gap && gap.toMs > lastMs ? gap : undefined;
}

function withGap(gaps: readonly SeenGap[], gap: Gap | undefined, nth: number) {
  return gap ? [...gaps, { ...gap, nth }].slice(-GAPS_KEPT) : gaps;
}

function coursesAt({ items, atMs }: Moment, before: Courses | undefined): Courses {
  const courses = new Map<string, Course>();
  for (const [number, item] of items) {
    courses.set(number, nextCourse(before?.get(number), item, atMs));
  }
  return courses;
}

function isSameMap(before: Courses, after: Courses): boolean {
  if (before.size !== after.size) return false;
  for (const [number, course] of after) {
    if (before.get(number) !== course) return false;
  }
  return true;
}

type News = Omit<WatchEvent, 'nth'>;

/** In the order of the list; what left it comes last. */
function newsOf(before: Courses, after: Courses, atMs: number): News[] {
  const news: News[] = [];
  const compare = (number: string, was: Course | undefined, is: Course | undefined) => {
    if (was === is || isPlace(number)) return;
    const kind = was && is && kindOf(was, is);
    const [from, to] = [was?.seen.now.condition, is?.seen.now.condition];
    if (kind || from !== to) news.push({ number, from, to, atMs, ...(kind && { kind }) });
  };
  for (const [number, is] of after) compare(number, before.get(number), is);
  for (const [number, was] of before) {
    if (!after.has(number)) compare(number, was, undefined);
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

function flappingIn(courses: Courses): ReadonlyMap<string, Flapping> {
  const flapping = new Map<string, Flapping>();
  for (const [number, { turns }] of courses) {
    if (turns?.flapping) flapping.set(number, turns.flapping);
  }
  return flapping;
}

function earliestRest(courses: Courses, flapping: ReadonlyMap<string, Flapping>) {
  const ends = [...flapping.keys()].flatMap((number) => {
    const turns = courses.get(number)?.turns;
    return turns ? restEndsAtMs(turns) : [];
  });
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** "No registration necessary" cannot be lost. When it was lost counts for one that still is, and was seen to be. */
function membersOf(courses: Courses): Member[] {
  const members: Member[] = [];
  for (const [number, { seen, turns, traits }] of courses) {
    const isLost = isInState(seen, 'expired') && !turns?.flapping;
    const lostAtMs = isLost ? seen.now.main?.lostAtMs : undefined;
    if (!isInState(seen, 'static')) members.push({ number, traits, lostAtMs });
  }
  return members;
}

function isAllRegistered(courses: Courses): boolean {
  let needed = 0;
  for (const { seen } of courses.values()) {
    if (isInState(seen, 'static')) continue;
    if (!isInState(seen, 'registered')) return false;
    needed += 1;
  }
  return needed > 0;
}
