import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import type { Credential } from './account.ts';
import { createSignedClaims } from './signed-claims.ts';

/**
 * One sign-in of one browser, on the strength of a credential. `cookie` proves it and `xsrf` is what a page must repeat
 * beside it. Both times are whole seconds, in milliseconds since 1970.
 */
export type Session = Credential & {
  cookie: string;
  xsrf: string;
  issuedAtMs: number;
  expiresAtMs: number;
};

/**
 * Sessions that nobody stores: the signed cookie carries all of it, so it survives a restart and any of several
 * services can check it. A session ends with its time, or when the credential that it was made with is no longer good.
 */
export type Sessions = {
  begin(credential: Credential): Promise<Session>;
  /** The session of a cookie; undefined when it is forged, over, or its credential is no longer good. */
  read(cookie: string): Promise<Session | undefined>;
  /** The session with a new cookie and a whole life before it when half of it is over; the same one before that. */
  renew(session: Session): Promise<Session>;
};

const LIFE_MS = 30 * 24 * 3600 * 1000;

const claimsSchema = z.object({
  sub: z.string(),
  mark: z.string(),
  xsrf: z.string(),
  iat: z.number(),
  exp: z.number(),
});

/** Makes sessions signed with `key`: 32 random bytes or more, the same after a restart. */
export function createSessions({
  key,
  withMark,
  clock,
}: {
  key: Uint8Array;
  /** The credential that a mark stands for, while it is good. */
  withMark: (mark: string) => Credential | undefined;
  clock: Clock;
}): Sessions {
  const signed = createSignedClaims(key, 'rollcall-session');

  const sign = async (credential: Credential, xsrf: string): Promise<Session> => {
    const issuedAtMs = Math.floor(clock.now() / 1000) * 1000;
    const times = { issuedAtMs, expiresAtMs: issuedAtMs + LIFE_MS };
    const { account, mark } = credential;
    const cookie = await signed.sign({ sub: `${account.id}`, mark, xsrf }, times);
    return { ...credential, cookie, xsrf, ...times };
  };

  return {
    begin: (credential) => sign(credential, randomUUID()),
    async read(cookie) {
      const reading = await signed.read(cookie, clock.now());
      if (typeof reading === 'string') return undefined;
      const claims = claimsSchema.safeParse(reading.claims).data;
      const credential = claims && withMark(claims.mark);
      if (!credential || `${credential.account.id}` !== claims.sub) return undefined;
      const { xsrf, iat, exp } = claims;
      return { ...credential, cookie, xsrf, issuedAtMs: iat * 1000, expiresAtMs: exp * 1000 };
    },
    async renew(session) {
      const isYoung = clock.now() < session.issuedAtMs + LIFE_MS / 2;
      if (isYoung) return session;
      const { account, mark, wallLink, xsrf } = session;
      return sign({ account, mark, ...(wallLink && { wallLink }) }, xsrf);
    },
  };
}
