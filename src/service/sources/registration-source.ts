import type { ConnectionFaultReason, SourceKind } from '../../contract/health.ts';

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
 * - A source that is asked tells whole answers (`AnswerSink.answered`), what they say of expiry too, and the directory's
 *   time ends at the last of them.
 * - A source that learns of no calls tells no presence, and every registered extension is online.
 * - Nothing is told twice with different content: a retransmission or a repeated snapshot changes nothing.
 * - A source that stops answering tells nothing; the last facts stay, and `health` says since when and why. Where it is
 *   asked, it has stopped once its last answer is older than `clamp(3 × every, 10 s, every + 30 s)`, and that answer is
 *   since when.
 * - `close` is idempotent, stops every timer, socket and child, and after it nothing is told.
 */
export type RegistrationSource = {
  readonly kind: SourceKind;
  start(): Promise<void>;
  health(): SourceHealth;
  close(): Promise<void>;
};
