/**
 * Why a request brought nothing.
 * refused: 401 or 403, sign in again; timeout: no answer in time; no-connection: the browser reached nobody, and cannot
 * tell why; fault: any other refusal of the service; unreadable: an answer that is no presence; too-many: 429.
 */
export const FAILURE_KINDS = [
  'refused',
  'timeout',
  'no-connection',
  'fault',
  'unreadable',
  'too-many',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** One failed request, for a person to read. */
export type PollFailure = {
  kind: FailureKind;
  httpStatus?: number;
  /** The service's own error code and message. */
  code?: string;
  message?: string;
  /** How long was waited for an answer (timeout). */
  timeoutMs?: number;
  /** How long the service asked to be left alone (429). */
  retryAfterMs?: number;
  /** The beginning of what was answered, for "Show answer". */
  answerText?: string;
  /** The wall link of the page was tried again, and refused too. */
  isLinkRefused?: boolean;
  /** The server's time when it failed. */
  atMs: number;
};

/** A request that failed, thrown. */
export class PollError extends Error {
  readonly failure: PollFailure;

  constructor(failure: PollFailure) {
    super(failure.message ?? failure.kind);
    this.name = 'PollError';
    this.failure = failure;
  }
}

/** What was thrown, as a failure; `atMs` is the server's time, for what does not carry its own. */
export function toFailure(error: unknown, atMs: number): PollFailure {
  return error instanceof PollError
    ? error.failure
    : { kind: 'unreadable', message: String(error), atMs };
}
