import type { Counted } from './summary.ts';

const MINUTE_MS = 60_000;
export const EXPIRIES_STEP_MS = 5 * MINUTE_MS;
const STEPS = 12;

/** How many registrations end within one step if nothing refreshes them, and how many of these are late. */
export type ExpiryStep = { fromMinutes: number; count: number; late: number };

/**
 * The registrations that extensions are read from, by when they end within the hour, in steps of five minutes. What
 * should have ended is in the first step. Counted from the whole minute, so that it is another one a minute at most.
 */
export function expiriesWithinHour(list: Iterable<Counted>, atMs: number): readonly ExpiryStep[] {
  const fromMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  const steps = Array.from({ length: STEPS }, (_, nth) => ({
    fromMinutes: (nth * EXPIRIES_STEP_MS) / MINUTE_MS,
    count: 0,
    late: 0,
  }));
  for (const { now } of list) {
    const { state, expiresAtMs } = now.main?.registration ?? {};
    if (state !== 'registered' || expiresAtMs === undefined) continue;
    const step = steps[Math.floor(Math.max(expiresAtMs - fromMs, 0) / EXPIRIES_STEP_MS)];
    if (!step) continue;
    step.count += 1;
    if (now.condition === 'late') step.late += 1;
  }
  return steps;
}
