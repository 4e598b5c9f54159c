import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';

/** Signs and reads claims for one purpose. What was signed for one is worth nothing for another. */
export type SignedClaims = {
  /** The claims as a signed text (a JWT, `[A-Za-z0-9_.-]+`), good until `expiresAtMs`; both times in whole seconds. */
  sign(claims: JWTPayload, times: { issuedAtMs: number; expiresAtMs: number }): Promise<string>;
  /** What a text says: `foreign` when nobody with this key signed it for this purpose, `over` when its time is. */
  read(text: string, nowMs: number): Promise<{ claims: JWTPayload } | 'over' | 'foreign'>;
};

/** `audience` is the purpose. The key is 32 random bytes or more, the same for services that accept each other's. */
export function createSignedClaims(key: Uint8Array, audience: string): SignedClaims {
  return {
    sign: (claims, { issuedAtMs, expiresAtMs }) =>
      new SignJWT({ ...claims, iat: issuedAtMs / 1000, exp: expiresAtMs / 1000 })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(audience)
        .sign(key),
    async read(text, nowMs) {
      try {
        const { payload } = await jwtVerify(text, key, {
          algorithms: ['HS256'],
          audience,
          currentDate: new Date(nowMs),
        });
        return { claims: payload };
      } catch (error) {
        // The signature is looked at before the time, so what is over was ours.
        if (error instanceof errors.JWTExpired) return 'over';
        if (error instanceof errors.JOSEError) return 'foreign';
        throw error;
      }
    },
  };
}
