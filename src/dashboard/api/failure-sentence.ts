import type { PollFailure } from './poll-failure.ts';
import { TIMEOUT_MS } from './within-time.ts';

/** Why a request brought nothing, in a sentence for a person. `host` is the service's name, as the browser knows it. */
export function failureSentence(failure: PollFailure, host: string): string {
  const { kind, httpStatus = 500, message, timeoutMs = TIMEOUT_MS } = failure;
  switch (kind) {
    case 'refused':
      return 'The session has ended: sign in again.';
    case 'timeout':
      return `${host} did not answer within ${timeoutMs / 1000} s.`;
    case 'no-connection':
      return `${host} does not answer.`;
    case 'too-many':
      return `${host} was asked too often.`;
    case 'unreadable':
      return 'Something answered, but not Rollcall. A proxy or a sign-in page of the network may stand between.';
    case 'fault':
      return httpStatus < 500 && message
        ? message
        : `${host} reported a fault of its own (${httpStatus}).`;
  }
}
