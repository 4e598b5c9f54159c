const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** No clock on earth is further than this from UTC. */
const FURTHEST_ZONE_MS = 16 * HOUR_MS;

/** The day that it is at a time in a time zone, `YYYY-MM-DD`. Throws RangeError for what is no time zone. */
export function dayAt(ms: number, zone: string): string {
  return dayFormat(zone)(ms);
}

/**
 * When a day begins and ends in a time zone, in milliseconds since 1970: from its midnight to the next one, which is 23
 * or 25 hours where clocks are changed. Where they are changed at midnight, the day begins with its first second.
 */
export function dayBounds(day: string, zone: string): { fromMs: number; toMs: number } {
  const dayOf = dayFormat(zone);
  return { fromMs: firstSecondOf(day, dayOf), toMs: firstSecondOf(dayAfter(day, 1), dayOf) };
}

/** So many days after a day; before it, where the number is negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Looks for the second in halves: the day on the wall only ever goes forward. */
function firstSecondOf(day: string, dayOf: (ms: number) => string): number {
  const aboutMs = Date.parse(`${day}T00:00:00Z`);
  let beforeMs = aboutMs - FURTHEST_ZONE_MS;
  let atMs = aboutMs + FURTHEST_ZONE_MS;
  while (atMs - beforeMs > SECOND_MS) {
    const middleMs = Math.floor((beforeMs + atMs) / 2 / SECOND_MS) * SECOND_MS;
    if (dayOf(middleMs) < day) beforeMs = middleMs;
    else atMs = middleMs;
  }
  return atMs;
}

function dayFormat(zone: string): (ms: number) => string {
  // Swedes write dates as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
  });
  return (ms) => format.format(ms);
}
