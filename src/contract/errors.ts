import * as z from 'zod/mini';

const parameterIsInvalid = (name: string) => `Parameter ${name} is invalid.`;

/**
 * Every refusal of the Presence Service: code → HTTP status and message.
 * The texts are the publisher's (UnifiedAPI v3, "HTTP Return Codes"; v5, "Presence Service");
 * `startindex_invalid`, `request_invalid`, `parameter_invalid`, `not_found`, `too_many_requests`, `overloaded` and those
 * for a request that is too large or too slow are ours, since the documents name none.
 */
export const API_ERRORS = {
  user_invalid: {
    status: 400,
    message:
      'Value supplied in the URI-Fragment as userId is invalid. The parameter must reference the Id of an user or can be set to @owner, @me or @viewer.',
  },
  extension_invalid: {
    status: 400,
    message:
      'Value supplied in the URI-Fragment as extension is invalid. The parameter must reference the number of an existing extension or can be set to @self.',
  },
  fields_invalid: { status: 400, message: parameterIsInvalid('fields') },
  count_invalid: { status: 400, message: parameterIsInvalid('count') },
  startindex_invalid: { status: 400, message: parameterIsInvalid('startIndex') },
  filterby_invalid: { status: 400, message: parameterIsInvalid('filterBy') },
  filterop_invalid: { status: 400, message: parameterIsInvalid('filterOp') },
  filtervalue_invalid: { status: 400, message: parameterIsInvalid('filterValue') },
  sortorder_invalid: { status: 400, message: parameterIsInvalid('sortOrder') },
  request_invalid: { status: 400, message: 'The request is malformed.' },
  parameter_invalid: { status: 400, message: 'A parameter is invalid.' },
  access_denied: { status: 401, message: 'You are not authorized to use this request.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  request_too_slow: { status: 408, message: 'The request took too long to arrive.' },
  body_too_large: { status: 413, message: 'The body of the request is too large.' },
  address_too_long: { status: 414, message: 'The address of the request is too long.' },
  too_many_requests: { status: 429, message: 'Too many requests. Please try again later.' },
  headers_too_large: {
    status: 431,
    message: 'The headers of the request are too many, or too long.',
  },
  internal_server_error: {
    status: 500,
    message: 'An internal server error occurred. Please contact the administrator.',
  },
  request_not_implemented: {
    status: 501,
    message: 'You are not allowed to make the request because the operation is not implemented.',
  },
  not_stored: { status: 503, message: 'This cannot be stored. Please try again later.' },
  overloaded: { status: 503, message: 'There are too many connections. Please try again later.' },
} as const;

export type ApiErrorCode = keyof typeof API_ERRORS;

const isApiErrorCode = (code: string): code is ApiErrorCode => code in API_ERRORS;

/** One refusal as it travels: `{"error":{"code","message"}}`. */
export const apiErrorSchema = z.strictObject({
  error: z.strictObject({
    code: z.enum(Object.keys(API_ERRORS).filter(isApiErrorCode)),
    message: z.string(),
  }),
});
export type ApiErrorBody = z.infer<typeof apiErrorSchema>;

/** The messages that `filtervalue_invalid` has besides its plain one. */
export const FILTER_VALUE_MESSAGES = {
  inArray: 'Parameter filterValue for inArray operation is invalid.',
  numbers: 'Parameter filterValue contains invalid numbers.',
  plain: API_ERRORS.filtervalue_invalid.message,
} as const;

/** A refusal that is thrown: the code decides the HTTP status and, unless one is given, the message. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string = API_ERRORS[code].message) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
  }

  get status(): number {
    return API_ERRORS[this.code].status;
  }

  /** The body to send. */
  toBody(): ApiErrorBody {
    return { error: { code: this.code, message: this.message } };
  }
}

/** `too_many_requests`, with the time after which another try is taken (the header Retry-After). */
export class TooManyRequests extends ApiError {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too_many_requests');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
