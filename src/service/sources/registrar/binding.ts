/** What ties a device to an extension for a time (RFC 3261 10.1): the row that one accepted Contact makes. */
export type Binding = {
  readonly extension: string;
  /**
   * Tells devices of one extension apart: its instance, with the reg-id if any (RFC 5626), else the Contact URI it first
   * came with.
   */
  readonly device: string;
  /** The Contact URI as written. */
  readonly contact: string;
  /** The Contact's other parameters as they stand behind it, `expires` left out: `;q=0.5`. */
  readonly parameters: string;
  /** The Path that requests to the device must take (RFC 3327), '' without one. */
  readonly path: string;
  /** The SIP User-Agent, raw, at most 255 bytes; '' when there was none. */
  readonly agent: string;
  /** Of the REGISTER that said so last. */
  readonly callId: string;
  readonly cseq: number;
  /** When it last became live, and when it last was asked for; null in a row that an earlier release wrote. */
  readonly liveSinceMs: number | null;
  readonly heardAtMs: number | null;
  readonly expiresAtMs: number;
  /** How and when it ended; null while nobody took it back. Its time may have run out all the same: see `isLive`. */
  readonly end: { readonly by: 'removal' | 'expiry'; readonly atMs: number } | null;
};

export function isLive(binding: Binding, nowMs: number): boolean {
  return binding.end === null && binding.expiresAtMs > nowMs;
}
