import { elapsedMs, type Stamp } from '../clock/steady-clock.ts';
import type { PollFailure } from './poll-failure.ts';
import type { PollOutcome, PollState } from './poll-state.ts';

/** After failures a request waits longer each time, up to this. */
const BACK_OFF_AT_MOST_MS = 10_000;
/** A Retry-After beyond this is not believed: a wall that nobody touches must find its way back. */
const RETRY_AFTER_AT_MOST_MS = 60 * 60_000;
/** A session that ended is asked about this often, while the last data stays on the screen. */
const REFUSED_PAUSE_MS = 60_000;
/** Between an answer that was slower than the interval and the next request. */
const SHORTEST_PAUSE_MS = 100;
/** Later than this, a timer was not merely busy. */
const OVERDUE_MS = 1000;

/**
 * How long until the next request is due, in milliseconds, at least 0.1 s; undefined when none is: refused before any
 * data, the board stops, so that it locks nobody out.
 */
export function dueInMs(state: PollState, everySeconds: number, now: Stamp): number | undefined {
  const leftMs = leftOfPauseMs(state, everySeconds, now);
  return leftMs === undefined ? undefined : Math.max(leftMs, SHORTEST_PAUSE_MS);
}

/** True when a request should have been made and was not. */
export function isOverdue(state: PollState, everySeconds: number, now: Stamp): boolean {
  const leftMs = leftOfPauseMs(state, everySeconds, now);
  return leftMs !== undefined && leftMs < -OVERDUE_MS;
}

function leftOfPauseMs(state: PollState, everySeconds: number, now: Stamp): number | undefined {
  const { outcome, askedAt, settledAt } = state;
  const pauseMs = pauseAfter(outcome, everySeconds);
  // Healthy polls keep their rhythm, however long each answer takes; after a failure there is a real pause.
  return pauseMs && pauseMs - elapsedMs(outcome.failure ? settledAt : askedAt, now);
}

function pauseAfter(
  { roll, failure, failures }: PollOutcome,
  everySeconds: number,
): number | undefined {
  const everyMs = everySeconds * 1000;
  if (!failure) return everyMs;
  if (failure.kind === 'refused') return roll && REFUSED_PAUSE_MS;
  return backOffMs(failure, failures.count, everyMs);
}

/**
 * How long the service is left alone after the last of `count` failures in a row, in milliseconds: `firstMs`, then twice
 * as long each time, up to 10 s; or for as long as it asked to be (429).
 */
export function backOffMs(failure: PollFailure, count: number, firstMs: number): number {
  const { retryAfterMs = 0 } = failure;
  const growingMs = Math.min(firstMs * 2 ** Math.min(count - 1, 10), BACK_OFF_AT_MOST_MS);
  return Math.max(growingMs, Math.min(retryAfterMs, RETRY_AFTER_AT_MOST_MS));
}
