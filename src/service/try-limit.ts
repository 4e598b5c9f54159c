/** How many tries somebody has. */
export type TryLimit = {
  /** How many seconds to wait until one is left: 0 when one is. */
  secondsToWait(who: string, nowMs: number): number;
  /** Spends one. */
  spend(who: string, nowMs: number): void;
};

/** Whoever tries may make names up; the oldest is forgotten first. */
const MOST_REMEMBERED = 10_000;

/** Gives everybody `most` tries, which come back one by one within that time, a minute unless told. */
export function createTryLimit(most: number, withinMs = 60_000): TryLimit {
  const refillMs = withinMs / most;
  /** When all of somebody's tries will be back. Who is not in it has all of them. */
  const fullAtMs = new Map<string, number>();

  return {
    secondsToWait(who, nowMs) {
      const missingMs = Math.max((fullAtMs.get(who) ?? 0) - nowMs, 0);
      return Math.ceil(Math.max(missingMs + refillMs - withinMs, 0) / 1000);
    },
    spend(who, nowMs) {
      const from = Math.max(fullAtMs.get(who) ?? 0, nowMs);
      fullAtMs.delete(who);
      fullAtMs.set(who, from + refillMs);
      const [oldest] = fullAtMs.keys();
      if (fullAtMs.size > MOST_REMEMBERED && oldest !== undefined) fullAtMs.delete(oldest);
    },
  };
}
