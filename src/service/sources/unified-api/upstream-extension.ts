import type { PresenceEntry, PresenceRegistration } from '../../../contract/presence.ts';
import {
  extensionFromEntry,
  type Presence,
  type Registration,
} from '../../../presence/extension.ts';

/**
 * One device as upstream tells of it, in times of our clock. `untilMs` is when a live one ends, null where no end could
 * be believed; of any other it is when it ended, or was first seen as it is.
 */
export type UpstreamDevice = {
  /** Upstream names no device: its agent, and its place among those of the same agent. */
  id: string;
  agent: string;
  state: Exclude<Registration['state'], 'static'>;
  untilMs: number | null;
  /** Of a live one: when it last refreshed, as far as that can be told, and the longest time left that was seen. */
  heardAtMs: number;
  longestLeftMs: number;
};

/** An extension as upstream tells of it. Plain JSON, so that it can be kept. */
export type UpstreamExtension = {
  number: string;
  static: boolean;
  presence: Presence;
  devices: readonly UpstreamDevice[];
};

/** When an answer was given, by our clock and the clocks' distance, and when the one before was. */
export type AnswerMoment = { atMs: number; offsetMs: number; beforeMs: number | null };

/** More than an extension has telephones, and half of what the directory holds: an answer may replace them all. */
const MOST_DEVICES = 16;
/** A time on the wire stands for its whole second, so the last moment of it is meant. */
const REST_OF_SECOND_MS = 999;

/**
 * Reads an entry as one of successive answers: what was known before tells which device is which, when what has no time
 * ended, and since when.
 */
export function readUpstreamExtension(
  entry: PresenceEntry,
  before: UpstreamExtension | undefined,
  moment: AnswerMoment,
): UpstreamExtension {
  const { number, presence = 'unknown' } = extensionFromEntry(entry);
  const registrations = entry.registration ?? [];
  const isStatic = registrations.some(({ registration }) => registration === '2');
  // While a telephone registers at a static extension, a Rollcall lists that telephone alone.
  const areAllLive =
    registrations.length > 0 && registrations.every(({ registration }) => registration === '1');
  const known = new Map(before?.devices.map((device) => [device.id, device]));
  const nth = new Map<string, number>();
  const devices = registrations.filter(isDevice).map((registration) => {
    const { agent } = registration;
    const place = nth.get(agent) ?? 0;
    nth.set(agent, place + 1);
    return readDevice(registration, { id: `${agent}\n${place}`, known, moment });
  });
  return {
    number,
    static: isStatic || (areAllLive && before?.static === true),
    presence,
    devices: [...devices.filter(isLive), ...devices.filter((device) => !isLive(device))].slice(
      0,
      MOST_DEVICES,
    ),
  };
}

export function isLive({ state }: UpstreamDevice): boolean {
  return state === 'registered';
}

/** One that never registered, and one that need not, have no agent: they stand for no device. */
function isDevice({ agent, registration }: PresenceRegistration): boolean {
  return agent !== '' || !(registration === '-1' || registration === '2');
}

type Identity = { id: string; known: ReadonlyMap<string, UpstreamDevice>; moment: AnswerMoment };

function readDevice(
  { agent, registration, expire }: PresenceRegistration,
  { id, known, moment }: Identity,
): UpstreamDevice {
  const before = known.get(id);
  const { atMs, offsetMs } = moment;
  const toldMs = expire === undefined ? undefined : Date.parse(expire) - offsetMs;
  if (registration === '1') return liveDevice({ id, agent, toldMs }, before, moment);
  const ended = { id, agent, heardAtMs: before?.heardAtMs ?? atMs, longestLeftMs: 0 };
  /** Of what is as it was, the time stays. */
  const since = (state: UpstreamDevice['state']) =>
    before?.state === state ? before.untilMs : atMs;
  switch (registration) {
    case '-2': {
      if (before?.state === 'expired')
        return { ...ended, state: 'expired', untilMs: before.untilMs };
      const endMs = toldMs ?? (before && isLive(before) ? before.untilMs : null) ?? atMs;
      return { ...ended, state: 'expired', untilMs: Math.min(endMs, atMs) };
    }
    case '0':
      return { ...ended, state: 'unknown', untilMs: since('unknown') };
    default:
      return { ...ended, state: 'not-registered', untilMs: toldMs ?? since('not-registered') };
  }
}

/** What has run out when it is told to be registered has no end that could be believed. */
function liveDevice(
  { id, agent, toldMs }: { id: string; agent: string; toldMs: number | undefined },
  before: UpstreamDevice | undefined,
  { atMs, beforeMs }: AnswerMoment,
): UpstreamDevice {
  const endMs = toldMs === undefined ? undefined : toldMs + REST_OF_SECOND_MS;
  const untilMs = endMs !== undefined && endMs > atMs ? endMs : null;
  const wasLive = before !== undefined && isLive(before);
  const leftMs = untilMs === null ? 0 : untilMs - atMs;
  const longestLeftMs = Math.max(leftMs, wasLive ? before.longestLeftMs : 0);
  const isSame = wasLive && before.untilMs === untilMs;
  // It refreshed between two answers: just when is told by how long its registrations are.
  const refreshedAtMs = untilMs === null ? atMs : untilMs - longestLeftMs;
  const heardAtMs = isSame ? before.heardAtMs : Math.max(refreshedAtMs, beforeMs ?? atMs);
  return { id, agent, state: 'registered', untilMs, heardAtMs, longestLeftMs };
}
