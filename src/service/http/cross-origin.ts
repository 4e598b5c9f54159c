import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { PATHS } from '../../contract/paths.ts';

/** What scripts of other origins may ask, where some are configured. Whatever a session is for is our own page's alone. */
export const SHARED_PATHS = ['/uapi/*', PATHS.token, PATHS.health, PATHS.openapi];

const PREFLIGHT_LIFE_SECONDS = 600;

/** Lets scripts of these origins ask with a token and read the answer (Fetch, CORS protocol). Cookies are not for them. */
export function crossOrigin(origins: readonly string[]): MiddlewareHandler {
  return cors({
    origin: [...origins],
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: ['Date', 'ETag', 'Retry-After'],
    maxAge: PREFLIGHT_LIFE_SECONDS,
  });
}
