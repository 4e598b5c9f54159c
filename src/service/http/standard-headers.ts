import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';

/** Sent with every answer, whatever it is. The dashboard needs nothing but its own origin, and is in nobody's frame. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': contentSecurityPolicy([]),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * As long as a session, and renewed with every answer. Not longer, since it holds for every port of the host name, also
 * for those where somebody else still speaks plain HTTP.
 */
const STRICT_TRANSPORT = `max-age=${30 * 24 * 3600}`;

/**
 * Adds the security headers, and the service's own time: boards set their countdowns by `Date`.
 * @param frameAncestors origins of pages that may show the board in a frame
 */
export function standardHeaders(
  clock: Clock,
  frameAncestors: readonly string[],
): MiddlewareHandler {
  const headers = {
    ...SECURITY_HEADERS,
    'Content-Security-Policy': contentSecurityPolicy(frameAncestors),
  };
  return async (c, next) => {
    await next();
    c.header('Date', new Date(clock.now()).toUTCString());
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    // A proxy with TLS knows itself whether it will always be there.
    if (isOverOurTls(c)) c.header('Strict-Transport-Security', STRICT_TRANSPORT);
  };
}

/** Whether a request came over TLS that ends here, and not at a proxy. */
export function isOverOurTls(c: Context): boolean {
  return c.req.url.startsWith('https:');
}

function contentSecurityPolicy(frameAncestors: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.join(' ') || "'none'"}`,
  ].join('; ');
}
