import * as z from 'zod/mini';
import { PATHS } from '../../../contract/paths.ts';
import { type PresenceCollection, parsePresence } from '../../../contract/presence.ts';
import { formatQuery, type PresenceQuery } from '../../../contract/query.ts';
import type { AnswerTime } from './upstream-clock.ts';
import { appRefused, statusFault, UpstreamFault } from './upstream-fault.ts';
import { type Asking, askUpstream, type UpstreamAnswer } from './upstream-request.ts';

/** Where upstream is, and as whom it is asked. */
export type UpstreamAccess = { baseUrl: string; appId: string; appSecret: string };

/** One page of the list; `collection` is undefined when it is the one whose ETag was sent. */
export type UpstreamPage = {
  collection: PresenceCollection | undefined;
  etag: string | null;
  time: AnswerTime;
};

/** Upstream's Presence Service, asked as an App. */
export type UpstreamClient = {
  /** Its name for people. */
  readonly host: string;
  /** Asks for a page. Throws UpstreamFault, or what `signal` is aborted with. */
  page(
    query: PresenceQuery,
    options: { signal: AbortSignal; etag?: string | null },
  ): Promise<UpstreamPage>;
};

/** A token is not used in its last minute: it must not end between two pages. */
const SPARE_MS = 60_000;
const EMPTY = { startIndex: 0, totalResults: 0, itemsPerPage: 0, filtered: false, sorted: false };

/** Real servers send the seconds as a number or as text, or not at all: such a token is used until it is refused. */
const tokenSchema = z.object({
  access_token: z.string().check(z.regex(/^[\x21-\x7e]+$/)),
  expires_in: z.catch(z.coerce.number().check(z.minimum(0)), Number.POSITIVE_INFINITY),
});

type Token = { text: string; usedUntilMs: number };

/** Makes a client. It keeps a token for as long as that holds, and asks for one more when it is refused. */
export function createUpstreamClient(
  { baseUrl, appId, appSecret }: UpstreamAccess,
  asking: Asking,
): UpstreamClient {
  const base = baseUrl.replace(/\/+$/, '');
  const { host } = new URL(baseUrl);
  const asked = { host, appId };
  let token: Token | undefined;

  const newToken = async (signal: AbortSignal): Promise<Token> => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: appSecret,
      type: 'unifiedapi',
    });
    const request = { url: `${base}${PATHS.token}`, method: 'POST', headers: {}, body } as const;
    const { response, text, sentAtMs } = await askUpstream(request, { ...asking, signal });
    if (response.status === 401 || isRefusedApp(response, text)) throw appRefused(asked);
    if (response.status !== 200) throw statusFault(response, asked);
    const read = tokenSchema.safeParse(jsonOf(text));
    if (!read.success) {
      throw new UpstreamFault('bad-answer', `${host} answers something else than a token. ${LOOK}`);
    }
    const { access_token, expires_in } = read.data;
    const lifeMs = expires_in * 1000;
    const usedUntilMs = sentAtMs + Math.max(lifeMs - SPARE_MS, lifeMs / 2);
    token = { text: access_token, usedUntilMs };
    return token;
  };
  const ask = async (
    query: PresenceQuery,
    { signal, etag }: { signal: AbortSignal; etag?: string | null },
  ) => {
    const isKept = token && asking.clock.now() < token.usedUntilMs;
    const { text } = token && isKept ? token : await newToken(signal);
    const url = `${base}${PATHS.boardPresence}?${formatQuery(query)}`;
    const headers = {
      Authorization: `Bearer ${text}`,
      Accept: 'application/json',
      ...(etag && { 'If-None-Match': etag }),
    };
    return askUpstream({ url, method: 'GET', headers }, { ...asking, signal });
  };
  return {
    host,
    async page(query, options) {
      let answer = await ask(query, options);
      if (isRefusal(answer)) {
        token = undefined;
        answer = await ask(query, options);
        if (isRefusal(answer)) token = undefined;
      }
      const { status } = answer.response;
      const isList = status === 200 || status === 204 || (status === 304 && options.etag);
      if (!isList) throw statusFault(answer.response, asked);
      return pageOf(answer, host);
    },
  };
}

const LOOK = 'Look at unifiedApi.baseUrl.';

/** Of a token that has ended, real servers say either. */
function isRefusal({ response: { status } }: UpstreamAnswer): boolean {
  return status === 401 || status === 403;
}

/** RFC 6749 5.2: an unknown App may be told with 400, too. */
function isRefusedApp({ status }: Response, text: string): boolean {
  const refusal = z.object({ error: z.literal('invalid_client') });
  return status === 400 && refusal.safeParse(jsonOf(text)).success;
}

function pageOf({ response, text, sentAtMs, receivedAtMs }: UpstreamAnswer, host: string) {
  const dateMs = Date.parse(response.headers.get('Date') ?? '');
  return {
    collection: collectionOf(response.status, text, host),
    etag: response.headers.get('ETag'),
    time: { dateMs: Number.isNaN(dateMs) ? null : dateMs, sentAtMs, receivedAtMs },
  };
}

function collectionOf(status: number, text: string, host: string): PresenceCollection | undefined {
  if (status === 304) return undefined;
  if (status === 204) return { ...EMPTY, entry: [] };
  try {
    return parsePresence(jsonOf(text));
  } catch {
    const says = `${host} answers something else than a list of extensions. A proxy or a sign-in page may stand between. ${LOOK}`;
    throw new UpstreamFault('bad-answer', says);
  }
}

/** What is no JSON is read as nothing. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
