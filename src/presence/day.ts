import { type Condition, rankOf } from './condition.ts';
import type { History } from './history.ts';
import type { Span } from './known-time.ts';

/** A part of a day in which an extension was one thing; undefined when nobody knows what. */
export type Stretch = Span & { condition: Condition | undefined };

/** What an extension was over a time, without a hole: stretches that touch, from its beginning to its end. */
export function stretchesOf(history: History, day: Span): Stretch[] {
  const { sinceMs, start, happenings, lates, unknowns } = history;
  let stretches: Stretch[] = [{ ...day, condition: undefined }];
  stretches = painted(stretches, { fromMs: sinceMs, toMs: day.toMs, condition: start });
  for (const { atMs, to } of happenings) {
    stretches = painted(stretches, { fromMs: atMs, toMs: day.toMs, condition: to });
  }
  for (const late of lates) stretches = painted(stretches, { ...late, condition: 'late' });
  for (const unknown of unknowns) {
    stretches = painted(stretches, { ...unknown, condition: undefined });
  }
  return merged(stretches);
}

/** The stretches with another laid over them. */
function painted(stretches: readonly Stretch[], over: Stretch): Stretch[] {
  const first = stretches[0];
  const last = stretches[stretches.length - 1];
  if (!first || !last) return [];
  const fromMs = Math.max(over.fromMs, first.fromMs);
  const toMs = Math.min(over.toMs, last.toMs);
  if (fromMs >= toMs) return [...stretches];
  const before = stretches
    .filter((stretch) => stretch.fromMs < fromMs)
    .map((stretch) => ({ ...stretch, toMs: Math.min(stretch.toMs, fromMs) }));
  const after = stretches
    .filter((stretch) => stretch.toMs > toMs)
    .map((stretch) => ({ ...stretch, fromMs: Math.max(stretch.fromMs, toMs) }));
  return [...before, { fromMs, toMs, condition: over.condition }, ...after];
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined[joined.length - 1];
    if (last && last.condition === stretch.condition) last.toMs = stretch.toMs;
    else joined.push({ ...stretch });
  }
  return joined;
}

/** What is left of stretches that are too many to draw: the worst of each of so many equal parts of the time. */
export function coarser(stretches: readonly Stretch[], most: number): Stretch[] {
  const [first, last] = [stretches[0], stretches[stretches.length - 1]];
  if (stretches.length <= most || !first || !last) return [...stretches];
  const partMs = (last.toMs - first.fromMs) / most;
  const partOf = (ms: number) => Math.min(Math.floor((ms - first.fromMs) / partMs), most - 1);
  const worst: Stretch[] = [];
  for (const stretch of stretches) {
    for (let part = partOf(stretch.fromMs); part <= partOf(stretch.toMs - 1); part += 1) {
      const fromMs = first.fromMs + part * partMs;
      const known = worst[part];
      if (!known || isWorse(stretch, known)) {
        worst[part] = { fromMs, toMs: fromMs + partMs, condition: stretch.condition };
      }
    }
  }
  return merged(worst);
}

function isWorse(a: Stretch, b: Stretch): boolean {
  const rank = ({ condition }: Stretch) => (condition ? rankOf(condition) : Infinity);
  return rank(a) < rank(b);
}

/**
 * How a day went: the share, 0 to 1, of the known time that needed a registration in which there was one, undefined
 * when there was no such time; and for how long nothing is known.
 */
export type DayFigures = { registeredShare: number | undefined; noDataMs: number };

export function figuresOf(stretches: readonly Stretch[]): DayFigures {
  let [registeredMs, neededMs, noDataMs] = [0, 0, 0];
  for (const { condition, fromMs, toMs } of stretches) {
    const ms = toMs - fromMs;
    if (condition === undefined) noDataMs += ms;
    else if (condition !== 'static' && condition !== 'not-asked') neededMs += ms;
    if (condition !== undefined && WITH_REGISTRATION.has(condition)) registeredMs += ms;
  }
  return { registeredShare: neededMs > 0 ? registeredMs / neededMs : undefined, noDataMs };
}

/** Who is late, busy or rings is registered too. */
const WITH_REGISTRATION: ReadonlySet<Condition> = new Set([
  'registered',
  'late',
  'busy',
  'ringing',
]);
