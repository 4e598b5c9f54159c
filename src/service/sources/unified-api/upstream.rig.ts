import type { PresenceEntry } from '../../../contract/presence.ts';
import { formatQuery, matchesFilter, parseQuery } from '../../../contract/query.ts';
import { toApiInstant } from '../../../presence/extension.ts';
import type { Clock } from '../../clock.ts';

// An upstream for tests, without a socket: a Presence Service that says what the test says.

export const BASE_URL = 'https://pbx.example.net';
export const APP = { appId: 'my-app', appSecret: 'the-secret-of-my-app' };

type Answering = (request: Request) => Response | Promise<Response> | undefined;

export class Upstream {
  /** What it lists, asked for anew at each request. */
  entries: () => readonly PresenceEntry[] = () => [];
  /** How many it gives at a time at most. */
  cap = 5000;
  aheadMs = 0;
  hasEtags = false;
  /** Answers in the place of what follows, where it answers at all. */
  answer: Answering = () => undefined;
  /** Every request so far: `POST /oauth/token.php`. */
  readonly requests: string[] = [];
  readonly #clock: Pick<Clock, 'now'>;
  #tokens = 0;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  /** Ends every token that it has issued. */
  forgetTokens(): void {
    this.#tokens += 1;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { pathname, search } = new URL(request.url);
    this.requests.push(`${request.method} ${decodeURIComponent(pathname + search)}`);
    const response = (await this.answer(request)) ?? (await this.#answer(request));
    const date = new Date(this.#clock.now() + this.aheadMs).toUTCString();
    if (!response.headers.has('Date')) response.headers.set('Date', date);
    return response;
  };

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname.endsWith('/oauth/token.php')) return this.#issue(await request.text());
    if (request.headers.get('Authorization') !== `Bearer token-${this.#tokens}`) {
      return Response.json({ error: { code: 'access_denied', message: '' } }, { status: 401 });
    }
    const { filter, count = 20, startIndex = 0 } = parseQuery(url.searchParams);
    const all = this.entries().filter(
      ({ extension = '' }) => !filter || matchesFilter(extension, filter),
    );
    const entry = all.slice(startIndex, startIndex + Math.min(count, this.cap));
    if (all.length === 0) return new Response(null, { status: 204 });
    const body = JSON.stringify([{ startIndex, totalResults: all.length, entry }]);
    const etag = `"${body.length}-${formatQuery({ startIndex })}-${entry.map(({ status }) => status)}"`;
    if (this.hasEtags && request.headers.get('If-None-Match') === etag) {
      return new Response(null, { status: 304 });
    }
    return new Response(body, { headers: this.hasEtags ? { ETag: etag } : {} });
  }

  #issue(form: string): Response {
    const { client_id, client_secret } = Object.fromEntries(new URLSearchParams(form));
    if (client_id !== APP.appId || client_secret !== APP.appSecret) {
      return Response.json({ error: 'invalid_client' }, { status: 401 });
    }
    const token = { access_token: `token-${this.#tokens}`, token_type: 'Bearer' };
    return Response.json({ ...token, expires_in: 7200, scope: 'unifiedapi' });
  }
}

/** An error as Node's fetch throws it. */
export function connectionError(code: string): Error {
  const cause = Object.assign(new Error(code), { code });
  return Object.assign(new TypeError('fetch failed'), { cause });
}

/** A registered extension. */
export function registered(
  number: string,
  untilMs: number,
  agent = 'Yealink SIP-T46S',
): PresenceEntry {
  const registration = [{ agent, registration: '1' as const, expire: toApiInstant(untilMs) }];
  return { extension: number, status: 1, registration };
}
