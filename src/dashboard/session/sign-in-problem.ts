import type { SignIn } from '../../contract/session.ts';
import { failureSentence } from '../api/failure-sentence.ts';
import type { PollFailure } from '../api/poll-failure.ts';

/** Why somebody is not signed in. */
export type SignInProblem = {
  text: string;
  /** What was given is to blame, and not the way to the service. */
  isRefused?: boolean;
  /** The server's time from which another try is taken, when there were too many. */
  againAtMs?: number;
};

const WALL_LINK_REFUSED =
  'This wall link was revoked or never existed. Ask whoever made it for a new one.';

/** What is said of a link that the service refused. */
export function linkProblem(link: SignIn): SignInProblem {
  return {
    text:
      'wallLink' in link
        ? WALL_LINK_REFUSED
        : 'The start link was refused: no account has its token.',
  };
}

/** What was wrong with signing in by hand, and what can be done. `host` is the service's name, as the browser knows it. */
export function signInProblem(failure: PollFailure, given: SignIn, host: string): SignInProblem {
  switch (failure.kind) {
    case 'refused':
      return {
        text: 'wallLink' in given ? WALL_LINK_REFUSED : 'Refused: no account has this token.',
        isRefused: true,
      };
    case 'too-many':
      return failure.retryAfterMs === undefined
        ? { text: 'Too many tries. Wait a minute and try again.' }
        : { text: 'Too many tries.', againAtMs: failure.atMs + failure.retryAfterMs };
    case 'timeout':
    case 'no-connection':
      return {
        text: `${failureSentence(failure, host)} Nobody was signed in. The token stays in its field: try again.`,
      };
    default:
      return { text: failureSentence(failure, host) };
  }
}
