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

/** From which age on data is stale, in milliseconds: `clamp(3 × every, 10 s, every + 30 s)`. */
export function staleAfterMs(everySeconds: number): number {
  return Math.min(Math.max(3 * everySeconds, 10), everySeconds + 30) * 1000;
}
