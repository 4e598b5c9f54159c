import type { ConnectionFaultReason } from '../../contract/health.ts';
import type { PollFailure } from '../api/poll-failure.ts';
import { formatHappened } from '../condition/time-text.ts';

/** A failure in words for a person. `word` is for the header, `title` and `text` for a page that has nothing else. */
export type FailureWords = { word: string; title: string; text: string; cause: string };

/** What is said of a failed request. `host` is the name of the service, as the browser knows it. */
export function failureWords(failure: PollFailure, host: string): FailureWords {
  switch (failure.kind) {
    case 'refused':
      return {
        word: 'Refused',
        title: 'The access token was refused',
        text: 'It may have expired or been revoked. Rollcall has stopped asking, so the account is not locked.',
        cause: 'The session has ended.',
      };
    case 'timeout':
      return {
        word: 'No answer',
        title: `${host} does not answer`,
        text: 'The connection timed out after 10 s. Either the service is down or this screen has no route to it.',
        cause: 'The connection timed out after 10 s.',
      };
    case 'no-connection':
      return {
        word: 'No answer',
        title: `${host} does not answer`,
        text: 'This screen reached nobody. Either the service is down or there is no route to it.',
        cause: 'No connection.',
      };
    case 'too-many':
      return {
        word: 'Asked to wait',
        title: 'The service asks to be asked less often',
        text: 'It was asked too often. Rollcall waits for as long as it was told to.',
        cause: 'The service asks to be asked less often.',
      };
    case 'unreadable':
      return {
        word: 'Failing',
        title: 'The answer is not a list of extensions',
        text: 'Something answered, but not the Presence Service. A proxy or a sign-in page of the network may stand between.',
        cause: 'The answer is not a list of extensions.',
      };
    case 'fault':
      return faultWords(failure);
  }
}

/**
 * What is said of a session that has ended, and what can be done. `wallLink` is the name of the wall link that it came
 * from, if it did: nobody who passes a television has a token for it, but somebody made its link.
 */
export function endedWords(
  wallLink: string | undefined,
  failure: PollFailure | undefined,
): { cause: string; action: string } {
  if (wallLink === undefined) return { cause: 'The session has ended.', action: 'Sign in again' };
  const cause = failure?.isLinkRefused
    ? `The wall link “${wallLink}” is no longer accepted. Whoever made it can make a new one.`
    : `The session of the wall link “${wallLink}” has ended. Open the link again.`;
  return { cause, action: 'Sign in' };
}

/** A service that fails says 5xx. What it says below that is about the request, and its own words tell it best. */
function faultWords({ httpStatus = 500, message }: PollFailure): FailureWords {
  const cause = `The service answered ${httpStatus}.`;
  return httpStatus >= 500
    ? {
        word: 'Failing',
        title: 'The service reported a fault of its own',
        text: 'It answered, but could not produce presence data. Nothing on this screen can fix that.',
        cause,
      }
    : {
        word: 'Refused',
        title: 'The service refused this request',
        text: message ?? 'It gave no reason. The request can be changed above.',
        cause,
      };
}

/** What is said of a source that the service, itself well, does not hear from. */
export const SOURCE_FAULTS: Readonly<Record<ConnectionFaultReason, string>> = {
  refused: 'The source refuses the connection',
  'name-not-found': 'The name of the source is not known',
  'no-route': 'There is no route to the source',
  'timed-out': 'The source does not answer',
  tls: 'No secure connection to the source',
  unauthorized: 'The source does not accept our credentials',
  'bad-answer': 'The source answers something else',
  other: 'The service does not hear from its source',
};

/** What is said of a source that nobody has told anything of since then, on the server's clock. */
export function unknownSourceText(sinceMs: number, todayMs: number): string {
  return `State of the source unknown since ${formatHappened(sinceMs, todayMs)}`;
}

/** What is missing while the data ages: a service that answers with a fault does answer. */
export function missingWord(failure: PollFailure | undefined): string {
  const isSilent = !failure || failure.kind === 'timeout' || failure.kind === 'no-connection';
  return isSilent ? 'No answer' : 'No data';
}

/** What the machine said: `500 "internal_server_error"`. */
export function failureDetail({ kind, httpStatus, code }: PollFailure): string {
  if (httpStatus === undefined) return kind === 'timeout' ? 'timeout' : 'no connection';
  return code ? `${httpStatus} "${code}"` : String(httpStatus);
}
