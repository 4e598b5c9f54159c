import { formatMinute } from '../condition/time-text.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** An axis has no more labels. */
const LABELS_AT_MOST = 5;
/** From one label to the next, in minutes of the clock on the wall. */
const PITCHES_MINUTES = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880] as const;
const LONGEST_PITCH_MINUTES = 2880;

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/**
 * Where the labels of a span of time stand: at most five, at round local times, so that on the days when the clocks
 * change they say what a clock on the wall said.
 */
export function timeTicks(fromMs: number, toMs: number): readonly number[] {
  const pitchMinutes =
    PITCHES_MINUTES.find((minutes) => toMs - fromMs < LABELS_AT_MOST * minutes * MINUTE_MS) ??
    LONGEST_PITCH_MINUTES;
  const ticks: number[] = [];
  const at = new Date(fromMs);
  at.setHours(0, 0, 0, 0);
  while (at.getTime() <= toMs && ticks.length < LABELS_AT_MOST) {
    if (at.getTime() >= fromMs) ticks.push(at.getTime());
    at.setMinutes(at.getMinutes() + pitchMinutes);
  }
  return ticks;
}

/** A label: the time of the day; the weekday where the span is longer than two days. */
export function timeLabel(atMs: number, spanMs: number): string {
  return isLong(spanMs) ? weekday(atMs) : formatMinute(atMs);
}

/** A moment in a span, to the minute: `14:05`, `Mon 14:05`. */
export function momentLabel(atMs: number, spanMs: number): string {
  return isLong(spanMs) ? `${weekday(atMs)} ${formatMinute(atMs)}` : formatMinute(atMs);
}

function isLong(spanMs: number): boolean {
  return spanMs > 2 * DAY_MS;
}

function weekday(atMs: number): string {
  return WEEKDAYS[new Date(atMs).getDay()] ?? '';
}
