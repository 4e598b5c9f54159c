import { type Header, membersOf, type SipRequest } from '../../sip/message.ts';
import type { Envelope } from '../../sip/parse-message.ts';
import { parseUri } from '../../sip/uri.ts';
import type { Change } from './acknowledgements.ts';
import { EVENT_PACKAGE } from './decide-publish.ts';
import type { Answer } from './response.ts';

/** An answer that acknowledges changes may leave when they are stored; one without any, at once. */
export type ServedAnswer = Answer & { readonly acknowledges?: readonly Change[] };

/** Takes one request, which came from an address, and says what to answer. */
export type Serve = (request: SipRequest, envelope: Envelope, address: string) => ServedAnswer;

/** The methods that change something. */
export type Services = { readonly REGISTER: Serve; readonly PUBLISH: Serve };

const ALLOWED: readonly Header[] = [
  { name: 'Allow', value: 'REGISTER, PUBLISH, OPTIONS' },
  { name: 'Allow-Events', value: EVENT_PACKAGE },
];
const SUPPORTED: Header = { name: 'Supported', value: 'path' };

/** Methods that exist and are not served here (RFC 3261 and its extensions). */
const OTHER_METHODS = new Set([
  'BYE',
  'CANCEL',
  'INFO',
  'INVITE',
  'MESSAGE',
  'NOTIFY',
  'PRACK',
  'REFER',
  'SUBSCRIBE',
  'UPDATE',
]);

/**
 * What a request may insist on. Instances and flows of `outbound` and `gruu` are taken as the identity of a binding;
 * a registrar that routes no calls has nothing else to do for them.
 */
const KNOWN_OPTION_TAGS = new Set(['path', 'outbound', 'gruu']);

/** RFC 3261 8.2: the answer to a request; undefined for an ACK, which has none. */
export function answerRequest(
  { request, envelope, address }: { request: SipRequest; envelope: Envelope; address: string },
  services: Services,
): ServedAnswer | undefined {
  const { method } = request;
  if (method === 'ACK') return undefined;
  // RFC 3261 8.2.1: a method that is not served here, or that nobody knows.
  if (method !== 'REGISTER' && method !== 'PUBLISH' && method !== 'OPTIONS') {
    return OTHER_METHODS.has(method)
      ? { status: 405, reason: 'Method Not Allowed', headers: ALLOWED }
      : { status: 501, reason: 'Not Implemented', headers: ALLOWED };
  }
  // RFC 3261 8.2.2.1 and 10.3 step 1. Its host is not looked at: one service serves one site, whatever it is called.
  if (!/^sips?:/i.test(request.uri)) return { status: 416, reason: 'Unsupported URI Scheme' };
  if (!parseUri(request.uri)) return { status: 400, reason: 'Bad Request-URI' };
  // RFC 3261 8.2.2.3 and 10.3 step 2.
  const unknown = membersOf(request, 'Require')?.filter((tag) => !KNOWN_OPTION_TAGS.has(tag));
  if (!unknown) return { status: 400, reason: 'Bad Require' };
  if (unknown.length > 0) {
    const headers = [{ name: 'Unsupported', value: unknown.join(', ') }];
    return { status: 420, reason: 'Bad Extension', headers };
  }
  return method === 'OPTIONS'
    ? { status: 200, reason: 'OK', headers: [...ALLOWED, SUPPORTED] }
    : services[method](request, envelope, address);
}
