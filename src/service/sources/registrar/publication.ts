/** What a device has told of its calls until its time runs out (RFC 3903 2): the row that one initial PUBLISH makes. */
export type Publication = {
  readonly extension: string;
  /** Its first entity tag, by which it is known for as long as it lives. */
  readonly id: string;
  /** Its present entity tag; each PUBLISH that is accepted gives it another one. */
  readonly entityTag: string;
  /** Of the PUBLISH that was accepted last, and when that was. */
  readonly callId: string;
  readonly cseq: number;
  readonly acceptedAtMs: number;
  /** The dialogs that its device is in. */
  readonly dialogs: readonly PublishedDialog[];
  /** One that was removed expired in the moment of its removal. */
  readonly expiresAtMs: number;
};

/** What a dialog says of its device. */
export type DialogPresence = 'ringing' | 'busy';

export type PublishedDialog = { readonly id: string; readonly presence: DialogPresence };

export function isLive({ expiresAtMs }: Publication, nowMs: number): boolean {
  return expiresAtMs > nowMs;
}

/** What it says of its device: busy in one dialog counts for more than ringing in another, and without any it is idle. */
export function presenceOf({ dialogs }: Publication): DialogPresence | 'online' {
  if (dialogs.some(({ presence }) => presence === 'busy')) return 'busy';
  return dialogs.length > 0 ? 'ringing' : 'online';
}
