import type { ExtensionCondition } from './condition.ts';
import type { WatchedExtension } from './watch.ts';

/** What an extension can be filtered by and counted as. Some overlap: who is busy or late is registered too. */
export const STATES = [
  'expired',
  'late',
  'not-registered',
  'unknown',
  'ringing',
  'busy',
  'registered',
  'static',
  'partly-lost',
] as const;
export type State = (typeof STATES)[number];

/** One extension with its condition, as the board has it. */
export type Counted = { watched: WatchedExtension; now: ExtensionCondition };

/**
 * Counts of extensions, never of registrations: two devices on one extension are one extension.
 * A count is undefined when the request left the field out that it is read from: not asked is not none.
 */
export type Summary = {
  total: number;
  /** Those that need a registration: all but the static ones. */
  needed: number | undefined;
  counts: Record<State, number | undefined>;
};

/** True when the extension counts as this state: a figure and the filter behind it always agree. */
export function isInState({ watched, now }: Counted, state: State): boolean {
  switch (state) {
    case 'expired':
      return now.condition === 'expired' || now.condition === 'lost';
    case 'registered':
    case 'static':
      return now.main?.registration.state === state;
    case 'partly-lost':
      return now.partlyLost > 0;
    case 'ringing':
    case 'busy':
      return watched.extension.presence === state;
    default:
      return now.condition === state;
  }
}

/** Counts a list, of the whole board or of one organization. */
export function summarise(list: readonly Counted[]): Summary {
  const isRegistrationAsked = list.every(({ watched }) => watched.extension.registrations);
  const isPresenceAsked = list.every(({ watched }) => watched.extension.presence);
  const count = (state: State) => {
    const isAsked = state === 'ringing' || state === 'busy' ? isPresenceAsked : isRegistrationAsked;
    return isAsked ? list.filter((counted) => isInState(counted, state)).length : undefined;
  };
  return {
    total: list.length,
    needed: isRegistrationAsked
      ? list.filter((counted) => !isInState(counted, 'static')).length
      : undefined,
    counts: {
      expired: count('expired'),
      late: count('late'),
      'not-registered': count('not-registered'),
      unknown: count('unknown'),
      ringing: count('ringing'),
      busy: count('busy'),
      registered: count('registered'),
      static: count('static'),
      'partly-lost': count('partly-lost'),
    },
  };
}
