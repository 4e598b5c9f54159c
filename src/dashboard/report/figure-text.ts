import type { Gap, GapKind } from '../../contract/journal.ts';

/** `98.70 %`: cut down and not rounded, so that only what was never away has `100 %`. */
export function formatShare(share: number | null): string {
  if (share === null) return 'none';
  if (share === 1) return '100 %';
  // A little more, for what binary fractions lack; but never as much as makes it whole.
  const hundredths = Math.min(Math.floor(share * 10_000 + 1e-6), 9999);
  return `${(hundredths / 100).toFixed(2)} %`;
}

/** `0:05:12`: hours, minutes, seconds. */
export function formatHms(seconds: number): string {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  return [Math.floor(seconds / 3600), ...parts.map((part) => `${part}`.padStart(2, '0'))].join(':');
}

/** `Friday 27 November 2026`, of `2026-11-27`. */
export function formatDay(day: string): string {
  return new Date(`${day}T12:00:00Z`)
    .toLocaleDateString('en-GB', {
      ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
    })
    .replace(',', '');
}

/** Times of a day in its time zone. */
export type ZonedTimes = {
  /** `09:10:00`. */
  clock(instant: string): string;
  /** `28 November 2026, 14:31`. */
  moment(instant: string): string;
};

/** Tells times as clocks in a time zone do. */
export function timesIn(zone: string): ZonedTimes {
  const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const clock = new Intl.DateTimeFormat('en-GB', { ...minute, second: '2-digit' });
  const date = new Intl.DateTimeFormat('en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: zone },
  });
  const hour = new Intl.DateTimeFormat('en-GB', minute);
  return {
    clock: (instant) => clock.format(Date.parse(instant)),
    moment: (instant) => {
      const ms = Date.parse(instant);
      return `${date.format(ms)}, ${hour.format(ms)}`;
    },
  };
}

/** `one extension`, `3 extensions`. */
export function countOf(count: number, word: string): string {
  return count === 1 ? `one ${word}` : `${count.toLocaleString('en-GB')} ${word}s`;
}

const GAP_WORDS: Record<GapKind, string> = {
  'not-running': 'Rollcall did not run',
  'source-stale': 'the source of registrations did not answer',
  'not-stored': 'changes could not be stored',
};

/** `14:00:00 to 14:04:00: Rollcall did not run`. */
export function gapReason({ kind, from, to, lost }: Gap, times: ZonedTimes): string {
  const until = to === null ? 'now' : times.clock(to);
  const missing = lost > 0 ? `, ${countOf(lost, 'change')} lost` : '';
  return `${times.clock(from)} to ${until}: ${GAP_WORDS[kind]}${missing}`;
}
