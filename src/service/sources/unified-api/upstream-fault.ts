import type { ConnectionFaultReason } from '../../../contract/health.ts';

/** Why upstream could not be asked. The message is a sentence for a person: it names the host, and never a secret. */
export class UpstreamFault extends Error {
  override readonly name = 'UpstreamFault';
  readonly reason: ConnectionFaultReason;
  /** How long upstream asks to be left alone; 0 when it does not say. */
  readonly retryAfterMs: number;

  constructor(reason: ConnectionFaultReason, sentence: string, retryAfterMs = 0) {
    super(sentence);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Who is asked, and as which App: all that a sentence may name. */
export type Asked = { host: string; appId: string };

/** Neither the Id nor the secret is known to be the wrong one: upstream does not say. */
export function appRefused({ host, appId }: Asked): UpstreamFault {
  return new UpstreamFault(
    'unauthorized',
    `${host} refuses the App ${appId}. Look at unifiedApi.appId and unifiedApi.appSecret.`,
  );
}

/** What an answer says that is neither 200, 204 nor 304, nor a refusal of the App. */
export function statusFault(response: Response, { host, appId }: Asked): UpstreamFault {
  const { status, headers } = response;
  if (status >= 300 && status < 400 && status !== 304) {
    return redirected(headers.get('Location'), { host, status });
  }
  if (status === 401) return appRefused({ host, appId });
  if (status === 403) {
    const says = `${host} does not let the App ${appId} list extensions (403). Give its account the right to.`;
    return new UpstreamFault('unauthorized', says);
  }
  if (status === 429) {
    const says = `${host} asks to be asked less often (429). Give a longer unifiedApi.everySeconds.`;
    return new UpstreamFault('other', says, retryAfterMs(headers.get('Retry-After') ?? ''));
  }
  if (status >= 500) {
    const says = `${host} answers ${status}: it reports a fault of its own. Look at its log.`;
    return new UpstreamFault('other', says, retryAfterMs(headers.get('Retry-After') ?? ''));
  }
  const says = `${host} answers ${status} where its Presence Service should be. Look at unifiedApi.baseUrl.`;
  return new UpstreamFault('bad-answer', says);
}

/** Followed, a redirect would carry the secret to somebody else. Of where it leads the host alone is told. */
function redirected(
  location: string | null,
  { host, status }: { host: string; status: number },
): UpstreamFault {
  const base = `http://${host}`;
  const to = location !== null && URL.canParse(location, base) ? new URL(location, base).host : '';
  const where = to === '' || to === host ? 'another address' : to;
  const says = `${host} redirects to ${where} (${status}). Give the address that it redirects to as unifiedApi.baseUrl.`;
  return new UpstreamFault('bad-answer', says);
}

const LONGEST_WAIT_MS = 5 * 60_000;

/** RFC 9110 10.2.3, as far as it is in seconds. */
function retryAfterMs(text: string): number {
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text) * 1000, LONGEST_WAIT_MS) : 0;
}
