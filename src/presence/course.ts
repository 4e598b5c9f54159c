import type { Condition } from './condition.ts';
import { isPlace } from './extension.ts';
import { afterLoss, afterRest, afterReturn, type Turns } from './flapping.ts';
import { type Traits, traitsOf } from './mass-loss.ts';
import type { Counted } from './summary.ts';

/** What one extension has gone through, as far as that matters for what it does next. */
export type Course = {
  /** As it was last seen. */
  seen: Counted;
  /** Undefined until it is known. */
  standing: Standing | undefined;
  /** Its losses and returns of late. */
  turns: Turns | undefined;
  traits: Traits;
};

/** Whether an extension can be called, as last known: it was lost, or was never there to be lost. */
type Standing = 'reachable' | 'lost' | 'absent';

/** The course of an extension after one more look; the same object when nothing about it changed. */
export function nextCourse(was: Course | undefined, seen: Counted, atMs: number): Course {
  const rested = afterRest(was?.turns, atMs);
  if (was && isSame(was.seen, seen) && was.turns === rested) return was;
  const { number } = seen.watched.extension;
  // Whoever stands at a place now may be another one than the last time: nothing is made of what it was.
  const standing = isPlace(number) ? undefined : standingOf(seen.now.condition, was?.standing);
  const agent = agentOf(seen);
  return {
    seen,
    standing,
    turns: turnsOf(was, { standing, rested, atMs }),
    traits: was && agentOf(was.seen) === agent ? was.traits : traitsOf(number, agent),
  };
}

function isSame(a: Counted, b: Counted): boolean {
  return a.watched === b.watched && a.now.condition === b.now.condition;
}

function agentOf({ now }: Counted): string {
  return now.main?.registration.agent ?? '';
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
