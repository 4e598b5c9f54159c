import { headerOf, membersOf, type SipRequest } from '../../sip/message.ts';
import type { Envelope } from '../../sip/parse-message.ts';
import { LONGEST_CALL_ID, secondsOf } from './register-request.ts';

/** A PUBLISH, read: what it says of whom. */
export type PublishRequest = {
  readonly extension: string;
  /** The event package, without its parameters; '' when the request names none. */
  readonly event: string;
  /** The members of its SIP-If-Match; undefined without one. */
  readonly entityTags: readonly string[] | undefined;
  /** Undefined when the request leaves its lifetime to the registrar. */
  readonly expiresSeconds: number | undefined;
  /** In lower case, without parameters; '' when the request names none. */
  readonly contentType: string;
  /** '' when there is none. */
  readonly body: string;
  readonly callId: string;
  readonly cseq: number;
};

/** Many times what telephones send. */
const LARGEST_BODY_BYTES = 16_384;

/** What is wrong with a PUBLISH before RFC 3903 has a word for it. */
type Fault = { readonly status: 400 | 413; readonly reason: string };

/** Reads a PUBLISH about an extension, or says what is wrong with it. */
export function readPublish(
  request: SipRequest,
  { callId, cseq }: Envelope,
  extension: string,
): PublishRequest | Fault {
  const { body } = request;
  if (callId.length > LONGEST_CALL_ID) return { status: 400, reason: 'Call-ID too long' };
  if (body.length > LARGEST_BODY_BYTES) return { status: 413, reason: 'Request Entity Too Large' };
  const hasCondition = headerOf(request, 'SIP-If-Match') !== undefined;
  const expires = headerOf(request, 'Expires');
  return {
    extension,
    event: withoutParameters(headerOf(request, 'Event')),
    entityTags: hasCondition ? (membersOf(request, 'SIP-If-Match') ?? []) : undefined,
    expiresSeconds: expires === undefined ? undefined : secondsOf(expires),
    contentType: withoutParameters(headerOf(request, 'Content-Type')).toLowerCase(),
    body: Buffer.from(body).toString(),
    callId,
    cseq: cseq.sequence,
  };
}

function withoutParameters(value = ''): string {
  return (value.split(';')[0] ?? '').trim();
}
