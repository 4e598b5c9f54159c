import { staleAfterMs } from '../../presence/stale.ts';
import { elapsedMs, type Stamp } from '../clock/steady-clock.ts';
import type { PollState } from './poll-state.ts';
import { dueInMs } from './poll-timing.ts';

/**
 * How much the screen can be believed.
 * asking: nothing known yet; live; late: two polls missed; stale: too old to be shown as true; paused: by a person;
 * failed: nothing known, and the service does not answer; refused: nothing known, and it will not.
 */
export const PHASES = ['asking', 'live', 'late', 'stale', 'paused', 'failed', 'refused'] as const;
export type Phase = (typeof PHASES)[number];

export type Freshness = {
  phase: Phase;
  /** The age of the data; undefined while there is none. */
  ageMs: number | undefined;
  /** Until the next request; 0 while one is under way, undefined when none is due. */
  nextInMs: number | undefined;
  /** The server's time: of the pause while paused, else of the data, else of the first failure. */
  sinceMs: number | undefined;
};

/** From which age on two polls were missed: the last of them had a second to be answered. */
function lateAfterMs(everySeconds: number): number {
  return 2 * everySeconds * 1000 + 1000;
}

/** What is known of the poll, and when it is looked at. */
export type FreshnessInput = {
  state: PollState | undefined;
  isFetching: boolean;
  everySeconds: number;
  isPaused: boolean;
  now: Stamp;
};

/**
 * Judges a poll from outside: from the age of its data alone, so that a request that hangs cannot hide it. The age is
 * the longer of what the two clocks of the browser say, so that neither sleep nor a clock that was set can either.
 */
export function freshnessAt(input: FreshnessInput): Freshness {
  const { state, isFetching, everySeconds, isPaused, now } = input;
  const answeredAt = state?.answeredAt;
  const nextInMs = state && dueInMs(state, everySeconds, now);
  return {
    phase: phaseOf(input),
    ageMs: answeredAt && elapsedMs(answeredAt, now),
    nextInMs: isPaused ? undefined : isFetching ? 0 : nextInMs,
    sinceMs: answeredAt?.serverMs ?? state?.outcome.failures.sinceMs,
  };
}

function phaseOf({ state, everySeconds, isPaused, now }: FreshnessInput): Phase {
  if (isPaused) return 'paused';
  if (!state?.answeredAt) {
    const failure = state?.outcome.failure;
    if (!failure) return 'asking';
    return failure.kind === 'refused' ? 'refused' : 'failed';
  }
  const ageMs = elapsedMs(state.answeredAt, now);
  if (ageMs > staleAfterMs(everySeconds)) return 'stale';
  return ageMs > lateAfterMs(everySeconds) ? 'late' : 'live';
}
