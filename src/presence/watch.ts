import { type Extension, isPlace, type Registration } from './extension.ts';
import { pausesAfterRefresh } from './rhythm.ts';
import { EXPIRE_JITTER_MS, GONE_KEPT_MS } from './thresholds.ts';

/** One device as it was watched: the last answer about it, and what earlier answers told. */
export type WatchedRegistration = {
  registration: Registration;
  /** The longest time left that was seen since `expire` last moved forward, in milliseconds; 0 when not registered. */
  longestLeftMs: number;
  /** `expire` moved forward while watched, so that `longestLeftMs` is the life the registrar grants. */
  lifeIsKnown: boolean;
  /** How long it waited between its last refreshes, as watched; rhythm.ts reads them. */
  pausesMs?: readonly number[];
  /** When a registration that was watched ended: its own expiry, or the answer that no longer had it. */
  lostAtMs?: number;
  /** The answer no longer lists the device at all. */
  isGone?: true;
};

/** One extension as it was watched. */
export type WatchedExtension = {
  extension: Extension;
  registrations: readonly WatchedRegistration[];
  /** The first answer that no longer listed it, while it was registered. */
  goneAtMs?: number;
};

/**
 * What a screen has seen since it was opened, by extension number. Bounded by the list that is polled.
 * When `fields` left the number out, it is the place in the list, and nothing is remembered.
 */
export type Watch = {
  sinceMs: number;
  extensions: ReadonlyMap<string, WatchedExtension>;
};

/** One answer: the list, whether it is all of it, and the server's time when it was given. */
export type Roll = {
  extensions: readonly Extension[];
  isWhole: boolean;
  atMs: number;
};

export function startWatch(sinceMs: number): Watch {
  return { sinceMs, extensions: new Map() };
}

/**
 * Adds one answer to what was seen before. An extension about which nothing changed keeps its object, so that a
 * screen can tell by reference what to draw again.
 */
export function observe(watch: Watch, roll: Roll): Watch {
  const extensions = new Map<string, WatchedExtension>();
  for (const extension of roll.extensions) {
    const { number } = extension;
    // Whoever stands at a place now may be another one than the last time.
    const before = isPlace(number) ? undefined : watch.extensions.get(number);
    extensions.set(number, observeExtension(before, extension, roll.atMs));
  }
  // A page of the list says nothing about what is not on it.
  if (roll.isWhole) {
    for (const [key, before] of watch.extensions) {
      const gone = extensions.has(key) ? undefined : observeGone(before, roll.atMs);
      if (gone) extensions.set(key, gone);
    }
  }
  return { sinceMs: watch.sinceMs, extensions };
}

function observeExtension(
  before: WatchedExtension | undefined,
  extension: Extension,
  atMs: number,
): WatchedExtension {
  if (before?.extension === extension && before.goneAtMs === undefined) {
    return forgetGhosts(before, atMs);
  }
  const seen = new Map<string, number>();
  const earlier = new Map<string, WatchedRegistration>();
  for (const watched of before?.registrations ?? []) earlier.set(keyOf(watched, seen), watched);
  seen.clear();
  const registrations = (extension.registrations ?? []).map((registration) => {
    const key = keyOf({ registration }, seen);
    const watched = observeRegistration(earlier.get(key), registration, atMs);
    earlier.delete(key);
    return watched;
  });
  return { extension, registrations: [...registrations, ...vanished(earlier, extension, atMs)] };
}

/**
 * The API names no device: one is told from another by its agent, and two of the same agent by their order.
 */
function keyOf(
  { registration }: { registration: Registration },
  seen: Map<string, number>,
): string {
  const nth = seen.get(registration.agent) ?? 0;
  seen.set(registration.agent, nth + 1);
  return `${registration.agent}\n${nth}`;
}

function observeRegistration(
  before: WatchedRegistration | undefined,
  registration: Registration,
  atMs: number,
): WatchedRegistration {
  if (registration.state === 'registered') return observeLive(before, registration, atMs);
  const wasLive = before?.registration.state === 'registered';
  const lostAtMs = wasLive ? endOf(before, registration, atMs) : before?.lostAtMs;
  return {
    registration,
    longestLeftMs: 0,
    lifeIsKnown: false,
    ...(lostAtMs !== undefined && { lostAtMs }),
  };
}

function observeLive(
  before: WatchedRegistration | undefined,
  registration: Registration,
  atMs: number,
): WatchedRegistration {
  const leftMs = Math.max((registration.expiresAtMs ?? atMs) - atMs, 0);
  const was = before?.registration;
  if (!before || was?.state !== 'registered' || was.expiresAtMs === undefined) {
    // A device that came back while watched begins a whole life; one seen for the first time is somewhere in its own.
    return { registration, longestLeftMs: leftMs, lifeIsKnown: before !== undefined };
  }
  const { expiresAtMs = 0 } = registration;
  if (expiresAtMs > was.expiresAtMs + EXPIRE_JITTER_MS) {
    const pausesMs = before.lifeIsKnown ? pausesAfter(before, { expiresAtMs, lifeMs: leftMs }) : [];
    return { registration, longestLeftMs: leftMs, lifeIsKnown: true, pausesMs };
  }
  return { ...before, registration, longestLeftMs: Math.max(before.longestLeftMs, leftMs) };
}

function pausesAfter(before: WatchedRegistration, after: { expiresAtMs: number; lifeMs: number }) {
  const { registration, longestLeftMs: lifeMs, pausesMs = [] } = before;
  return pausesAfterRefresh(
    { expiresAtMs: registration.expiresAtMs ?? 0, lifeMs, pausesMs },
    after,
  );
}

/** A live registration ended when its time ran out, or when the API says it was removed, or by this answer at the latest. */
function endOf(before: WatchedRegistration, registration: Registration, atMs: number): number {
  const told =
    registration.state === 'expired' ? before.registration.expiresAtMs : registration.expiresAtMs;
  return Math.min(told ?? atMs, atMs);
}

/**
 * Devices that were registered and that the answer no longer lists, though it lists the extension. They stay while
 * nothing else is registered, and for a while beside what is.
 */
function vanished(
  earlier: ReadonlyMap<string, WatchedRegistration>,
  extension: Extension,
  atMs: number,
): WatchedRegistration[] {
  if (extension.registrations === undefined) return [];
  // Another device took its place (a phone behind NAT that came back with a new contact leaves no ghost).
  const agents = new Set(extension.registrations.map(({ agent }) => agent));
  return [...earlier.values()]
    .filter(({ registration }) => !agents.has(registration.agent))
    .filter(({ registration, isGone }) => registration.state === 'registered' || isGone)
    .map((watched) => asGone(watched, atMs))
    .filter((ghost) => isKept(ghost, extension, atMs));
}

/** Nothing new about an extension, but time passes for what it no longer lists. */
function forgetGhosts(before: WatchedExtension, atMs: number): WatchedExtension {
  const kept = before.registrations.filter(
    (watched) => !watched.isGone || isKept(watched, before.extension, atMs),
  );
  return kept.length === before.registrations.length ? before : { ...before, registrations: kept };
}

function isKept({ lostAtMs = 0 }: WatchedRegistration, extension: Extension, atMs: number) {
  const isLive = extension.registrations?.some(({ state }) => state === 'registered');
  return !isLive || atMs - lostAtMs < GONE_KEPT_MS;
}

function observeGone(before: WatchedExtension, atMs: number): WatchedExtension | undefined {
  if (before.goneAtMs !== undefined) {
    return atMs - before.goneAtMs < GONE_KEPT_MS ? before : undefined;
  }
  const isLive = ({ registration }: WatchedRegistration) => registration.state === 'registered';
  if (isPlace(before.extension.number) || !before.registrations.some(isLive)) return undefined;
  const { presence } = before.extension;
  return {
    // Nobody knows any more whether it is busy, or still needs no registration.
    extension: { ...before.extension, ...(presence && { presence: 'unknown' }) },
    registrations: before.registrations
      .filter(({ registration }) => registration.state !== 'static')
      .map((watched) => (isLive(watched) ? asGone(watched, atMs) : watched)),
    goneAtMs: atMs,
  };
}

/** A device that the answer no longer lists, from the answer that first left it out. */
function asGone(watched: WatchedRegistration, atMs: number): WatchedRegistration {
  if (watched.isGone) return watched;
  const { agent } = watched.registration;
  return {
    registration: { agent, state: 'not-registered' },
    longestLeftMs: 0,
    lifeIsKnown: false,
    lostAtMs: atMs,
    isGone: true,
  };
}
