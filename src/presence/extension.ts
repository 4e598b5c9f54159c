import type {
  PresenceEntry,
  PresenceRegistration,
  RegistrationCode,
  StatusCode,
} from '../contract/presence.ts';

export type RegistrationState = 'registered' | 'static' | 'not-registered' | 'expired' | 'unknown';

export type Presence = 'unknown' | 'online' | 'ringing' | 'busy';

/**
 * What is known of one device. `agent` is its SIP User-Agent, untrusted text, empty when there never was one.
 * `expiresAtMs` is when a live registration ends, or when one that was removed did.
 */
export type Registration = {
  agent: string;
  state: RegistrationState;
  expiresAtMs?: number;
};

/**
 * One extension and its devices, as one answer tells it. Plain JSON, so that equal ones can be shared.
 * `presence` or `registrations` is undefined when `fields` left it out: not asked is not the same as nothing.
 */
export type Extension = {
  number: string;
  presence?: Presence;
  registrations?: readonly Registration[];
};

const STATE_BY_CODE: Record<RegistrationCode, RegistrationState> = {
  '1': 'registered',
  '2': 'static',
  '-1': 'not-registered',
  '-2': 'expired',
  '0': 'unknown',
};
const CODE_BY_STATE: Record<RegistrationState, RegistrationCode> = {
  registered: '1',
  static: '2',
  'not-registered': '-1',
  expired: '-2',
  unknown: '0',
};
const PRESENCE_BY_STATUS: Record<StatusCode, Presence> = {
  0: 'unknown',
  1: 'online',
  2: 'ringing',
  3: 'busy',
};
const STATUS_BY_PRESENCE: Record<Presence, StatusCode> = {
  unknown: 0,
  online: 1,
  ringing: 2,
  busy: 3,
};

/** What stands for a number that was not asked for: `#1` is the first extension of the list. */
const PLACE = '#';

/** True for an extension that is known by its place in the list alone: another one may stand there next time. */
export const isPlace = (number: string): boolean => number.startsWith(PLACE);

/** An API entry as an extension. `place` counts from 0; it names an extension whose number `fields` left out. */
export function extensionFromEntry(entry: PresenceEntry, place = 0): Extension {
  return {
    number: entry.extension ?? `${PLACE}${place + 1}`,
    ...(entry.status !== undefined && { presence: PRESENCE_BY_STATUS[entry.status] }),
    ...(entry.registration && { registrations: entry.registration.map(fromWire) }),
  };
}

/** An extension as an API entry, whole: the service leaves out what was not asked for. */
export function entryFromExtension(extension: Extension): PresenceEntry {
  return {
    extension: extension.number,
    status: STATUS_BY_PRESENCE[extension.presence ?? 'unknown'],
    registration: (extension.registrations ?? []).map(toWire),
  };
}

/** UTC without a fraction, as the API writes instants. A time is cut down to its second, never rounded up. */
export function toApiInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function fromWire({ agent, registration, expire }: PresenceRegistration): Registration {
  const base = { agent, state: STATE_BY_CODE[registration] };
  return expire === undefined ? base : { ...base, expiresAtMs: Date.parse(expire) };
}

function toWire({ agent, state, expiresAtMs }: Registration): PresenceRegistration {
  const base = { agent, registration: CODE_BY_STATE[state] };
  // D3: `expire` is missing when the registration has expired.
  return expiresAtMs === undefined || state === 'expired'
    ? base
    : { ...base, expire: toApiInstant(expiresAtMs) };
}
