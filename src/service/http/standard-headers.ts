import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../clock.ts';

/** Sent with every answer, whatever it is. The dashboard needs nothing but its own origin. */
export const SECURITY_HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Adds the security headers, and the service's own time: boards set their countdowns by `Date`. */
export function standardHeaders(clock: Clock): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.header('Date', new Date(clock.now()).toUTCString());
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
  };
}
