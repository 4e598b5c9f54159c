import { inBrackets } from '../host.ts';
import { headerOf, membersOf, type SipRequest, type SipResponse } from '../sip/message.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { formatParameters } from '../sip/parameters.ts';
import { equalUris, parseUri } from '../sip/uri.ts';
import { type Marks, requestFrom, type Sender, wholeSeconds } from './request.ts';

/** Asks for a binding for `expiresSeconds`, or takes it back with 0 (RFC 3261 10.2). */
export function registerRequest(sender: Sender, expiresSeconds: number, marks: Marks): SipRequest {
  // RFC 3261 10.2: the Request-URI is the registrar's domain, without a user.
  const uri = `sip:${inBrackets(sender.domain)}`;
  const request = requestFrom(sender, { method: 'REGISTER', uri }, marks);
  const headers = [
    ...request.headers,
    { name: 'Contact', value: contactOf(sender) },
    { name: 'Expires', value: String(expiresSeconds) },
    { name: 'Supported', value: 'path' },
  ];
  return { ...request, headers };
}

/**
 * For how long the registrar has bound this phone: the answer lists every contact of the extension, and each carries
 * its own time (RFC 3261 10.2.4). Undefined when this phone is not among them.
 */
export function grantedSeconds(sender: Sender, response: SipResponse): number | undefined {
  const own = parseUri(contactUri(sender));
  for (const member of membersOf(response, 'Contact') ?? []) {
    const contact = parseNameAddr(member);
    const uri = contact && parseUri(contact.uri);
    if (own && uri && equalUris(own, uri)) {
      return wholeSeconds(contact.parameters.get('expires') ?? headerOf(response, 'Expires'));
    }
  }
  return undefined;
}

function contactOf(sender: Sender): string {
  const { instance } = sender.device;
  // RFC 5626 4.1: the instance tells the device apart, whatever address it comes from.
  const parameters = instance ? formatParameters([['+sip.instance', `<${instance}>`]]) : '';
  return `<${contactUri(sender)}>${parameters}`;
}

function contactUri({ number, device, local }: Sender): string {
  const transport = device.transport === 'tcp' ? ';transport=tcp' : '';
  return `sip:${number}@${inBrackets(local.address)}:${local.port}${transport}`;
}
