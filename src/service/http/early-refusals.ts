import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApiError, type ApiErrorCode } from '../../contract/errors.ts';
import type { HttpLimits } from './limits.ts';
import { SECURITY_HEADERS } from './standard-headers.ts';

/** When a connection that was turned away may find room. */
const RETRY_AFTER_SECONDS = 10;

/** What is wrong with the size of a request, as far as Node leaves that to us. */
export function sizeFault(
  { url = '', rawHeaders }: IncomingMessage,
  limits: Pick<HttpLimits, 'addressLength' | 'headers'>,
): ApiErrorCode | undefined {
  if (url.length > limits.addressLength) return 'address_too_long';
  // Names and values take turns. Node drops headers without a word from the two thousandth on: far more than are taken.
  return rawHeaders.length / 2 > limits.headers ? 'headers_too_large' : undefined;
}

/** Answers a request that the app never sees, and ends its connection: what is still on its way is not read. */
export function refuseEarly(response: ServerResponse, code: ApiErrorCode): void {
  const { status, headers, body } = refusal(code);
  response.writeHead(status, { ...headers, Connection: 'close' }).end(body);
}

/** Answers what could not be read to its end: malformed, too large or too slow. */
export function refuseUnread(error: NodeJS.ErrnoException, socket: Duplex): void {
  const code = unreadCode(error.code ?? '');
  if (!code || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = refusal(code);
  // To every other answer Node adds the time by itself.
  const all = { ...headers, Date: new Date().toUTCString(), Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}`;
  socket.end(`${head}\r\n${body}`, () => socket.destroy());
}

/** What no address can be read from never reaches the app either. */
export function refuseMalformed(): Response {
  const { status, headers, body } = refusal('request_invalid');
  return new Response(body, { status, headers });
}

/** What stopped the reading of a request; undefined for a connection or a handshake that failed: no answer gets through. */
function unreadCode(nodesName: string): ApiErrorCode | undefined {
  switch (nodesName) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'request_too_slow';
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'body_too_large';
    case 'HPE_HEADER_OVERFLOW':
      return 'headers_too_large';
    default:
      // The names of Node's parser of HTTP.
      return nodesName.startsWith('HPE_') ? 'request_invalid' : undefined;
  }
}

function refusal(code: ApiErrorCode) {
  const error = new ApiError(code);
  const body = JSON.stringify(error.toBody());
  return {
    status: error.status,
    headers: {
      ...SECURITY_HEADERS,
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json',
      'Content-Length': `${Buffer.byteLength(body)}`,
      ...(code === 'overloaded' && { 'Retry-After': `${RETRY_AFTER_SECONDS}` }),
    },
    body,
  };
}
