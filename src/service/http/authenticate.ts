import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { ApiError } from '../../contract/errors.ts';
import { SESSION_COOKIE, XSRF_COOKIE, XSRF_HEADER } from '../../contract/session.ts';
import type { Account } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Session, Sessions } from '../accounts/sessions.ts';

/** Who is asking. Throws ApiError `access_denied` when that cannot be said. */
export type Authenticate = (c: Context) => Promise<Account>;

/** Takes a token as Bearer or as `accessRequestToken`, or a session's cookie with its x-xsrf-token; the first that is sent counts. */
export function createAuthenticate({
  accounts,
  sessions,
}: {
  accounts: AccountStore;
  sessions: Sessions;
}): Authenticate {
  return async (c) => {
    const token = tokenOf(c);
    if (token === undefined) return (await authenticateSession(c, sessions)).account;
    const account = accounts.byToken(token);
    if (!account) throw new ApiError('access_denied');
    return account;
  };
}

/**
 * The session of a request. Its page must repeat the readable cookie in a header, which a foreign page cannot: every
 * request must, a plain GET too, so that there is one rule. Throws ApiError `access_denied`.
 */
export async function authenticateSession(c: Context, sessions: Sessions): Promise<Session> {
  const session = await sessions.read(getCookie(c, SESSION_COOKIE) ?? '');
  const repeated = c.req.header(XSRF_HEADER);
  const isRepeated = repeated === getCookie(c, XSRF_COOKIE) && repeated === session?.xsrf;
  if (!session || !isRepeated) throw new ApiError('access_denied');
  return session;
}

/** A token in the request, with or without the word Bearer where the API allows either; undefined when there is none. */
function tokenOf(c: Context): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  return bearer ?? c.req.query('accessRequestToken')?.replace(/^Bearer +/i, '');
}
