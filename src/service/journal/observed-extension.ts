import type { ChangeKind, JournalCondition } from '../../contract/journal.ts';
import { conditionAt } from '../../presence/condition.ts';
import type { Extension } from '../../presence/extension.ts';
import { lateFromMs, pausesAfterRefresh, rhythmMs } from '../../presence/rhythm.ts';
import type { WatchedExtension } from '../../presence/watch.ts';
import type { Device } from '../directory/devices.ts';
import type { Standing } from '../directory/standing.ts';

/** What the journal remembers of a device, to know what becomes of it. */
export type ObservedDevice = {
  id: string;
  agent: string;
  state: Device['state'];
  /** Of one that is registered, and was seen to be: how long its registration is, and how it refreshes. */
  life?: { expiresAtMs: number; lifeMs: number; pausesMs: readonly number[] };
};

/** An extension as the journal last saw it. Lives are not stored: after a restart rhythms are learned anew. */
export type ObservedExtension = {
  static: boolean;
  condition: JournalCondition;
  devices: readonly ObservedDevice[];
  /** As the board would see it; missing when it was read from the disk, and nobody has told of it since. */
  watched?: WatchedExtension;
};

/** A change as it is stored. Times in milliseconds since 1970; `extension` is '' for the source. */
export type RecordedChange = {
  atMs: number;
  kind: ChangeKind;
  extension: string;
  agent: string;
  from: JournalCondition | null;
  to: JournalCondition | null;
  agentBefore?: string;
  lateSeconds?: number;
};

/** The extension as it stands now, seen after `before`. */
export function observe(before: ObservedExtension | undefined, standing: Standing) {
  const devices = standing.devices.map((device) =>
    observeDevice(
      before?.devices.find(({ id }) => id === device.id),
      device,
    ),
  );
  return {
    static: standing.static,
    condition: conditionOf(standing.extension),
    devices,
    watched: watch(standing.extension, devices),
  } satisfies ObservedExtension;
}

/**
 * What happened to an extension between two looks at it, in the order in which it did. `atMs` is when it was told; a
 * registration that ended has an end of its own. What leaves no trace (a refresh in time) is no change.
 */
export function changesBetween(
  { number, atMs }: { number: string; atMs: number },
  before: ObservedExtension | undefined,
  standing: Standing | undefined,
): RecordedChange[] {
  const from = before?.condition ?? null;
  const to = standing ? conditionOf(standing.extension) : null;
  const base = { extension: number, agent: '', from, to };
  if (!standing) return before ? [{ ...base, atMs, kind: 'removed' }] : [];
  if (!before) return [{ ...base, atMs, kind: 'added' }];
  if (before.static !== standing.static) return [{ ...base, atMs, kind: 'configured' }];
  const ofDevices = standing.devices
    .flatMap((device) => deviceChange(before, device, atMs))
    .sort((a, b) => a.atMs - b.atMs);
  if (ofDevices.length > 0) {
    // Of several the last one is taken to have made the difference.
    const last = ofDevices.length - 1;
    return ofDevices.map((change, index) => ({
      ...base,
      to: index === last ? to : from,
      ...change,
    }));
  }
  if (from === to) return [];
  return [{ ...base, atMs, kind: isOfCalls(from, to) ? 'presence-changed' : 'forgotten' }];
}

type DeviceChange = Omit<RecordedChange, 'extension' | 'from' | 'to'>;

function deviceChange(before: ObservedExtension, device: Device, toldAtMs: number): DeviceChange[] {
  const { id, agent } = device;
  const known = before.devices.find((one) => one.id === id);
  // That nobody knows any more is no end of a registration.
  if (device.state === 'unknown') return [];
  if (device.state !== 'registered') {
    const kind = device.state === 'expired' ? 'expired' : 'unregistered';
    return known?.state === device.state ? [] : [{ kind, agent, atMs: device.endedAtMs }];
  }
  if (known?.state !== 'registered') return [{ kind: 'registered', agent, atMs: toldAtMs }];
  const atMs = toldAtMs;
  const lateMs = latenessOf(known, device);
  return [
    ...(known.agent === agent
      ? []
      : [{ kind: 'agent-changed' as const, agent, atMs, agentBefore: known.agent }]),
    ...(lateMs === undefined
      ? []
      : [{ kind: 'refreshed-late' as const, agent, atMs, lateSeconds: Math.ceil(lateMs / 1000) }]),
  ];
}

type LiveDevice = Extract<Device, { state: 'registered' }>;

/** By how much a refresh missed the device's own rhythm; undefined when it did not, or none is known. */
function latenessOf({ life }: ObservedDevice, device: LiveDevice): number | undefined {
  if (!life || life.expiresAtMs === device.expiresAtMs || rhythmMs(life) === undefined) {
    return undefined;
  }
  const lateMs = device.heardAtMs - lateFromMs(life);
  return lateMs > 0 ? lateMs : undefined;
}

function observeDevice(before: ObservedDevice | undefined, device: Device): ObservedDevice {
  const { id, agent, state } = device;
  if (state !== 'registered') return { id, agent, state };
  const { expiresAtMs } = device;
  if (!Number.isFinite(expiresAtMs)) return { id, agent, state };
  const known = before?.state === 'registered' ? before.life : undefined;
  // The same request once more, or another device of the same extension was told of.
  if (known?.expiresAtMs === expiresAtMs) return { id, agent, state, life: known };
  const lifeMs = expiresAtMs - device.heardAtMs;
  const pausesMs = known ? pausesAfterRefresh(known, { expiresAtMs, lifeMs }) : [];
  return { id, agent, state, life: { expiresAtMs, lifeMs, pausesMs } };
}

/**
 * As the board would see it that is opened now: to one that has watched, what signed off is lost. The API tells devices in
 * this order, the live ones first.
 */
function watch(extension: Extension, devices: readonly ObservedDevice[]): WatchedExtension {
  const lives = devices.filter(({ state }) => state === 'registered').map(({ life }) => life);
  const registrations = (extension.registrations ?? []).map((registration, index) => {
    const life = registration.state === 'registered' ? lives[index] : undefined;
    return {
      registration,
      longestLeftMs: life?.lifeMs ?? 0,
      lifeIsKnown: life !== undefined,
      pausesMs: life?.pausesMs ?? [],
    };
  });
  return { extension, registrations };
}

/** Late is no condition of the journal's: the board's clock alone tells it. A `refreshed-late` says how long it was. */
function conditionOf(extension: Extension): JournalCondition {
  const { condition } = conditionAt(watch(extension, []), 0);
  switch (condition) {
    case 'late':
      return 'registered';
    case 'lost':
      return 'expired';
    case 'not-asked':
      return 'unknown';
    default:
      return condition;
  }
}

function isOfCalls(...conditions: readonly (JournalCondition | null)[]): boolean {
  return conditions.some((condition) => condition === 'busy' || condition === 'ringing');
}
