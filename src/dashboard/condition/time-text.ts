import type { Condition } from '../../presence/condition.ts';
import type { WatchedRegistration } from '../../presence/watch.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * What a card tells of time: never a bare number, always what it counts towards. Lengths are in milliseconds, moments
 * on the server's clock.
 */
export type TimeTold =
  | { kind: 'left' | 'was' | 'ago'; ms: number }
  | { kind: 'until' | 'at' | 'since' | 'before'; atMs: number }
  | { kind: 'no expiry' | 'no data' | 'nothing' };

/** What a screen has to know of its own past to tell any other time. */
export type TimeView = {
  /** When the watch began: what ended earlier ended before then, and nobody here knows when. */
  watchedSinceMs: number;
  /** When the answer on screen was given, once it is too old to count on from; undefined while it is not. */
  staleFromMs: number | undefined;
};

/** What time is told of: a device and its condition, or an extension's and the device that speaks for it. */
export type TimeSubject = { condition: Condition; device: WatchedRegistration | undefined };

export function timeTold(subject: TimeSubject, view: TimeView, nowMs: number): TimeTold {
  const { condition, device } = subject;
  if (condition === 'static') return { kind: 'no expiry' };
  if (condition === 'unknown') return { kind: 'no data' };
  switch (device?.registration.state) {
    case 'registered':
      return timeLeft(condition, device.registration.expiresAtMs, { view, nowMs });
    case 'static':
      return { kind: 'no expiry' };
    case 'expired':
    case 'not-registered':
      return timeSince(condition, device, { view, nowMs });
    default:
      return { kind: 'nothing' };
  }
}

type Now = { view: TimeView; nowMs: number };

function timeLeft(
  condition: Condition,
  expiresAtMs: number | undefined,
  { view, nowMs }: Now,
): TimeTold {
  if (expiresAtMs === undefined) return { kind: 'no expiry' };
  if (view.staleFromMs === undefined) return { kind: 'left', ms: Math.max(expiresAtMs - nowMs, 0) };
  // Lengths would go on counting what nobody knows any more; moments stay true.
  return condition === 'late'
    ? { kind: 'was', ms: Math.max(expiresAtMs - view.staleFromMs, 0) }
    : { kind: 'until', atMs: expiresAtMs };
}

function timeSince(
  condition: Condition,
  { lostAtMs, registration }: WatchedRegistration,
  { view, nowMs }: Now,
): TimeTold {
  if (condition === 'not-registered') {
    if (registration.expiresAtMs !== undefined) {
      return { kind: 'since', atMs: registration.expiresAtMs };
    }
    // Without an agent there never was a device that could have ended.
    if (registration.agent === '') return { kind: 'nothing' };
  }
  if (lostAtMs === undefined) return { kind: 'before', atMs: view.watchedSinceMs };
  if (view.staleFromMs !== undefined) return { kind: 'at', atMs: lostAtMs };
  const ms = Math.max(nowMs - lostAtMs, 0);
  return ms < DAY_MS ? { kind: 'ago', ms } : { kind: 'since', atMs: lostAtMs };
}

/**
 * The share of a device's life that is left, 0 to 1; undefined while its life is not known: a full bar would be a
 * guess. Stale, it stays where the last answer put it.
 */
export function shareLeft(
  device: WatchedRegistration,
  view: TimeView,
  nowMs: number,
): number | undefined {
  const { expiresAtMs } = device.registration;
  if (!device.lifeIsKnown || expiresAtMs === undefined || device.longestLeftMs <= 0) {
    return undefined;
  }
  const leftMs = expiresAtMs - (view.staleFromMs ?? nowMs);
  return Math.min(Math.max(leftMs / device.longestLeftMs, 0), 1);
}

/** The time as it stands on a card. `nowMs` tells today from other days. */
export function formatTime(told: TimeTold, nowMs: number): string {
  switch (told.kind) {
    case 'left':
      return formatDuration(told.ms);
    case 'was':
      return `was ${formatDuration(told.ms)}`;
    case 'ago':
      return `${formatDuration(told.ms)} ago`;
    case 'until':
      return `until ${formatEnd(told.atMs, nowMs)}`;
    case 'at':
      return formatHappened(told.atMs, nowMs);
    case 'since':
    case 'before':
      return `${told.kind} ${formatDay(told.atMs, nowMs)}`;
    case 'nothing':
      return '';
    default:
      return told.kind;
  }
}

/** The same in words that can be listened to: "8 seconds left". */
export function speakTime(told: TimeTold, nowMs: number): string {
  switch (told.kind) {
    case 'left':
      return `${speakDuration(told.ms)} left`;
    case 'was':
      return `had ${speakDuration(told.ms)} left`;
    case 'ago':
      return `${speakDuration(told.ms)} ago`;
    case 'at':
      return `at ${formatHappened(told.atMs, nowMs)}`;
    default:
      return formatTime(told, nowMs);
  }
}

/** `0:08`, `42:11`, `1:02:03`. */
export function formatDuration(ms: number): string {
  const { hours, minutes, seconds } = inParts(ms);
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}`
    : `${minutes}:${twoDigits(seconds)}`;
}

/** A length that is shown as it grows or shrinks: `47 s`, from a minute on `3:12`. */
export function formatSpan(ms: number): string {
  return ms < MINUTE_MS ? `${Math.floor(ms / SECOND_MS)} s` : formatDuration(ms);
}

/** The two greatest units at most, and seconds only in the last minute, so that the words rarely change. */
function speakDuration(ms: number): string {
  const { hours, minutes, seconds } = inParts(ms);
  if (hours > 0)
    return [count(hours, 'hour'), ...(minutes ? [count(minutes, 'minute')] : [])].join(' ');
  return minutes > 0 ? count(minutes, 'minute') : count(seconds, 'second');
}

/** How far what was seen of a life may lie under and over the life: an answer comes late, a clock is a little off. */
const LIFE_UNDER_SECONDS = 10;
const LIFE_OVER_SECONDS = 3;

/** How long a registration was granted for, as round as what was seen of it allows: `1 h`, `10 min`, `90 s`. */
export function formatLife(ms: number): string {
  const seconds = Math.max(Math.round(ms / SECOND_MS) - LIFE_OVER_SECONDS, 1);
  const minutes = Math.ceil(seconds / 60);
  const missing = minutes * 60 - seconds;
  if (missing > LIFE_UNDER_SECONDS + LIFE_OVER_SECONDS) return `${Math.ceil(seconds / 10) * 10} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

/** A length as a sum is told: `47 s`, `12 min`, `1 h 12 min`. */
export function formatLength(ms: number): string {
  const { hours, minutes, seconds } = inParts(ms);
  if (hours === 0) return minutes === 0 ? `${seconds} s` : `${minutes} min`;
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** A moment of the day, local: `14:31:26`. */
export function formatClock(atMs: number): string {
  return `${formatMinute(atMs)}:${twoDigits(new Date(atMs).getSeconds())}`;
}

/** `09:14` today, `22 Nov` on another day. */
function formatDay(atMs: number, nowMs: number): string {
  if (isSameDay(atMs, nowMs)) return formatMinute(atMs);
  const at = new Date(atMs);
  return `${at.getDate()} ${MONTHS[at.getMonth()]}`;
}

/** When a registration ends, or would have: `14:31:26`, `22 Nov` once that day is over. */
function formatEnd(atMs: number, nowMs: number): string {
  const isOver = atMs < nowMs && !isSameDay(atMs, nowMs);
  return isOver ? formatDay(atMs, nowMs) : formatClock(atMs);
}

/** A moment to the minute: `18:00` today, `24 Nov 06:00` on another day. */
export function formatMoment(atMs: number, nowMs: number): string {
  const day = formatDay(atMs, nowMs);
  const minute = formatMinute(atMs);
  return day === minute ? minute : `${day} ${minute}`;
}

/** When something happened, or will: `14:31:26` today, `22 Nov 14:31` on another day, of which nobody needs the second. */
export function formatHappened(atMs: number, nowMs: number): string {
  return isSameDay(atMs, nowMs) ? formatClock(atMs) : formatMoment(atMs, nowMs);
}

/** The day of a moment that may be long past or far off: `09:14` today, `22 Nov 2025` in another year. */
export function formatDate(atMs: number, nowMs: number): string {
  const year = new Date(atMs).getFullYear();
  const day = formatDay(atMs, nowMs);
  return year === new Date(nowMs).getFullYear() ? day : `${day} ${year}`;
}

/** How lately something was seen: `just now`, `4 min ago`, from an hour on the moment. */
export function formatSeen(atMs: number, nowMs: number): string {
  const { hours, minutes } = inParts(Math.max(nowMs - atMs, 0));
  if (hours > 0) return formatDate(atMs, nowMs);
  return minutes > 0 ? `${minutes} min ago` : 'just now';
}

/** A moment of the day to the minute: `14:31`. */
export function formatMinute(atMs: number): string {
  const at = new Date(atMs);
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** The day as it stands on a wall: `Mon 23 November`. */
export function formatWeekday(atMs: number): string {
  return new Date(atMs)
    .toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'long' })
    .replace(',', '');
}

function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString();
}

function inParts(ms: number): { hours: number; minutes: number; seconds: number } {
  return {
    hours: Math.floor(ms / HOUR_MS),
    minutes: Math.floor(ms / MINUTE_MS) % 60,
    seconds: Math.floor(ms / SECOND_MS) % 60,
  };
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/**
 * When nothing was known: `No data 14:31:20 to 14:33:02`, of another day than today's
 * `No data 22 Nov 23:58:10 to 00:03:00`.
 */
export function gapText({ fromMs, toMs }: { fromMs: number; toMs: number }, nowMs: number): string {
  const isEarlier = !isSameDay(toMs, nowMs) && !isSameDay(toMs, fromMs);
  const fromDay = isSameDay(fromMs, nowMs) ? '' : `${formatDay(fromMs, nowMs)} `;
  const toDay = isEarlier ? `${formatDay(toMs, nowMs)} ` : '';
  return `No data ${fromDay}${formatClock(fromMs)} to ${toDay}${formatClock(toMs)}`;
}
