import type { Presence } from '../../presence/extension.ts';

/** One device of one extension, as a source knows it. `device` tells devices of one extension apart and never leaves the service. */
type DeviceRegistration = {
  extension: string;
  device: string;
  /** The SIP User-Agent, raw; '' when the device sent none. */
  agent: string;
  /** When it last became live, and when it last said so, where the source remembers that; else it was when it is told. */
  liveSinceMs?: number | null;
  heardAtMs?: number | null;
};

/**
 * What one device of one extension says of its calls. `publication` tells those of one extension apart and never leaves
 * the service; which of the registered devices it is, a source need not know.
 */
type PublishedPresence = {
  extension: string;
  publication: string;
  /** `online` is a device that is in no call. */
  presence: Exclude<Presence, 'unknown'>;
};

/**
 * Where a source puts what it learns; what it promises is in sources/registration-source.ts. The directory implements
 * this, and understands a time that has passed as it was. Times are milliseconds of the service's clock, since 1970.
 */
export type RegistrationSink = {
  /**
   * The device is registered until `expiresAtMs`, Infinity where the source knows no end; a refresh says the same again
   * with a later time.
   */
  registered(registration: DeviceRegistration, expiresAtMs: number): void;
  /** The device took its registration back, or the source removed it, at `atMs`. */
  unregistered(registration: DeviceRegistration, atMs: number): void;
  /** The device's time ran out at `atMs` while nobody watched: for what a source remembers from before a restart. */
  expired(registration: DeviceRegistration, atMs: number): void;
  /** The device says so until `expiresAtMs`, unless it says otherwise before: the last word of a publication counts. */
  published(published: PublishedPresence, expiresAtMs: number): void;
  /** The device took back what it said, or the source removed it. */
  withdrawn(published: Pick<PublishedPresence, 'extension' | 'publication'>): void;
};

/** Where a source that is asked puts a whole answer. */
export type AnswerSink = RegistrationSink & {
  /**
   * A source that is asked has answered: what `tell` tells was so at `atMs`, all of it at once. First its facts count,
   * then time passes up to `atMs`, and it stands there until the next answer: nothing runs out because nobody answered.
   * A source that never says so is taken to know of everything as it happens.
   */
  answered(atMs: number, tell: () => void): void;
  /** Since `atMs` the source does not know whether the device is registered. */
  unknown(registration: DeviceRegistration, atMs: number): void;
  /**
   * The source lists these devices of the extension, in this order, and no others: what else was told of is forgotten.
   */
  listed(extension: string, devices: readonly string[]): void;
};
