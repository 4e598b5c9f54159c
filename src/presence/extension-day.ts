import type { JournalCondition } from '../contract/journal.ts';
import { afterLoss, afterRest, afterReturn, type Turns } from './flapping.ts';
import { lengthOf, partsWithin, type Span } from './known-time.ts';

type Told = JournalCondition | null;

/**
 * What a day was like for one extension, up to the last change that was followed. Lengths in milliseconds, of the known
 * time alone. Of one size, however often the extension comes and goes.
 */
export type ExtensionDay = {
  condition: Told;
  sinceMs: number;
  reachableMs: number;
  expiredMs: number;
  signedOffMs: number;
  outages: number;
  /** The last outage: it goes on where the next time away joins it. */
  last: Span | undefined;
  longest: Span | undefined;
  turns: Turns | undefined;
  /** How often it was lost and back while it flapped, from the first of these losses to the last return. */
  flapping: (Span & { times: number }) | undefined;
};

/** The day begins. */
export function startDay(condition: Told, sinceMs: number): ExtensionDay {
  return {
    ...{ condition, sinceMs, reachableMs: 0, expiredMs: 0, signedOffMs: 0, outages: 0 },
    ...{ last: undefined, longest: undefined, turns: undefined, flapping: undefined },
  };
}

/**
 * From `atMs` on the extension is in another condition; the same one when the day is over. Times do not go back.
 * @param known the times of the day that are known, in order
 */
export function followDay(
  day: ExtensionDay,
  { condition, atMs }: { condition: Told; atMs: number },
  known: readonly Span[],
): ExtensionDay {
  const passed = timePassed(day, atMs, known);
  const isSeen = partsWithin(known, { fromMs: atMs, toMs: atMs + 1 }).length > 0;
  const turned = isSeen ? takeTurn(passed, standingOf(condition), atMs) : passed;
  return { ...turned, condition, sinceMs: atMs };
}

/** Whether it was in use: it could be called for a time, or its registration had run out. */
export function wasInUse({ reachableMs, expiredMs }: ExtensionDay): boolean {
  return reachableMs + expiredMs > 0;
}

function timePassed(day: ExtensionDay, toMs: number, known: readonly Span[]): ExtensionDay {
  const standing = standingOf(day.condition);
  if (standing === 'not-counted') return day;
  const parts = partsWithin(known, { fromMs: day.sinceMs, toMs });
  const ms = lengthOf(parts);
  if (standing === 'reachable') return { ...day, reachableMs: day.reachableMs + ms };
  const isExpired = day.condition === 'expired';
  return parts.reduce(addTimeAway, {
    ...day,
    expiredMs: day.expiredMs + (isExpired ? ms : 0),
    signedOffMs: day.signedOffMs + (isExpired ? 0 : ms),
  });
}

/** Away is away: whether it expired or was signed off, or first the one and then the other. */
function addTimeAway(day: ExtensionDay, part: Span): ExtensionDay {
  const joins = day.last?.toMs === part.fromMs;
  const last = joins && day.last ? { fromMs: day.last.fromMs, toMs: part.toMs } : part;
  const isLonger = !day.longest || lengthOf([last]) > lengthOf([day.longest]);
  return {
    ...{ ...day, last },
    outages: day.outages + (joins ? 0 : 1),
    longest: isLonger ? last : day.longest,
  };
}

/** Losses and returns, by the rule that the board has for them. */
function takeTurn(day: ExtensionDay, standing: Standing, atMs: number): ExtensionDay {
  const before = standingOf(day.condition);
  const rested = afterRest(day.turns, atMs);
  if (before === 'reachable' && standing === 'away') {
    return { ...day, turns: afterLoss(rested, atMs) };
  }
  if (before !== 'away' || standing !== 'reachable') return day;
  const turns = afterReturn(rested, atMs);
  if (!turns?.flapping) return { ...day, turns };
  const { sinceMs, times } = turns.flapping;
  const more = times - (rested?.flapping?.times ?? 0);
  const earlier = day.flapping ?? { fromMs: sinceMs, times: 0 };
  return { ...day, turns, flapping: { ...earlier, times: earlier.times + more, toMs: atMs } };
}

type Standing = 'reachable' | 'away' | 'not-counted';

/** Static ones need nothing, and what does not exist or is not known is neither here nor there. */
function standingOf(condition: Told): Standing {
  switch (condition) {
    case 'registered':
    case 'ringing':
    case 'busy':
      return 'reachable';
    case 'expired':
    case 'not-registered':
      return 'away';
    default:
      return 'not-counted';
  }
}
