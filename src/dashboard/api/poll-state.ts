import type { Roll } from '../../presence/watch.ts';
import type { Stamp } from '../clock/steady-clock.ts';
import type { PollFailure } from './poll-failure.ts';

/**
 * What one poll brought: all pages of it, or the one that was asked for. An answer that says nothing new keeps the
 * object of the one before, so that nothing is drawn again; the age of the data is told by `useFreshness`.
 */
export type PresenceRoll = Roll & {
  status: 200 | 204;
  /** Extensions that match, whether listed or not. */
  totalResults: number;
  /** More match than were listed: "showing 5,000 of 7,312". */
  isTruncated: boolean;
  /** From the request to the last byte of its answer. */
  durationMs: number;
  /** The size of the answer, unpacked. */
  bytes: number;
  /** On the browser's monotonic clock. */
  answeredAtMs: number;
};

/** What a screen draws. The same object as long as nothing in it changes. */
export type PollOutcome = {
  roll: PresenceRoll | undefined;
  /** Why the last request brought nothing; undefined when it did. */
  failure: PollFailure | undefined;
  /** Failures without an answer between them: how many, and the server's time of the first. */
  failures: { count: number; sinceMs: number | undefined };
};

/** What is kept of a poll between two requests: the outcome, and the times, which move with every answer. */
export type PollState = {
  outcome: PollOutcome;
  /** When the last request was sent, and when it was settled one way or the other. */
  askedAt: Stamp;
  settledAt: Stamp;
  /** When the service last answered. */
  answeredAt: Stamp | undefined;
};

/** When a request was sent and when it was settled. */
export type Asked = Pick<PollState, 'askedAt' | 'settledAt'>;

/** Adds an answer. The outcome keeps its object when the answer says nothing new. */
export function afterAnswer(
  before: PollState | undefined,
  roll: PresenceRoll,
  asked: Asked,
): PollState {
  const isSame = before && before.outcome.roll === roll && !before.outcome.failure;
  const outcome = isSame
    ? before.outcome
    : { roll, failure: undefined, failures: { count: 0, sinceMs: undefined } };
  return { outcome, ...asked, answeredAt: asked.settledAt };
}

/** Adds a failure. What was known stays. */
export function afterFailure(
  before: PollState | undefined,
  failure: PollFailure,
  asked: Asked,
): PollState {
  const { roll, failures } = before?.outcome ?? {};
  return {
    outcome: {
      roll,
      failure,
      failures: {
        count: (failures?.count ?? 0) + 1,
        sinceMs: failures?.sinceMs ?? failure.atMs,
      },
    },
    ...asked,
    answeredAt: before?.answeredAt,
  };
}
