import type { Condition } from '../../presence/condition.ts';
import { CONDITION_LOOKS } from './looks.ts';

/** What an extension did, as it came from one condition to another. */
type Step = { from: Condition | undefined; to: Condition | undefined; isFlapping: boolean };

/** The same in a word or two: "busy", "idle", "no longer listed". */
export function changeWord({ from, to, isFlapping }: Step): string {
  if (isFlapping) return 'flapping';
  if (to === undefined) return 'no longer listed';
  const wasTalking = from === 'busy' || from === 'ringing';
  return to === 'registered' && wasTalking ? 'idle' : CONDITION_LOOKS[to].word.toLowerCase();
}
