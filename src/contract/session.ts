import * as z from 'zod/mini';

export const ROLES = ['administrator', 'organization', 'user'] as const;
export type Role = (typeof ROLES)[number];

/**
 * `GET /session` and `POST /session`: who is signed in, and until when (UTC). `wallLink` is there when a wall link signed
 * this browser in: it may read, and nothing else.
 */
export const sessionSchema = z.object({
  account: z.object({ id: z.number(), name: z.string(), role: z.enum(ROLES) }),
  expiresAt: z.string(),
  wallLink: z.optional(z.object({ name: z.string(), view: z.string() })),
});
export type Session = z.infer<typeof sessionSchema>;

/** `POST /session`: an account's token, or the secret of a wall link. */
export const signInSchema = z.union([
  z.strictObject({ token: z.string() }),
  z.strictObject({ wallLink: z.string() }),
]);
export type SignIn = z.infer<typeof signInSchema>;

/** The readable half of the double-submit pair, and the header that must repeat it. */
export const XSRF_COOKIE = 'xsrf-token';
export const XSRF_HEADER = 'x-xsrf-token';
/** The session cookie. Its name is the publisher's. */
export const SESSION_COOKIE = 'dev';
