import { toApiInstant } from '../../presence/extension.ts';

/** How long something may be muted; `morning` is the next that comes, `open` until somebody takes it back. */
export const UNTIL_CHOICES = ['hour', 'eight-hours', 'morning', 'open'] as const;
export type UntilChoice = (typeof UNTIL_CHOICES)[number];

const HOUR_MS = 3_600_000;
const MORNING_HOUR = 6;

/** The time that a choice ends at, as the API writes it; null is no time. */
export function untilOf(choice: UntilChoice, nowMs: number): string | null {
  switch (choice) {
    case 'hour':
      return toApiInstant(nowMs + HOUR_MS);
    case 'eight-hours':
      return toApiInstant(nowMs + 8 * HOUR_MS);
    case 'morning': {
      // By the calendar of whoever chooses it: a day is not always 24 hours.
      const now = new Date(nowMs);
      const day = now.getDate() + (now.getHours() < MORNING_HOUR ? 0 : 1);
      return toApiInstant(new Date(now.getFullYear(), now.getMonth(), day, MORNING_HOUR).getTime());
    }
    case 'open':
      return null;
  }
}
