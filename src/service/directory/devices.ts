import type { Registration } from '../../presence/extension.ts';

/**
 * One device of an extension. Times are milliseconds of the service's clock.
 * `liveSinceMs` is when it last became live and `heardAtMs` when it last said so.
 */
export type Device = {
  id: string;
  /** The SIP User-Agent, raw; '' when it sent none. */
  agent: string;
  liveSinceMs: number;
  heardAtMs: number;
} & ( // Infinity where the source knows no end.
  | { state: 'registered'; expiresAtMs: number }
  // Of `unknown` it is since when nobody knows whether it is registered.
  | { state: 'not-registered' | 'expired' | 'unknown'; endedAtMs: number }
);

type LiveDevice = Extract<Device, { state: 'registered' }>;
type EndedDevice = Exclude<Device, LiveDevice>;

/** A device as a source tells of it. What it does not remember of its times was when it is told. */
export type ToldDevice = {
  id: string;
  agent: string;
  liveSinceMs?: number | null;
  heardAtMs?: number | null;
};

/**
 * The devices of one extension, in the order in which each was first told. Every function below gives a new list
 * and leaves the old one.
 */
export type Devices = readonly Device[];

/** Registrars allow about ten bindings each; what ended is remembered too. The oldest ended goes first. */
const DEVICE_LIMIT = 32;

/** The device is registered until `expiresAtMs`. Said of a live device it is a refresh, and no new registration. */
export function register(
  devices: Devices,
  { id, agent, ...told }: ToldDevice,
  { expiresAtMs, nowMs }: { expiresAtMs: number; nowMs: number },
): Devices {
  const known = devices.find((device) => device.id === id);
  const isRefresh = known?.state === 'registered';
  const live: LiveDevice = {
    id,
    agent,
    state: 'registered',
    expiresAtMs,
    liveSinceMs: isRefresh ? known.liveSinceMs : (told.liveSinceMs ?? nowMs),
    heardAtMs: told.heardAtMs ?? nowMs,
  };
  // A phone behind NAT comes back with a new Contact, which is a new device: what ended under the old one is it.
  const others = isRefresh
    ? devices
    : devices.filter((device) => isLive(device) || device.id === id || !isNewContact(live, device));
  return replace(others, live);
}

/** The device's registration ended at `atMs`: removed (`not-registered`), its time ran out (`expired`), or nobody knows. */
export function end(
  devices: Devices,
  { id, agent, ...told }: ToldDevice,
  { state, atMs }: { state: EndedDevice['state']; atMs: number },
): Devices {
  const known = devices.find((device) => device.id === id);
  const ended: EndedDevice = {
    id,
    agent: agent || (known?.agent ?? ''),
    state,
    endedAtMs: atMs,
    liveSinceMs: known?.liveSinceMs ?? told.liveSinceMs ?? atMs,
    heardAtMs: known?.heardAtMs ?? told.heardAtMs ?? atMs,
  };
  return cameBackAs(devices, ended)
    ? devices.filter((device) => device !== known)
    : replace(devices, ended);
}

/** The devices with these ids alone, in this order. */
export function arrange(devices: Devices, ids: readonly string[]): Devices {
  return ids.flatMap((id) => devices.find((device) => device.id === id) ?? []);
}

/** Lets time pass: ends what has run out by `nowMs`, forgets what ended `forgetAfterMs` ago. */
export function letPass(
  devices: Devices,
  { nowMs, forgetAfterMs }: { nowMs: number; forgetAfterMs: number },
): Devices {
  if (nextChangeMs(devices, forgetAfterMs) > nowMs) return devices;
  return devices
    .filter(isLive)
    .filter(({ expiresAtMs }) => expiresAtMs <= nowMs)
    .sort((a, b) => a.expiresAtMs - b.expiresAtMs)
    .reduce(
      (list, device) => end(list, device, { state: 'expired', atMs: device.expiresAtMs }),
      devices,
    )
    .filter((device) => isLive(device) || device.endedAtMs + forgetAfterMs > nowMs);
}

/** When `letPass` will next change something; Infinity when never. */
export function nextChangeMs(devices: Devices, forgetAfterMs: number): number {
  const changes = devices.map((device) =>
    isLive(device) ? device.expiresAtMs : device.endedAtMs + forgetAfterMs,
  );
  return Math.min(...changes);
}

/** Whether one of them is registered. */
export function hasLive(devices: Devices): boolean {
  return devices.some(isLive);
}

/**
 * The registrations that the API tells of an extension with these devices; live ones come first.
 * A static extension without a live device is one entry "no registration necessary" with its last agent: whether such a
 * telephone ever registered, or stopped, is no fact about it.
 */
export function toRegistrations(devices: Devices, isStatic: boolean): Registration[] {
  const live = devices.filter(isLive);
  const ended = devices.filter(isEnded);
  return isStatic
    ? withoutNeed(live.map(liveRegistration), ended)
    : orNeverRegistered([...live.map(liveRegistration), ...ended.map(endedRegistration)]);
}

function isLive(device: Device): device is LiveDevice {
  return device.state === 'registered';
}

function isEnded(device: Device): device is EndedDevice {
  return device.state !== 'registered';
}

function cameBackAs(devices: Devices, ended: EndedDevice): boolean {
  return devices.some(
    (device) => isLive(device) && device.id !== ended.id && isNewContact(device, ended),
  );
}

/** Whether one with the same agent began after the other was last heard: the same phone with a new Contact. */
function isNewContact(live: LiveDevice, ended: EndedDevice): boolean {
  return live.agent === ended.agent && live.liveSinceMs > ended.heardAtMs;
}

/** Puts the device in its old place, or at the end; keeps the list within its bound. */
function replace(devices: Devices, device: Device): Devices {
  if (devices.some(({ id }) => id === device.id)) {
    return devices.map((other) => (other.id === device.id ? device : other));
  }
  if (devices.length < DEVICE_LIMIT) return [...devices, device];
  const [oldest] = [...devices].sort(
    (a, b) =>
      Number(isLive(a)) - Number(isLive(b)) ||
      (isLive(a) ? a.expiresAtMs : a.endedAtMs) - (isLive(b) ? b.expiresAtMs : b.endedAtMs),
  );
  return [...devices.filter((other) => other !== oldest), device];
}

function liveRegistration({ agent, expiresAtMs }: LiveDevice): Registration {
  return Number.isFinite(expiresAtMs)
    ? { agent, state: 'registered', expiresAtMs }
    : { agent, state: 'registered' };
}

function endedRegistration({ agent, state, endedAtMs }: EndedDevice): Registration {
  return state === 'not-registered' ? { agent, state, expiresAtMs: endedAtMs } : { agent, state };
}

function orNeverRegistered(registrations: Registration[]): Registration[] {
  return registrations.length > 0 ? registrations : [{ agent: '', state: 'not-registered' }];
}

function withoutNeed(live: Registration[], ended: readonly EndedDevice[]): Registration[] {
  if (live.length > 0) return live;
  const [last] = [...ended].sort((a, b) => b.endedAtMs - a.endedAtMs);
  return [{ agent: last?.agent ?? '', state: 'static' }];
}
