import type { Clock } from '../clock.ts';
import { createTryLimit } from '../try-limit.ts';

/**
 * Who tried what in vain: `source` is where it came from, `name` whom it claimed to be, where it said so. Bounded,
 * whatever strangers make up.
 */
export type FailedTries = {
  /** How long whoever it is must wait: 0 when it need not. */
  secondsToWait(who: Claimant): number;
  note(who: Claimant): void;
};

export type Claimant = { source: string; name?: string };

/** A handful of misconfigured Apps in an office stay below both; guessing at 16 characters stays hopeless. */
const TRIES_PER_MINUTE = { ofName: 10, ofSource: 60 };
/** Longer names are nobody's. */
const LONGEST_NAME = 128;

/** Nobody has failed yet. */
export function createFailedTries(clock: Clock): FailedTries {
  const ofName = createTryLimit(TRIES_PER_MINUTE.ofName);
  const ofSource = createTryLimit(TRIES_PER_MINUTE.ofSource);
  const keyOf = ({ source, name = '' }: Claimant) => `${source} ${name.slice(0, LONGEST_NAME)}`;
  return {
    secondsToWait(who) {
      const nowMs = clock.now();
      const ofThisSource = ofSource.secondsToWait(who.source, nowMs);
      if (who.name === undefined) return ofThisSource;
      return Math.max(ofThisSource, ofName.secondsToWait(keyOf(who), nowMs));
    },
    note(who) {
      const nowMs = clock.now();
      ofSource.spend(who.source, nowMs);
      if (who.name !== undefined) ofName.spend(keyOf(who), nowMs);
    },
  };
}
