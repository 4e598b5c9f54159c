import type { Freshness } from './freshness.ts';
import type { PollRequest } from './use-presence-poll.ts';

/** How old the data is that `usePresencePoll` shows for the same request. Renders its own user, once a second. */
export function useFreshness(_request: PollRequest): Freshness {
  throw new Error('Not written yet.');
}
