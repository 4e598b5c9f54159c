import { headerOf, membersOf, NO_BODY, type SipRequest, type SipResponse } from '../sip/message.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { formatParameters } from '../sip/parameters.ts';
import type { Endpoint } from '../sip/transport.ts';
import { equalUris, parseUri } from '../sip/uri.ts';
import { formatVia } from '../sip/via.ts';
import type { FleetDevice } from './roster.ts';

/** What stays the same in every REGISTER from one start of a phone to the next. */
export type Registrant = {
  number: string;
  /** The host part of the address of record. */
  domain: string;
  device: FleetDevice;
  local: Endpoint;
  callId: string;
  fromTag: string;
};

/** The Request-URI: the registrar's domain, without a user (RFC 3261 10.2). */
export function registrarUri({ domain }: Pick<Registrant, 'domain'>): string {
  return `sip:${inBrackets(domain)}`;
}

/** Asks for a binding for `expiresSeconds`, or takes it back with 0 (RFC 3261 10.2). */
export function registerRequest(
  registrant: Registrant,
  request: {
    sequence: number;
    branch: string;
    expiresSeconds: number;
    authorization: string | undefined;
  },
): SipRequest {
  const { number, domain, device, local, callId, fromTag } = registrant;
  const via = formatVia({
    version: '2.0',
    transport: device.transport.toUpperCase(),
    host: inBrackets(local.address),
    port: local.port,
    // RFC 3581 3: rport asks for the answer to come back to where the request came from.
    parameters: new Map([
      ['branch', request.branch],
      ['rport', ''],
    ]),
  });
  const addressOfRecord = `<sip:${number}@${inBrackets(domain)}>`;
  const headers = [
    { name: 'Via', value: via },
    { name: 'Max-Forwards', value: '70' },
    { name: 'From', value: `${addressOfRecord};tag=${fromTag}` },
    { name: 'To', value: addressOfRecord },
    { name: 'Call-ID', value: callId },
    { name: 'CSeq', value: `${request.sequence} REGISTER` },
    { name: 'Contact', value: contactOf(registrant) },
    { name: 'Expires', value: String(request.expiresSeconds) },
    { name: 'User-Agent', value: device.agent },
    { name: 'Supported', value: 'path' },
  ];
  if (request.authorization !== undefined) {
    headers.push({ name: 'Authorization', value: request.authorization });
  }
  return {
    kind: 'request',
    method: 'REGISTER',
    uri: registrarUri(registrant),
    headers,
    body: NO_BODY,
  };
}

/**
 * For how long the registrar has bound this phone: the answer lists every contact of the extension, and each carries
 * its own time (RFC 3261 10.2.4). Undefined when this phone is not among them.
 */
export function grantedSeconds(registrant: Registrant, response: SipResponse): number | undefined {
  const own = parseUri(contactUri(registrant));
  for (const member of membersOf(response, 'Contact') ?? []) {
    const contact = parseNameAddr(member);
    const uri = contact && parseUri(contact.uri);
    if (own && uri && equalUris(own, uri)) {
      return wholeSeconds(contact.parameters.get('expires') ?? headerOf(response, 'Expires'));
    }
  }
  return undefined;
}

/** The value of a header that counts seconds, as Min-Expires and Retry-After do; undefined when it does not. */
export function wholeSeconds(text: string | undefined): number | undefined {
  const digits = /^\d{1,9}/.exec(text ?? '')?.[0];
  return digits === undefined ? undefined : Number(digits);
}

function contactOf(registrant: Registrant): string {
  const { instance } = registrant.device;
  // RFC 5626 4.1: the instance tells the device apart, whatever address it comes from.
  const parameters = instance ? formatParameters([['+sip.instance', `<${instance}>`]]) : '';
  return `<${contactUri(registrant)}>${parameters}`;
}

function contactUri({ number, device, local }: Registrant): string {
  const transport = device.transport === 'tcp' ? ';transport=tcp' : '';
  return `sip:${number}@${inBrackets(local.address)}:${local.port}${transport}`;
}

/** An IPv6 address stands in brackets in a URI and in a Via. */
function inBrackets(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
