// Telephones refresh at their own rhythm: at half of a registration's life, at nine tenths, at whatever their maker
// chose. One that has missed its rhythm is late, long before its registration runs out.

import {
  LATE_AT_MOST_MS,
  LATE_SHARE,
  MISSED_AT_LEAST_MS,
  MISSED_SHARE,
  PAUSES_KEPT,
  PAUSES_TO_LEARN,
} from './thresholds.ts';

/** A registration as far as its rhythm goes. Times in milliseconds. */
export type Life = {
  expiresAtMs: number;
  /** How long it lasts from one refresh on. */
  lifeMs: number;
  /** How long the device has waited between its last refreshes, the latest last. */
  pausesMs: readonly number[];
};

/**
 * The pauses after one more refresh. As long as the life stays the same, `expire` moves forward by just the pause, to
 * the second, however seldom a screen asks. A life that changed begins anew, and a pause longer than a life is none.
 */
export function pausesAfterRefresh(before: Life, after: Omit<Life, 'pausesMs'>): readonly number[] {
  const isSameLife =
    Math.abs(after.lifeMs - before.lifeMs) <=
    Math.max(MISSED_SHARE * before.lifeMs, MISSED_AT_LEAST_MS);
  if (!isSameLife) return [];
  const pauseMs = after.expiresAtMs - before.expiresAtMs;
  if (pauseMs > Math.max(before.lifeMs, after.lifeMs)) return before.pausesMs;
  return [...before.pausesMs, pauseMs].slice(-PAUSES_KEPT);
}

/** How long the device usually waits between two refreshes; undefined until that is learned. */
export function rhythmMs({ pausesMs = [] }: Partial<Life>): number | undefined {
  return pausesMs.length < PAUSES_TO_LEARN ? undefined : Math.max(...pausesMs);
}

/** When its rhythm has the device refresh next, in milliseconds since 1970; undefined until that is learned. */
export function refreshDueAtMs(life: Life): number | undefined {
  const usualMs = rhythmMs(life);
  return usualMs === undefined ? undefined : life.expiresAtMs - life.lifeMs + usualMs;
}

/** From when on the device is late, in milliseconds since 1970; at the end of its time at the latest. */
export function lateFromMs(life: Life): number {
  const { expiresAtMs, lifeMs } = life;
  const dueAtMs = refreshDueAtMs(life);
  if (dueAtMs === undefined) return expiresAtMs - Math.min(lifeMs * LATE_SHARE, LATE_AT_MOST_MS);
  const missedByMs = Math.max(lifeMs * MISSED_SHARE, MISSED_AT_LEAST_MS);
  return Math.min(dueAtMs + missedByMs, expiresAtMs);
}
