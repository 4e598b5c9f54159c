import type { Extension } from '../../presence/extension.ts';
import { type Devices, hasLive, letPass, nextChangeMs, toRegistrations } from './devices.ts';
import { letRunOut, nextEndMs, type Publications, strongest } from './publications.ts';

/** All that is known of one extension number. */
export type Known = { devices: Devices; publications: Publications };

export const NOTHING_KNOWN: Known = { devices: [], publications: [] };

/** Lets time pass; the same object when that changes nothing. `forgetAfterMs` is how long an ended device is kept. */
export function letTimePass(
  known: Known,
  { nowMs, forgetAfterMs }: { nowMs: number; forgetAfterMs: number },
): Known {
  const devices = letPass(known.devices, { nowMs, forgetAfterMs });
  const publications = letRunOut(known.publications, nowMs);
  const isSame = devices === known.devices && publications === known.publications;
  return isSame ? known : { devices, publications };
}

/** When `letTimePass` will next change something; Infinity when never. */
export function nextMomentMs({ devices, publications }: Known, forgetAfterMs: number): number {
  return Math.min(nextChangeMs(devices, forgetAfterMs), nextEndMs(publications));
}

/**
 * What the API tells of an extension.
 * - Online means that a device is registered. A static extension of which nothing is known is unknown, not online.
 * - What its devices say of their calls counts while one of them is registered, or none needs to be: an extension whose
 *   last telephone died in a call is not shown as busy for longer than it is shown as registered.
 */
export function toExtension(
  { number, static: isStatic }: { number: string; static: boolean },
  { devices, publications }: Known,
): Extension {
  const isRegistered = hasLive(devices);
  const said = isRegistered || isStatic ? publications.map(({ presence }) => presence) : [];
  return {
    number,
    presence: strongest([...said, isRegistered ? 'online' : 'unknown']),
    registrations: toRegistrations(devices, isStatic),
  };
}
