import type { AnswerSink } from '../../directory/registration-sink.ts';
import { isLive, type UpstreamDevice, type UpstreamExtension } from './upstream-extension.ts';

/** Which extensions upstream lists. */
export type ListedExtension = Pick<UpstreamExtension, 'number' | 'static'>;

/** Where an answer is told. */
export type Told = {
  sink: AnswerSink;
  /** Says which extensions exist, when it is others than before. */
  exist(extensions: readonly ListedExtension[]): void;
};

/** The extensions of an answer by number. */
export type UpstreamList = ReadonlyMap<string, UpstreamExtension>;

/** Upstream tells the presence of an extension, and of no device. */
const PUBLICATION = 'upstream';

/** Tells what is otherwise than it was before: nothing, when nothing is. To be called within `sink.answered`. */
export function tellDifference(
  { sink, exist }: Told,
  { before, after, atMs }: { before: UpstreamList; after: UpstreamList; atMs: number },
): void {
  if (!areSameExtensions(before, after)) exist([...after.values()]);
  for (const number of before.keys()) {
    if (after.has(number)) continue;
    sink.listed(number, []);
    sink.withdrawn({ extension: number, publication: PUBLICATION });
  }
  for (const [number, extension] of after) {
    tellDevices(sink, { before: before.get(number)?.devices ?? [], extension, atMs });
    tellPresence(sink, before.get(number), extension);
  }
}

function areSameExtensions(before: UpstreamList, after: UpstreamList): boolean {
  return (
    before.size === after.size &&
    [...after.values()].every((one) => before.get(one.number)?.static === one.static)
  );
}

/** What is live comes first: an extension whose telephone was replaced is lost at no time. */
function tellDevices(
  sink: AnswerSink,
  told: { before: readonly UpstreamDevice[]; extension: UpstreamExtension; atMs: number },
): void {
  const { before, extension, atMs } = told;
  const { number, devices } = extension;
  for (const device of devices) {
    const known = before.find(({ id }) => id === device.id);
    if (!known || !isSameDevice(known, device)) tellDevice(sink, number, device);
  }
  const gone = before.filter(({ id }) => !devices.some((device) => device.id === id));
  for (const { id, agent } of gone.filter(isLive)) {
    sink.unregistered({ extension: number, device: id, agent }, atMs);
  }
  const ids = devices.map(({ id }) => id);
  const known = [...before.map(({ id }) => id), ...ids];
  // Those that are new come after those that were known, unless they are listed otherwise.
  if (JSON.stringify([...new Set(known)]) !== JSON.stringify(ids)) sink.listed(number, ids);
}

function isSameDevice(one: UpstreamDevice, other: UpstreamDevice): boolean {
  return one.state === other.state && one.untilMs === other.untilMs && one.agent === other.agent;
}

const TOLD_AS = {
  registered: 'registered',
  'not-registered': 'unregistered',
  expired: 'expired',
  unknown: 'unknown',
} as const;

function tellDevice(sink: AnswerSink, extension: string, device: UpstreamDevice): void {
  const { id, agent, state, untilMs, heardAtMs } = device;
  // Whether a telephone came back as another device is upstream's to say, which lists what there is.
  const registration = { extension, device: id, agent, heardAtMs, liveSinceMs: 0 };
  sink[TOLD_AS[state]](registration, untilMs ?? Number.POSITIVE_INFINITY);
}

function tellPresence(
  sink: AnswerSink,
  before: UpstreamExtension | undefined,
  { number, presence }: UpstreamExtension,
): void {
  const was = before?.presence ?? 'unknown';
  if (presence === was) return;
  const published = { extension: number, publication: PUBLICATION };
  if (presence === 'unknown') sink.withdrawn(published);
  else sink.published({ ...published, presence }, Number.POSITIVE_INFINITY);
}
