import type { Presence } from '../../presence/extension.ts';

/** What one device says of its calls until `expiresAtMs`, in milliseconds of the service's clock. */
export type Publication = {
  id: string;
  presence: Exclude<Presence, 'unknown'>;
  expiresAtMs: number;
};

/** What the devices of one extension say. Every function below gives a new list and leaves the old one. */
export type Publications = readonly Publication[];

/** More than an extension has devices. What would end first goes first. */
const PUBLICATION_LIMIT = 32;

/** The device says this now, in the place of what it said before. */
export function publish(publications: Publications, publication: Publication): Publications {
  const others = withdraw(publications, publication.id);
  const byEnd = [...others, publication].sort((a, b) => a.expiresAtMs - b.expiresAtMs);
  return byEnd.slice(-PUBLICATION_LIMIT);
}

/** The device says nothing any more. */
export function withdraw(publications: Publications, id: string): Publications {
  return publications.some((one) => one.id === id)
    ? publications.filter((one) => one.id !== id)
    : publications;
}

/** Lets time pass: what has run out by `nowMs` is not said any more. */
export function letRunOut(publications: Publications, nowMs: number): Publications {
  return nextEndMs(publications) > nowMs
    ? publications
    : publications.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
}

/** When `letRunOut` will next change something; Infinity when never. */
export function nextEndMs(publications: Publications): number {
  return Math.min(...publications.map(({ expiresAtMs }) => expiresAtMs));
}

const STRENGTH: Record<Presence, number> = { unknown: 0, online: 1, ringing: 2, busy: 3 };

/** Of several devices the busiest counts: busy, ringing, online, unknown. */
export function strongest(presences: readonly Presence[]): Presence {
  return presences.reduce((a, b) => (STRENGTH[b] > STRENGTH[a] ? b : a), 'unknown');
}
