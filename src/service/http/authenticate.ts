import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { ApiError, TooManyRequests } from '../../contract/errors.ts';
import { SESSION_COOKIE, XSRF_COOKIE, XSRF_HEADER } from '../../contract/session.ts';
import type { Account, Credential } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { Claimant, FailedTries } from '../accounts/failed-tries.ts';
import type { IssuedTokens } from '../accounts/issued-tokens.ts';
import { isSameSecret } from '../accounts/same-secret.ts';
import type { Session, Sessions } from '../accounts/sessions.ts';
import type { WallLinks } from '../accounts/wall-links.ts';
import type { SourceOf } from './source-address.ts';

/** Who is asking. Throws ApiError: `access_denied` when that cannot be said, `too_many_requests` after many wrong tries. */
export type Authenticate = (c: Context) => Promise<Account>;

export type Authentication = {
  /** Takes everybody who may read. */
  authenticate: Authenticate;
  /** The same, and tells by what they are known. */
  identify: (c: Context) => Promise<Credential>;
  /** Takes whoever may change something too: no wall link. */
  authenticatePerson: Authenticate;
};

/** Takes a token as Bearer or as `accessRequestToken`, or a session's cookie with its x-xsrf-token; the first that is sent counts. */
export function createAuthentication(options: {
  accounts: AccountStore;
  issuedTokens: IssuedTokens;
  sessions: Sessions;
  wallLinks: Pick<WallLinks, 'seen'>;
  tries: FailedTries;
  sourceOf: SourceOf;
}): Authentication {
  const { accounts, issuedTokens, sessions, wallLinks, tries, sourceOf } = options;

  const credentialOf = async (c: Context): Promise<Credential> => {
    const token = tokenOf(c);
    if (token === undefined) return authenticateSession(c, sessions);
    const issued = await issuedTokens.read(token);
    // What we issued ourselves is no guess: an office is not locked out by an App of its own that asks on.
    const found =
      issued === 'foreign'
        ? withinLimit(tries, { source: sourceOf(c) }, () => accounts.withToken(token))
        : issued;
    if (!found || found === 'ended') throw new ApiError('access_denied');
    return found;
  };
  const identify = async (c: Context) => {
    const credential = await credentialOf(c);
    if (credential.wallLink) wallLinks.seen(credential.wallLink.id);
    return credential;
  };
  return {
    identify,
    authenticate: async (c) => (await identify(c)).account,
    async authenticatePerson(c) {
      const { account, wallLink } = await credentialOf(c);
      if (wallLink) throw new ApiError('access_denied');
      return account;
    },
  };
}

/**
 * What somebody's credentials find; undefined, and one more failed try, when they find nothing. Throws ApiError
 * `too_many_requests` after too many of those, without looking at these.
 */
export function withinLimit<Found>(
  tries: FailedTries,
  who: Claimant,
  find: () => Found | undefined,
): Found | undefined {
  const seconds = tries.secondsToWait(who);
  if (seconds > 0) throw new TooManyRequests(seconds);
  const found = find();
  if (found === undefined) tries.note(who);
  return found;
}

/**
 * The session of a request. Its page must repeat the readable cookie in a header, which a foreign page cannot: every
 * request must, a plain GET too, so that there is one rule. Throws ApiError `access_denied`.
 */
export async function authenticateSession(c: Context, sessions: Sessions): Promise<Session> {
  const session = await sessions.read(getCookie(c, SESSION_COOKIE) ?? '');
  const repeated = c.req.header(XSRF_HEADER);
  if (!session || repeated === undefined || repeated !== getCookie(c, XSRF_COOKIE)) {
    throw new ApiError('access_denied');
  }
  if (!isSameSecret(repeated, session.xsrf)) throw new ApiError('access_denied');
  return session;
}

/** A token in the request, with or without the word Bearer where the API allows either; undefined when there is none. */
function tokenOf(c: Context): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
  return bearer ?? c.req.query('accessRequestToken')?.replace(/^Bearer +/i, '');
}
