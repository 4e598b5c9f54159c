import { type CSeq, parseCSeq } from './cseq.ts';
import { headersOf, membersOf, NO_BODY, type SipMessage, type SipRequest } from './message.ts';
import { type NameAddr, parseNameAddr } from './name-addr.ts';
import { parseHeaders } from './parse-headers.ts';
import { parseVia, type Via } from './via.ts';

/** What every message must have (RFC 3261 8.1.1), read once so that nobody has to look again. */
export type Envelope = {
  /** The topmost one. */
  readonly via: Via;
  readonly from: NameAddr;
  readonly to: NameAddr;
  readonly callId: string;
  readonly cseq: CSeq;
};

/**
 * Not a message of SIP/2.0. `reason` says what is wrong, in a few words. `request` is as much of it as could be read,
 * to answer it with `status`; it is missing where there is nobody to answer: after a response, or noise.
 */
export type Malformed = {
  readonly kind: 'malformed';
  readonly reason: string;
  readonly status: 400 | 505;
  readonly request: SipRequest | undefined;
};

export type ParsedMessage =
  | { readonly kind: 'message'; readonly message: SipMessage; readonly envelope: Envelope }
  /** Only CR, LF and NUL: a phone that keeps its way through a NAT open. */
  | { readonly kind: 'keep-alive' }
  | Malformed;

type StartLine =
  | { kind: 'request'; method: string; uri: string; version: string }
  | { kind: 'response'; status: number; reason: string };

const REQUEST_LINE = /^([\w.!%*+`'~-]+) ([^\s<>"]+) SIP\/(\d{1,9}\.\d{1,9})$/i;
/** Meant as a request, with a blank too many or a URI that is none (RFC 4475 3.1.2.7 to 3.1.2.10). */
const BAD_REQUEST_LINE = /^([\w.!%*+`'~-]+)\s.*\sSIP\/2\.0\s*$/i;
const STATUS_LINE = /^SIP\/2\.0 ([1-6]\d\d)(?: (.*))?$/is;

/** Reads one datagram or one framed message. Takes time in proportion to its length, and never throws. */
export function parseMessage(bytes: Uint8Array): ParsedMessage {
  const parts = takeApart(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (!parts) return { kind: 'keep-alive' };
  const { headers, fault } = parseHeaders(parts.headers);
  const startLine = parseStartLine(parts.startLine);
  if (!startLine) {
    const method = BAD_REQUEST_LINE.exec(parts.startLine)?.[1];
    if (!method) return malformed('Neither a request nor a response');
    const request = { kind: 'request', method, uri: '', headers, body: NO_BODY } as const;
    return malformed('Bad Request-Line', request);
  }
  if (startLine.kind === 'response') {
    return complete({ message: { ...startLine, headers, body: NO_BODY }, rest: parts.rest, fault });
  }
  const { version, ...requestLine } = startLine;
  const message = { ...requestLine, headers, body: NO_BODY };
  // RFC 3261 21.5.6: a version that is not spoken here.
  if (version !== '2.0') {
    return { kind: 'malformed', reason: 'Version Not Supported', status: 505, request: message };
  }
  return complete({ message, rest: parts.rest, fault });
}

type Parts = { startLine: string; headers: string; rest: Uint8Array | undefined };

/** Undefined for bytes that hold no message at all. `rest` is undefined when the empty line is missing. */
function takeApart(bytes: Buffer): Parts | undefined {
  // RFC 3261 7.5: empty lines before the start line are ignored.
  let start = 0;
  while (start < bytes.length && isFiller(bytes[start])) start++;
  if (start === bytes.length) return undefined;
  const message = bytes.subarray(start);
  const { headEnd, bodyStart } = findEmptyLine(message);
  const head = message.toString('utf8', 0, headEnd);
  const lineEnd = head.indexOf('\n');
  return {
    startLine: (lineEnd < 0 ? head : head.slice(0, lineEnd)).replace(/\r$/, ''),
    headers: lineEnd < 0 ? '' : head.slice(lineEnd + 1),
    rest: bodyStart === undefined ? undefined : message.subarray(bodyStart),
  };
}

function isFiller(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a || byte === 0;
}

/** Lines end with CR LF; those of a few old phones with LF alone. */
function findEmptyLine(message: Buffer): { headEnd: number; bodyStart: number | undefined } {
  const long = message.indexOf('\r\n\r\n');
  const short = message.indexOf('\n\n');
  if (long < 0 && short < 0) return { headEnd: message.length, bodyStart: undefined };
  return short < 0 || (long >= 0 && long < short)
    ? { headEnd: long, bodyStart: long + 4 }
    : { headEnd: short, bodyStart: short + 2 };
}

function parseStartLine(line: string): StartLine | undefined {
  const [, method, uri, version] = REQUEST_LINE.exec(line) ?? [];
  if (method && uri && version) return { kind: 'request', method, uri, version };
  const [, status, reason = ''] = STATUS_LINE.exec(line) ?? [];
  return status ? { kind: 'response', status: Number(status), reason } : undefined;
}

/** Adds the body and the envelope to a message whose lines have been read. */
function complete(parts: {
  message: SipMessage;
  rest: Uint8Array | undefined;
  fault: string | undefined;
}): ParsedMessage {
  const { message } = parts;
  const request = message.kind === 'request' ? message : undefined;
  if (parts.fault) return malformed(parts.fault, request);
  const body = bodyOf(message, parts.rest);
  if (typeof body === 'string') return malformed(body, request);
  const envelope = parseEnvelope(message);
  if (typeof envelope === 'string') return malformed(envelope, request);
  return { kind: 'message', message: { ...message, body }, envelope };
}

/** RFC 3261 18.3: bytes behind the Content-Length are dropped; too few of them are an error. Or what is wrong. */
function bodyOf(message: SipMessage, rest: Uint8Array | undefined): Uint8Array | string {
  if (!rest) return 'No empty line after the header';
  const length = contentLengthOf(message);
  if (length === undefined) return rest;
  if (Number.isNaN(length)) return 'Bad Content-Length';
  return length <= rest.length ? rest.subarray(0, length) : 'Body shorter than Content-Length';
}

/** Undefined without the header, NaN when it is no number or given twice with different ones. */
export function contentLengthOf(message: Pick<SipMessage, 'headers'>): number | undefined {
  const [first, ...others] = headersOf(message, 'Content-Length');
  if (first === undefined) return undefined;
  return /^\d{1,9}$/.test(first) && others.every((other) => other === first)
    ? Number(first)
    : Number.NaN;
}

/** The envelope, or what is wrong with it. */
function parseEnvelope(message: SipMessage): Envelope | string {
  for (const name of ['From', 'To', 'Call-ID', 'CSeq']) {
    const lines = headersOf(message, name).length;
    if (lines !== 1) return lines === 0 ? `Missing ${name}` : `More than one ${name}`;
  }
  const only = (name: string) => headersOf(message, name)[0] ?? '';
  const via = parseVia(membersOf(message, 'Via')?.[0] ?? '');
  const from = parseNameAddr(only('From'));
  const to = parseNameAddr(only('To'));
  const callId = only('Call-ID');
  const cseq = parseCSeq(only('CSeq'));
  if (!via) return 'Bad Via';
  if (!from) return 'Bad From';
  if (!to) return 'Bad To';
  if (!callId) return 'Bad Call-ID';
  if (!cseq) return 'Bad CSeq';
  if (message.kind === 'request' && message.method !== cseq.method) return 'CSeq of another method';
  return { via, from, to, callId, cseq };
}

function malformed(reason: string, request?: SipRequest): Malformed {
  return { kind: 'malformed', reason, status: 400, request };
}
