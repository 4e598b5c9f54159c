import type { ConnectionFaultReason, SourceKind } from '../../contract/health.ts';
import type { Presence } from '../../presence/extension.ts';

/** One device of one extension, as a source knows it. `device` tells devices of one extension apart and never leaves the service. */
export type DeviceRegistration = {
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
export type PublishedPresence = {
  extension: string;
  publication: string;
  /** `online` is a device that is in no call. */
  presence: Exclude<Presence, 'unknown'>;
};

/**
 * Where a source puts what it learns. The directory implements it.
 * Times are milliseconds of the service's own clock, since 1970.
 */
export type RegistrationSink = {
  /** The device is registered until `expiresAtMs`; a refresh says the same again with a later time. */
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

export type SourceHealth = {
  kind: SourceKind;
  /** When the source last answered; null before its first answer. */
  asOfMs: number | null;
  /** When its present state, good or bad, began. */
  sinceMs: number | null;
  /** Why it does not answer, for a program and for a person; both null while it does. */
  reason: ConnectionFaultReason | null;
  error: string | null;
};

/**
 * Where registrations come from. What every source promises:
 *
 * - `start` resolves when everything the source remembers has been told to the sink, and rejects with an Error
 *   whose message a person can act on when it cannot begin at all.
 * - Facts about one device, or one publication, arrive in the order in which they happened; others in any order.
 * - A source tells expiry times, never expiry: the directory watches the clock. What ran out while the source was
 *   down it tells as it was, and the directory sees that the time has passed. Of presence that ran out it tells
 *   nothing: what was said of a call says nothing once it has ended.
 * - A source that learns of no calls tells no presence, and every registered extension is online.
 * - Nothing is told twice with different content: a retransmission or a repeated snapshot changes nothing.
 * - A source that stops answering tells nothing; the last facts stay, and `health` says since when and why.
 * - `close` is idempotent, stops every timer, socket and child, and after it nothing is told.
 */
export type RegistrationSource = {
  readonly kind: SourceKind;
  start(): Promise<void>;
  health(): SourceHealth;
  close(): Promise<void>;
};
