import {
  type Header,
  headerOf,
  headersOf,
  NO_BODY,
  type SipRequest,
  type SipResponse,
} from '../../sip/message.ts';
import { parseNameAddr } from '../../sip/name-addr.ts';
import { plainAddress } from '../../sip/network-of.ts';
import { splitOutsideQuotes } from '../../sip/quoting.ts';
import type { Endpoint } from '../../sip/transport.ts';
import { formatVia, parseVia } from '../../sip/via.ts';

/** What is answered; the rest of a response comes from its request. */
export type Answer = {
  readonly status: number;
  readonly reason: string;
  readonly headers?: readonly Header[];
};

/** A response and the port it goes to, when it travels by UDP. */
export type AddressedResponse = { readonly response: SipResponse; readonly port: number };

const DEFAULT_PORT = 5060;

/**
 * RFC 3261 8.2.6: the response to a request that came from `source`. Undefined when the request has no Via that can
 * be read: then there is no way back.
 * @param tag for a To that has none yet
 */
export function respond(
  request: SipRequest,
  answer: Answer,
  { source, tag }: { source: Endpoint; tag: string },
): AddressedResponse | undefined {
  const [topLine = '', ...otherVias] = headersOf(request, 'Via');
  const [top = '', ...behindTop] = splitOutsideQuotes(topLine, ',') ?? [];
  const via = parseVia(top);
  if (!via) return undefined;

  const parameters = new Map(via.parameters);
  const seenAddress = plainAddress(source.address);
  // RFC 3581 4: whoever asks for the port he is seen at is told it, and is answered there.
  const wantsSeenPort = parameters.has('rport');
  if (wantsSeenPort) parameters.set('rport', String(source.port));
  // RFC 3261 18.2.1: the address it is seen at, when it is another than it believes.
  if (wantsSeenPort || via.host !== seenAddress) parameters.set('received', seenAddress);
  const vias = [[formatVia({ ...via, parameters }), ...behindTop].join(', '), ...otherVias];

  // The first of each: a request that is refused may have several, or none.
  const copied = (name: string) => {
    const value = headerOf(request, name);
    return value === undefined ? [] : [{ name, value }];
  };
  const response: SipResponse = {
    kind: 'response',
    status: answer.status,
    reason: answer.reason,
    headers: [
      ...vias.map((value) => ({ name: 'Via', value })),
      ...copied('From'),
      ...copied('To').map(({ name, value }) => ({ name, value: withTag(value, tag) })),
      ...copied('Call-ID'),
      ...copied('CSeq'),
      ...(answer.headers ?? []),
    ],
    body: NO_BODY,
  };
  // RFC 3261 18.2.2, but never to its `maddr`: a stranger could have us send to anybody.
  return { response, port: wantsSeenPort ? source.port : (via.port ?? DEFAULT_PORT) };
}

function withTag(to: string, tag: string): string {
  const parsed = parseNameAddr(to);
  return parsed && !parsed.parameters.has('tag') ? `${to};tag=${tag}` : to;
}
