import type { Gap } from '../../presence/events.ts';
import type { Roll } from '../../presence/watch.ts';
import { elapsedMs, type Stamp } from '../clock/steady-clock.ts';
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
  /** The last time that no answer came for so long that what was known was stale. */
  gap: Gap | undefined;
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

/**
 * Adds an answer. The outcome keeps its object when the answer says nothing new. `staleMs` is the age from which on data
 * is stale: a longer time since the answer before is a gap.
 */
export function afterAnswer(
  before: PollState | undefined,
  roll: PresenceRoll,
  asked: Asked & { staleMs: number },
): PollState {
  const { staleMs, askedAt, settledAt } = asked;
  const gap = gapBetween(before?.answeredAt, settledAt, staleMs) ?? before?.outcome.gap;
  const isSame =
    before?.outcome.roll === roll && !before.outcome.failure && gap === before.outcome.gap;
  const outcome =
    before && isSame
      ? before.outcome
      : { roll, failure: undefined, failures: { count: 0, sinceMs: undefined }, gap };
  return { outcome, askedAt, settledAt, answeredAt: settledAt };
}

/** Told by the age of the data, as the screen is: neither sleep nor a clock that was set hides a gap. */
function gapBetween(answeredAt: Stamp | undefined, now: Stamp, staleMs: number): Gap | undefined {
  return answeredAt && elapsedMs(answeredAt, now) > staleMs
    ? { fromMs: answeredAt.serverMs, toMs: now.serverMs }
    : undefined;
}

/** Adds a failure. What was known stays. */
export function afterFailure(
  before: PollState | undefined,
  failure: PollFailure,
  asked: Asked,
): PollState {
  const { roll, failures, gap } = before?.outcome ?? {};
  return {
    outcome: {
      roll,
      failure,
      failures: {
        count: (failures?.count ?? 0) + 1,
        sinceMs: failures?.sinceMs ?? failure.atMs,
      },
      gap,
    },
    ...asked,
    answeredAt: before?.answeredAt,
  };
}
