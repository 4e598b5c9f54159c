/** How far the picture moves from its place, in units of the wall: 24 is all that its margins have room for. */
const FARTHEST = 24;
/** Steps around a circle whose radius changes too: no two minutes of an hour are at the same place. */
const TURN = 2.399963;
const RADII = 7;

const MINUTE_MS = 60_000;

/**
 * Where the picture lies in a minute, in units of the wall from its place, so that no edge burns into a screen that
 * shows it for a month. Neighbouring minutes are wide apart, so that edges do not overlap.
 */
export function pixelShift(nowMs: number): { x: number; y: number } {
  const minute = Math.floor(nowMs / MINUTE_MS);
  const radius = (FARTHEST * ((minute % RADII) + 1)) / RADII;
  const angle = (minute * TURN) % (2 * Math.PI);
  return { x: Math.round(radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) };
}
