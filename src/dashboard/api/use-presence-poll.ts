import type { PresenceQuery } from '../../contract/query.ts';
import type { PollFailure } from './poll-failure.ts';
import type { PresenceRoll } from './poll-state.ts';

/** What to poll, and how often. */
export type PollRequest = { query: PresenceQuery; everySeconds: number; isPaused: boolean };

export type PresencePoll = {
  /** The last answer; a failed poll keeps it. */
  roll: PresenceRoll | undefined;
  /** `roll` answers an earlier query, and the one that is wanted has not been answered yet. */
  isPlaceholder: boolean;
  /** Why the last request brought nothing; undefined when it did. */
  failure: PollFailure | undefined;
  /** Failures without an answer between them: how many, and the server's time of the first. */
  failures: { count: number; sinceMs: number | undefined };
  /** A request is under way that the screen waits for: there is nothing to show yet, or the last one failed. */
  isAsking: boolean;
  /** Asks now, unless a request is under way. */
  tryNow(): void;
};

/** The one polling hook of a board: whoever else wants the roll is handed it. */
export function usePresencePoll(_request: PollRequest): PresencePoll {
  throw new Error('Not written yet.');
}
