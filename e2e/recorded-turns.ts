import type { PresenceEntry } from '../src/contract/presence.ts';
import type { EventKind } from '../src/presence/events.ts';
import type { Poll } from './recording.ts';

// What happened in a recording, worked out from the recorded answers alone, with nothing of what is tested.

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

/** A loss or a return of one extension. `endedMs` is when the registration ended that was lost. */
export type Turn = { step: number; isLoss: boolean; atMs: number; endedMs: number };

const liveOf = (entry: PresenceEntry | undefined) =>
  (entry?.registration ?? []).filter(({ registration }) => registration === '1');

const wasExpired = (entry: PresenceEntry | undefined) =>
  entry?.registration?.some(({ registration }) => registration === '-2') === true;

/** The losses and returns of an extension, in order. One that was expired from the start comes back first. */
export function turnsOf(polls: readonly Poll[], number: string): Turn[] {
  const turns: Turn[] = [];
  for (const [step, { atMs, entries }] of polls.entries()) {
    const before = liveOf(polls[step - 1]?.entries.get(number));
    const entry = entries.get(number);
    const isLive = liveOf(entry).length > 0;
    if (step === 0 || isLive === before.length > 0) continue;
    if (isLive && turns.length === 0 && !wasExpired(polls[0]?.entries.get(number))) continue;
    turns.push({ step, isLoss: !isLive, atMs, endedMs: endOf(entry, before, atMs) });
  }
  return turns;
}

/** Signed off: the answer says when. Expired: the time that the answer before it gave. */
function endOf(
  entry: PresenceEntry | undefined,
  before: ReturnType<typeof liveOf>,
  atMs: number,
): number {
  const signedOff = entry?.registration?.find(({ registration }) => registration === '-1')?.expire;
  const ranOut = before[before.length - 1]?.expire;
  return Math.min(Date.parse(signedOff ?? ranOut ?? ''), atMs);
}

/** Three times lost and back within fifteen minutes, and not quiet for fifteen since. */
export function isFlapping(turns: readonly Turn[], atMs: number): boolean {
  return turns.some((turn, nth) => {
    const first = turns[nth - 5];
    if (turn.isLoss || !first || turn.atMs - first.atMs > QUARTER) return false;
    const since = [...turns.slice(nth).map((later) => later.atMs), atMs];
    return since.every((ms, place) => ms - (since[place - 1] ?? ms) < QUARTER);
  });
}

/** What is told of a turn; undefined for what a flapping extension does. */
export function kindOf(turns: readonly Turn[], nth: number): EventKind | undefined {
  const { atMs = 0, isLoss = false } = turns[nth] ?? {};
  const flaps = isFlapping(turns.slice(0, nth + 1), atMs);
  if (flaps) return isFlapping(turns.slice(0, nth), atMs) ? undefined : 'flapping';
  return isLoss ? 'lost' : 'back';
}

/** The most of these ends that lie within two minutes. */
export function mostTogether(endedMs: readonly number[]): number {
  const together = endedMs.map(
    (fromMs) => endedMs.filter((ms) => ms >= fromMs && ms <= fromMs + 2 * MINUTE).length,
  );
  return Math.max(0, ...together);
}
