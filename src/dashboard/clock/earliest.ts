/** The earlier of two times, either of which there may not be. */
export function earliest(
  oneMs: number | undefined,
  otherMs: number | undefined,
): number | undefined {
  if (oneMs === undefined || otherMs === undefined) return oneMs ?? otherMs;
  return Math.min(oneMs, otherMs);
}
