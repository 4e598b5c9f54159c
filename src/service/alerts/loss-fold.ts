import type { Course } from '../../presence/course.ts';
import type { Look } from '../watch/directory-watch.ts';
import type { LostTogether } from './webhook-message.ts';

/** Losses, and returns, are taken together until there was none for so long, losses for no longer than that. */
const QUIET_MS = 10_000;
const FOLDED_AT_MOST_MS = 60_000;
/** Later than this the machine was asleep, or its clock was set: what was lost before is no news. */
const TOO_LATE_MS = 60_000;
/** Of each receiver. Ten a day that never end are forgotten after ten days. */
const MOST_TOLD = 100;

/** A loss that was told and is not over. */
export type ToldLoss = LostTogether & {
  toldAtMs: number;
  /** Which of it are not back for good; since when one can be called again, null while it cannot. */
  away: Map<string, number | null>;
  /** When the first was back for good; null while none is. */
  backSinceMs: number | null;
};

/** What has come of a fold. `settled` are told losses of which something is back for good, and those that are over. */
export type Folded = {
  lost: ReadonlyMap<string, number>;
  settled: readonly ToldLoss[];
};

/**
 * Folds what is lost and what is back for one receiver. Knows no time of its own: it says when it wants to be asked.
 * - What comes back while it is being folded was never lost, and what is lost again meanwhile never came back.
 * - What is away is not told as lost again, however often it is, until it is back for good.
 */
export type LossFold = {
  follow(look: Look): void;
  /** When something is ready; undefined when nothing waits. */
  dueAtMs(): number | undefined;
  /** What is ready. Who is lost is handed over, and counts as away once it is told; what is no news is let go. */
  take(nowMs: number): Folded;
  /** Remembers a loss that was told. Gives back the oldest when there are too many, which is remembered no longer. */
  tell(loss: ToldLoss): ToldLoss | undefined;
};

/**
 * @param isOurs which extensions the receiver is told of
 * @param remembered what it was told before the start and is not over, the oldest first
 */
export function createLossFold(
  isOurs: (number: string) => boolean,
  remembered: readonly ToldLoss[],
): LossFold {
  let told = [...remembered];
  /** When each was seen to be lost. */
  const pending = new Map<string, number>();
  /** When something of them was last found to be there no longer. */
  let gotOverAtMs = Number.POSITIVE_INFINITY;
  const isAway = (number: string) => told.some(({ away }) => away.has(number));

  return {
    follow({ news, events: { courses }, isFirst, atMs }) {
      if (isFirst) pending.clear();
      for (const { number, kind } of news) {
        if (kind === 'lost' && isOurs(number) && !isAway(number)) pending.set(number, atMs);
      }
      for (const number of pending.keys()) {
        if (courses.get(number)?.standing !== 'lost') pending.delete(number);
      }
      for (const { away } of told) {
        for (const number of away.keys()) noteStanding(away, { number, atMs }, courses.get(number));
        if (away.size === 0) gotOverAtMs = atMs;
      }
    },
    dueAtMs() {
      const dueMs = Math.min(
        lossDueMs(pending),
        ...told.map(({ away }) => (away.size === 0 ? gotOverAtMs : returnDueMs(away))),
      );
      return dueMs === Number.POSITIVE_INFINITY ? undefined : dueMs;
    },
    take(nowMs) {
      const settled = told.filter((loss) => settle(loss, nowMs) || loss.away.size === 0);
      told = told.filter(({ away }) => away.size > 0);
      const dueMs = lossDueMs(pending);
      if (dueMs > nowMs) return { lost: new Map(), settled };
      const lost = new Map(nowMs - dueMs > TOO_LATE_MS ? [] : pending);
      pending.clear();
      return { lost, settled };
    },
    tell(loss) {
      told.push(loss);
      return told.length > MOST_TOLD ? told.shift() : undefined;
    },
  };
}

/** When losses are told: Infinity when there are none. */
function lossDueMs(pending: ReadonlyMap<string, number>): number {
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const lostAtMs of pending.values()) {
    firstMs = Math.min(firstMs, lostAtMs);
    lastMs = Math.max(lastMs, lostAtMs);
  }
  return pending.size === 0
    ? Number.POSITIVE_INFINITY
    : Math.min(firstMs + FOLDED_AT_MOST_MS, lastMs + QUIET_MS);
}

/** When something of a loss is back for good: Infinity while nothing is back. */
function returnDueMs(away: ToldLoss['away']): number {
  let firstMs = Number.POSITIVE_INFINITY;
  for (const backAtMs of away.values()) {
    firstMs = Math.min(firstMs, backAtMs === null ? firstMs : backAtMs + QUIET_MS);
  }
  return firstMs;
}

function noteStanding(
  away: ToldLoss['away'],
  { number, atMs }: { number: string; atMs: number },
  course: Course | undefined,
): void {
  // It was taken out of the configuration, and will not come back.
  if (!course) away.delete(number);
  else if (course.standing === 'reachable') away.set(number, away.get(number) ?? atMs);
  else if (course.standing !== undefined) away.set(number, null);
}

/** Takes out of a loss what is back for good; true when anything was. */
function settle(loss: ToldLoss, nowMs: number): boolean {
  let isChanged = false;
  for (const [number, backAtMs] of loss.away) {
    if (backAtMs === null || backAtMs + QUIET_MS > nowMs) continue;
    loss.away.delete(number);
    loss.backSinceMs = Math.min(loss.backSinceMs ?? backAtMs, backAtMs);
    isChanged = true;
  }
  return isChanged;
}
