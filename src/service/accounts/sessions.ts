import { createHmac, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import type { Account } from './account.ts';
import { type AccountStore, isSameSecret } from './account-store.ts';

/**
 * One sign-in of one browser. `cookie` proves it and `xsrf` is what a page must repeat beside it; `tokenMark` stands
 * for the token that it was made with. Both times are whole seconds, in milliseconds since 1970.
 */
export type Session = {
  account: Account;
  cookie: string;
  xsrf: string;
  tokenMark: string;
  issuedAtMs: number;
  expiresAtMs: number;
};

/**
 * Sessions that nobody stores: the signed cookie carries all of it, so it survives a restart and any of several
 * services can check it. A session ends with its time, or when the token that it was made with is no longer good.
 */
export type Sessions = {
  /** Begins a session of the token's account; undefined when the token is nobody's. */
  begin(token: string): Promise<Session | undefined>;
  /** The session of a cookie; undefined when it is forged, over, or its token is no longer good. */
  read(cookie: string): Promise<Session | undefined>;
  /** The session with a new cookie and a whole life before it when half of it is over; the same one before that. */
  renew(session: Session): Promise<Session>;
};

const LIFE_MS = 30 * 24 * 3600 * 1000;
/** Keeps a session from passing for anything else that the same key may sign. */
const AUDIENCE = 'rollcall-session';

const claimsSchema = z.object({
  sub: z.string(),
  tokenMark: z.string(),
  xsrf: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** Makes sessions signed with `key`: 32 random bytes or more, the same after a restart. */
export function createSessions({
  key,
  accounts,
  clock,
}: {
  key: Uint8Array;
  accounts: AccountStore;
  clock: Clock;
}): Sessions {
  // Keyed, so that whoever reads a cookie has nothing to try tokens against.
  const markOf = (token: string) => createHmac('sha256', key).update(token).digest('base64url');

  const sign = async (signed: Pick<Session, 'account' | 'xsrf' | 'tokenMark'>) => {
    const { account, xsrf, tokenMark } = signed;
    const iat = Math.floor(clock.now() / 1000);
    const exp = iat + LIFE_MS / 1000;
    const cookie = await new SignJWT({ sub: `${account.id}`, tokenMark, xsrf, iat, exp })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(AUDIENCE)
      .sign(key);
    return { ...signed, cookie, issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 };
  };

  return {
    async begin(token) {
      const account = accounts.byToken(token);
      return account && sign({ account, xsrf: randomUUID(), tokenMark: markOf(token) });
    },
    async read(cookie) {
      const claims = await verifiedClaims(cookie, key, clock.now());
      const account = claims && accounts.byId(Number(claims.sub));
      if (!claims || !account) return undefined;
      const { tokenMark, xsrf, iat, exp } = claims;
      const isGood = accounts
        .tokensOf(account.id)
        .some((token) => isSameSecret(markOf(token), tokenMark));
      if (!isGood) return undefined;
      return { account, cookie, xsrf, tokenMark, issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 };
    },
    async renew(session) {
      const isYoung = clock.now() < session.issuedAtMs + LIFE_MS / 2;
      return isYoung ? session : sign(session);
    },
  };
}

async function verifiedClaims(cookie: string, key: Uint8Array, nowMs: number) {
  try {
    const { payload } = await jwtVerify(cookie, key, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      currentDate: new Date(nowMs),
    });
    return claimsSchema.safeParse(payload).data;
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
