import { type Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { ApiError } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';
import * as contract from '../../contract/session.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { Credential } from '../accounts/account.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import type { FailedTries } from '../accounts/failed-tries.ts';
import type { IssuedTokens } from '../accounts/issued-tokens.ts';
import type { Session, Sessions } from '../accounts/sessions.ts';
import type { WallLinks } from '../accounts/wall-links.ts';
import { authenticateSession, withinLimit } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import type { SourceOf } from './source-address.ts';
import { isOverOurTls } from './standard-headers.ts';

const FORM = '{"token":"…"}, or {"wallLink":"…"}';

type CookieAttributes = NonNullable<Parameters<typeof setCookie>[3]>;

export type SignIn = {
  accounts: Pick<AccountStore, 'withToken'>;
  issuedTokens: Pick<IssuedTokens, 'read'>;
  wallLinks: Pick<WallLinks, 'seen' | 'withSecret'>;
  tries: FailedTries;
  sourceOf: SourceOf;
};

/** Signs in (POST), tells who is signed in (GET) and signs out (DELETE). */
export function sessionRoutes(
  sessions: Sessions,
  signIn: SignIn,
  { isFramed }: { isFramed: boolean },
): Hono {
  const attributesFor = isFramed ? attributesInFrame : attributesOnOwnPage;
  const setCookies = (c: Context, { cookie, xsrf, issuedAtMs, expiresAtMs }: Session) => {
    // An age and not a date: a television may be years off.
    const attributes = { ...attributesFor(c), maxAge: (expiresAtMs - issuedAtMs) / 1000 };
    setCookie(c, contract.SESSION_COOKIE, cookie, { ...attributes, httpOnly: true });
    setCookie(c, contract.XSRF_COOKIE, xsrf, attributes);
  };
  return new Hono()
    .post(PATHS.session, async (c) => {
      const wish = await jsonBody(c, { schema: contract.signInSchema, form: FORM });
      const session = await sessions.begin(await credentialFor(wish, c, signIn));
      setCookies(c, session);
      return tell(c, session);
    })
    .get(PATHS.session, async (c) => {
      const session = await authenticateSession(c, sessions);
      if (session.wallLink) signIn.wallLinks.seen(session.wallLink.id);
      const renewed = await sessions.renew(session);
      if (renewed !== session) setCookies(c, renewed);
      return tell(c, renewed);
    })
    .delete(PATHS.session, async (c) => {
      await authenticateSession(c, sessions);
      deleteCookie(c, contract.SESSION_COOKIE, { ...attributesFor(c), httpOnly: true });
      deleteCookie(c, contract.XSRF_COOKIE, attributesFor(c));
      return c.body(null, 204);
    });
}

/** The credential that somebody signs in with. Throws ApiError: `access_denied`, `too_many_requests`. */
async function credentialFor(
  wish: contract.SignIn,
  c: Context,
  signIn: SignIn,
): Promise<Credential> {
  const { accounts, tries, sourceOf } = signIn;
  const ours = await issuedByUs(wish, signIn);
  const found =
    ours === 'foreign'
      ? withinLimit(tries, { source: sourceOf(c) }, () =>
          'token' in wish ? accounts.withToken(wish.token) : undefined,
        )
      : ours;
  if (!found || found === 'ended') throw new ApiError('access_denied');
  return found;
}

/**
 * What we issued ourselves is no guess, also when it signs nobody in: a wall link that was revoked, whose television
 * may go on trying, and a token for an App.
 */
async function issuedByUs(
  wish: contract.SignIn,
  { issuedTokens, wallLinks }: SignIn,
): Promise<Credential | 'ended' | 'foreign'> {
  if ('wallLink' in wish) return wallLinks.withSecret(wish.wallLink);
  return (await issuedTokens.read(wish.token)) === 'foreign' ? 'foreign' : 'ended';
}

/** Over TLS the cookies are for TLS alone. */
function attributesOnOwnPage(c: Context): CookieAttributes {
  return { path: '/', sameSite: 'Strict', secure: isOverTls(c) };
}

/**
 * In the frame of another site's page only cookies travel that are meant to, and browsers take those over TLS alone. A
 * jar of its own for each such site (`Partitioned`) is what they leave to frames. What a foreign page could do with the
 * cookies is held off by the header that repeats one of them.
 */
function attributesInFrame(c: Context): CookieAttributes {
  return isOverTls(c)
    ? { path: '/', sameSite: 'None', secure: true, partitioned: true }
    : attributesOnOwnPage(c);
}

/** TLS may end at a proxy. Anybody may claim one: it changes only their own cookies. */
function isOverTls(c: Context): boolean {
  return isOverOurTls(c) || c.req.header('X-Forwarded-Proto') === 'https';
}

function tell(c: Context, { account, expiresAtMs, wallLink }: Session): Response {
  const { id, name, role } = account;
  const body: contract.Session = {
    account: { id, name, role },
    expiresAt: toApiInstant(expiresAtMs),
    ...(wallLink && { wallLink: { name: wallLink.name, view: wallLink.view } }),
  };
  c.header('Cache-Control', 'no-store');
  return c.json(body);
}
