import type { Extension, Registration } from '../../presence/extension.ts';
import { EXPIRE_JITTER_MS } from '../../presence/thresholds.ts';
import type { PresenceRoll } from './poll-state.ts';

/**
 * Gives the extensions of an answer the objects of the answer before, where nothing changed: told apart by number, since
 * one row more at the top moves all others. The list itself comes back too when all of it is the same.
 */
export function shareExtensions(
  before: readonly Extension[],
  after: readonly Extension[],
): readonly Extension[] {
  const known = new Map(before.map((extension) => [extension.number, extension]));
  const shared = after.map((extension) => {
    const was = known.get(extension.number);
    return was && isSameExtension(was, extension) ? was : extension;
  });
  return isSameList(before, shared, Object.is) ? before : shared;
}

/** Gives back the roll before when the answer says nothing new. */
export function shareRoll(before: PresenceRoll | undefined, after: PresenceRoll): PresenceRoll {
  if (!before) return after;
  const extensions = shareExtensions(before.extensions, after.extensions);
  const isSame =
    extensions === before.extensions &&
    before.status === after.status &&
    before.totalResults === after.totalResults &&
    before.isTruncated === after.isTruncated &&
    before.isWhole === after.isWhole;
  return isSame ? before : { ...after, extensions };
}

function isSameExtension(a: Extension, b: Extension): boolean {
  return (
    a.number === b.number &&
    a.presence === b.presence &&
    (a.registrations === b.registrations ||
      isSameList(a.registrations, b.registrations, isSameRegistration))
  );
}

function isSameRegistration(a: Registration, b: Registration): boolean {
  return a.agent === b.agent && a.state === b.state && isSameExpiry(a.expiresAtMs, b.expiresAtMs);
}

/** The jitter of a server that computes `expire` would draw every extension again, and make its countdown twitch. */
function isSameExpiry(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= EXPIRE_JITTER_MS;
}

function isSameList<T>(
  a: readonly T[] | undefined,
  b: readonly T[] | undefined,
  isSame: (a: T, b: T) => boolean,
): boolean {
  if (!a || !b || a.length !== b.length) return false;
  return a.every((item, index) => {
    const other = b[index];
    return other !== undefined && isSame(item, other);
  });
}
