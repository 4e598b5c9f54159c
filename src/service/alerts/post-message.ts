import { createHmac } from 'node:crypto';
import type { WebhookMessage } from '../../contract/alerts.ts';
import type { Clock } from '../clock.ts';
import { connectionFaultOf } from '../connection-fault.ts';
import { version } from '../version.ts';

/** Where messages go, and what they are signed with. */
export type Receiver = { readonly url: string; readonly secret: string };

/** What posting needs of the world. */
export type Posting = { fetch: typeof fetch; clock: Clock };

/** What became of one try: null when it was taken, or why it was not, for a person, and whether to try again. */
export type Tried = { status: number | null; failure: Failure | null };
export type Failure = { says: string; isLasting: boolean; retryAfterMs: number };

const TIMEOUT_MS = 10_000;

/**
 * Posts a message once. Never throws: what went wrong is told with the receiver's host alone, since its address may be a secret.
 * @param signal ends it early
 */
export async function postMessage(
  message: WebhookMessage,
  { url, secret }: Receiver,
  { fetch, clock, signal }: Posting & { signal: AbortSignal },
): Promise<Tried> {
  const body = JSON.stringify(message);
  const timestamp = `${Math.floor(clock.now() / 1000)}`;
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end);
  let isTooSlow = false;
  const cancelTimeout = clock.after(TIMEOUT_MS, () => {
    isTooSlow = true;
    end();
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': `Rollcall/${version}`,
        'X-Rollcall-Timestamp': timestamp,
        'X-Rollcall-Signature': signatureOf(body, { secret, timestamp }),
      },
      // A redirect would carry the message, and its signature, to somebody else.
      redirect: 'manual',
      signal: ending.signal,
    });
    // Nobody reads what it says, however long that is, or minds how it ends.
    response.body?.cancel().catch(() => {});
    return { status: response.status, failure: failureOf(response, clock.now()) };
  } catch (error) {
    const says = isTooSlow
      ? `No answer within ${TIMEOUT_MS / 1000} s.`
      : connectionFaultOf(error, new URL(url).host).sentence;
    return { status: null, failure: { says, isLasting: false, retryAfterMs: 0 } };
  } finally {
    cancelTimeout();
    signal.removeEventListener('abort', end);
  }
}

/** HMAC-SHA-256 over the time and the body, so that neither can be changed and an old message cannot be sent again. */
function signatureOf(body: string, { secret, timestamp }: { secret: string; timestamp: string }) {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/** An address that is wrong stays wrong: only what says that it may pass is tried again. */
function failureOf({ status, headers }: Response, nowMs: number): Failure | null {
  if (status >= 200 && status < 300) return null;
  const isLasting = status < 500 && status !== 408 && status !== 429;
  const retryAfterMs =
    status === 429 || status === 503 ? waitOf(headers.get('Retry-After') ?? '', nowMs) : 0;
  return { says: answerText(status), isLasting, retryAfterMs };
}

/** RFC 9110 10.2.3: seconds, or a date. */
function waitOf(retryAfter: string, nowMs: number): number {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const atMs = Date.parse(retryAfter);
  return Number.isNaN(atMs) ? 0 : Math.max(atMs - nowMs, 0);
}

function answerText(status: number): string {
  if (status < 400) return `It redirects (${status}). Give the address that it redirects to.`;
  if (status === 401 || status === 403) return `It refuses the message (${status}).`;
  if (status === 404 || status === 410) return `Nothing takes messages at its address (${status}).`;
  return `It answers ${status}.`;
}
