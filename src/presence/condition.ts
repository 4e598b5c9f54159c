import type { RegistrationState } from './extension.ts';
import { lateFromMs } from './rhythm.ts';
import type { WatchedExtension, WatchedRegistration } from './watch.ts';

/**
 * What an extension is at a time, worst first: the order of the list is the order of "problems first".
 * `expired` is what the API says (-2); `lost` was registered while watched and no longer is. They rank alike.
 */
export const CONDITIONS = [
  'expired',
  'lost',
  'late',
  'not-registered',
  'unknown',
  'ringing',
  'busy',
  'registered',
  'static',
  'not-asked',
] as const;
export type Condition = (typeof CONDITIONS)[number];

const RANK: Record<Condition, number> = {
  expired: 0,
  lost: 0,
  late: 1,
  'not-registered': 2,
  unknown: 3,
  ringing: 4,
  busy: 5,
  registered: 6,
  static: 7,
  'not-asked': 8,
};

/** How far up "problems first" puts a condition: 0 is the worst. */
export const rankOf = (condition: Condition): number => RANK[condition];

/** One device's condition at a time; `changesAtMs` is when the clock alone will change it, if it will. */
export type RegistrationCondition = {
  condition: Condition;
  changesAtMs?: number;
};

/** An extension's condition at a time. */
export type ExtensionCondition = {
  condition: Condition;
  /** The device that the condition is read from: the live one with most time left, a static one, or the one that ended last. */
  main?: WatchedRegistration;
  /** Devices that were lost or expired beside a live one: the dead desk phone behind a live softphone. */
  partlyLost: number;
  /** When the clock alone will change this answer, if it will. */
  changesAtMs?: number;
};

/** The condition of one device. */
export function registrationConditionAt(
  watched: WatchedRegistration,
  nowMs: number,
): RegistrationCondition {
  const { registration } = watched;
  switch (registration.state) {
    case 'registered':
      return liveCondition(watched, nowMs);
    case 'static':
      return { condition: 'static' };
    case 'expired':
      return { condition: 'expired' };
    case 'not-registered':
      return { condition: watched.lostAtMs === undefined ? 'not-registered' : 'lost' };
    case 'unknown':
      return { condition: 'unknown' };
  }
}

/** The condition of an extension, by the first row that holds of the state table in the design. */
export function conditionAt(watched: WatchedExtension, nowMs: number): ExtensionCondition {
  const { extension, registrations } = watched;
  if (extension.registrations === undefined) {
    return { condition: presenceCondition(watched) ?? 'not-asked', partlyLost: 0 };
  }
  const main = reachableDevice(registrations);
  if (!main) return { ...withoutReachableDevice(watched), partlyLost: 0 };
  const own = registrationConditionAt(main, nowMs);
  const partlyLost = registrations.filter(isLost).length;
  const condition =
    own.condition === 'late' ? own.condition : (presenceCondition(watched) ?? own.condition);
  return { ...own, condition, main, partlyLost };
}

/** The live device with most time left, else one that needs no registration: either can be called. */
function reachableDevice(
  registrations: readonly WatchedRegistration[],
): WatchedRegistration | undefined {
  const live = registrations.filter(({ registration }) => registration.state === 'registered');
  return live.sort(byTimeLeft)[0] ?? withState(registrations, 'static');
}

function withState(
  registrations: readonly WatchedRegistration[],
  state: RegistrationState,
): WatchedRegistration | undefined {
  return registrations.find(({ registration }) => registration.state === state);
}

function liveCondition(watched: WatchedRegistration, nowMs: number): RegistrationCondition {
  const { expiresAtMs } = watched.registration;
  if (expiresAtMs === undefined) return { condition: 'registered' };
  const { longestLeftMs: lifeMs, pausesMs = [] } = watched;
  const lateMs = lateFromMs({ expiresAtMs, lifeMs, pausesMs });
  return nowMs > lateMs
    ? { condition: 'late' }
    : { condition: 'registered', changesAtMs: lateMs + 1 };
}

/** No device can be called: expired or lost outrank one that was signed off, and that outranks not knowing. */
function withoutReachableDevice({
  extension,
  registrations,
}: WatchedExtension): Omit<ExtensionCondition, 'partlyLost'> {
  const ended = registrations.filter(isLost).sort(byEnd)[0];
  if (ended) {
    const condition = ended.registration.state === 'expired' ? 'expired' : 'lost';
    return { condition, main: ended };
  }
  const signedOff = withState(registrations, 'not-registered');
  if (signedOff) return { condition: 'not-registered', main: signedOff };
  const unknown = withState(registrations, 'unknown');
  if (unknown) return { condition: 'unknown', main: unknown };
  return { condition: extension.presence === 'unknown' ? 'unknown' : 'not-registered' };
}

function presenceCondition({ extension }: WatchedExtension): Condition | undefined {
  return extension.presence === 'ringing' || extension.presence === 'busy'
    ? extension.presence
    : undefined;
}

/** A device that became static, or that the service no longer knows about, is no loss. */
function isLost({ registration, lostAtMs }: WatchedRegistration): boolean {
  return (
    registration.state === 'expired' ||
    (registration.state === 'not-registered' && lostAtMs !== undefined)
  );
}

function byTimeLeft(a: WatchedRegistration, b: WatchedRegistration): number {
  return (b.registration.expiresAtMs ?? Infinity) - (a.registration.expiresAtMs ?? Infinity);
}

function byEnd(a: WatchedRegistration, b: WatchedRegistration): number {
  return (b.lostAtMs ?? 0) - (a.lostAtMs ?? 0);
}
