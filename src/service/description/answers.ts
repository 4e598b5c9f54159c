import { API_ERRORS, type ApiErrorCode, FILTER_VALUE_MESSAGES } from '../../contract/errors.ts';
import type { Json } from './openapi.ts';
import { type SchemaId, schemaRef } from './schemas.ts';

/** Headers that a client may rely on. */
export const HEADERS = {
  Date: {
    description:
      'The clock of the service, in every answer. `expire` is to be read by it: the caller’s own may be off.',
    schema: { type: 'string' },
  },
  ETag: {
    description: 'Changes if and only if the body does. Send it back as `If-None-Match`.',
    schema: { type: 'string' },
  },
  'Cache-Control': {
    description: 'Whether the answer may be kept. `no-cache` may be, if it is asked for again.',
    schema: { type: 'string' },
  },
  'Set-Cookie': {
    description: 'The cookies of the session, one header for each.',
    schema: { type: 'string' },
  },
  'WWW-Authenticate': {
    description: 'How one says who is asking: `Bearer`, and for a token `Basic`.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'After how many seconds another try is taken.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
} as const;

export type HeaderName = keyof typeof HEADERS;

/** References to headers. */
export function headerRefs(...names: readonly HeaderName[]): Json {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** An answer with a JSON body. */
export function jsonAnswer(
  id: SchemaId,
  {
    description,
    headers = ['Cache-Control'],
    example,
  }: { description: string; headers?: readonly HeaderName[]; example?: unknown },
): Json {
  return {
    description,
    headers: headerRefs(...headers),
    content: jsonContent(id, example === undefined ? {} : { example }),
  };
}

/** An answer without a body. */
export function emptyAnswer(description: string, ...headers: readonly HeaderName[]): Json {
  return { description, headers: headerRefs(...headers) };
}

/** A body of the schema, as JSON. */
export function jsonContent(id: SchemaId, examples: Json): Json {
  return { 'application/json': { schema: schemaRef(id), ...examples } };
}

const STATUS_TEXTS: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'No, bad or expired credentials, or a user whom the caller may not read',
  404: 'There is no such thing',
  429: 'Too many wrong tries, from this address or for this App; or too many of what costs others something',
  500: 'The service failed; its operator’s log says why',
};

const STATUS_HEADERS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
};

/**
 * The refusals of an operation by HTTP status, each code with its message as an example; `internal_server_error` is
 * among them everywhere.
 */
export function refusals(...codes: readonly ApiErrorCode[]): Json {
  const all = [...codes, 'internal_server_error'] as const;
  const statuses = [...new Set(all.map((code) => API_ERRORS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      refusal(
        status,
        all.filter((code) => API_ERRORS[code].status === status),
      ),
    ]),
  );
}

function refusal(status: number, codes: readonly ApiErrorCode[]): Json {
  return {
    description: `${STATUS_TEXTS[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    headers: headerRefs(...(STATUS_HEADERS[status] ?? [])),
    content: jsonContent('Error', { examples: Object.fromEntries(codes.flatMap(examplesOf)) }),
  };
}

/** One example for each message that a code may have. */
function examplesOf(code: ApiErrorCode): [string, Json][] {
  const example = (message: string) => ({ value: { error: { code, message } } });
  if (code !== 'filtervalue_invalid') return [[code, example(API_ERRORS[code].message)]];
  return Object.entries(FILTER_VALUE_MESSAGES).map(([which, message]) => [
    `${code}_${which}`,
    example(message),
  ]);
}
