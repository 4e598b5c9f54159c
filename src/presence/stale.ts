/**
 * From which age on data is stale that is asked for so often, in milliseconds: `clamp(3 × every, 10 s, every + 30 s)`. A
 * board judges the service by it, and the service a source that it asks.
 */
export function staleAfterMs(everySeconds: number): number {
  return Math.min(Math.max(3 * everySeconds, 10), everySeconds + 30) * 1000;
}
