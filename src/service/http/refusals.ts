import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { API_ERRORS, ApiError, TooManyRequests } from '../../contract/errors.ts';
import { errorCodeOf } from '../error-code.ts';
import type { Log } from '../log.ts';

/** Turns what a handler threw into an answer. What is not an ApiError is logged, and its cause never leaves the service. */
export function onError(log: Log): ErrorHandler {
  return (error, c) => {
    if (error instanceof ApiError) return refuse(c, error);
    // Who is gone before the request is whole, or was too slow with it, hears no answer. Strangers do not fill the log.
    if (errorCodeOf(error) === 'ECONNRESET') return refuse(c, new ApiError('request_invalid'));
    // The path alone: a query may hold a token.
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'A request failed.');
    return refuse(c, new ApiError('internal_server_error'));
  };
}

/**
 * The API has one answer to what it cannot do, 501, and it is given to every method that an address does not take and
 * to every operation under /uapi that is not presence. Any other address is simply not there.
 */
export const onNotFound: NotFoundHandler = (c) => {
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  const isOperation = c.req.path.startsWith('/uapi/');
  return refuse(c, new ApiError(isRead && !isOperation ? 'not_found' : 'request_not_implemented'));
};

function refuse(c: Context, error: ApiError): Response {
  const { status } = API_ERRORS[error.code];
  c.header('Cache-Control', 'no-store');
  // Bearer alone: a browser shows no sign-in window of its own for it.
  if (status === 401) c.header('WWW-Authenticate', 'Bearer');
  if (error instanceof TooManyRequests) c.header('Retry-After', `${error.retryAfterSeconds}`);
  return c.json(error.toBody(), status);
}
