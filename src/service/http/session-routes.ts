import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, setCookie } from 'hono/cookie';
import { ApiError } from '../../contract/errors.ts';
import { PATHS } from '../../contract/paths.ts';
import * as contract from '../../contract/session.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { Session, Sessions } from '../accounts/sessions.ts';
import { authenticateSession } from './authenticate.ts';

const BODY_LIMIT_BYTES = 4096;

/** Signs in (POST), tells who is signed in (GET) and signs out (DELETE). */
export function sessionRoutes(sessions: Sessions): Hono {
  return new Hono()
    .post(
      PATHS.session,
      bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: refuseBody }),
      async (c) => {
        const session = await sessions.begin(tokenIn(await c.req.text()));
        if (!session) throw new ApiError('access_denied');
        setCookies(c, session);
        return tell(c, session);
      },
    )
    .get(PATHS.session, async (c) => {
      const session = await authenticateSession(c, sessions);
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

function setCookies(c: Context, { cookie, xsrf, issuedAtMs, expiresAtMs }: Session): void {
  // An age and not a date: a television may be years off.
  const attributes = { ...attributesFor(c), maxAge: (expiresAtMs - issuedAtMs) / 1000 };
  setCookie(c, contract.SESSION_COOKIE, cookie, { ...attributes, httpOnly: true });
  setCookie(c, contract.XSRF_COOKIE, xsrf, attributes);
}

/** Behind a proxy with TLS the cookies are for TLS alone. Anybody may claim one: it makes only their own cookies stricter. */
function attributesFor(c: Context) {
  const secure = c.req.header('X-Forwarded-Proto') === 'https';
  return { path: '/', sameSite: 'Strict', secure } as const;
}

function tell(c: Context, { account, expiresAtMs }: Session): Response {
  const { id, name, role } = account;
  const body: contract.Session = {
    account: { id, name, role },
    expiresAt: toApiInstant(expiresAtMs),
  };
  c.header('Cache-Control', 'no-store');
  return c.json(body);
}

/** The token of `{"token":"…"}`. */
function tokenIn(text: string): string {
  const body = contract.signInSchema.safeParse(parseJson(text));
  return body.success && 'token' in body.data ? body.data.token : refuseBody();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuseBody(): never {
  throw new ApiError('request_invalid', 'The body of the request must be JSON: {"token":"…"}.');
}
