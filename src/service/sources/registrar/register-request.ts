import { headerOf, headersOf, membersOf, type SipRequest } from '../../sip/message.ts';
import { type NameAddr, parseNameAddr } from '../../sip/name-addr.ts';
import { formatParameters } from '../../sip/parameters.ts';
import type { Envelope } from '../../sip/parse-message.ts';
import { decodedUser, parseUri, type SipUri } from '../../sip/uri.ts';

/** One Contact of a REGISTER. */
export type RequestedContact = {
  /** As written. */
  readonly uri: string;
  /** Undefined for a Contact of another scheme, as `mailto:` (RFC 3665 2.2). */
  readonly sipUri: SipUri | undefined;
  /** The device's own name, whatever its address: its `+sip.instance`, with `;reg-id=1` where it has several flows. */
  readonly instance: string | undefined;
  /** Its parameters but `expires`, as they stand behind it. */
  readonly parameters: string;
  readonly expiresSeconds: number;
};

/** A REGISTER, read: what it asks for whom. */
export type RegisterRequest = {
  readonly extension: string;
  /** `all` is the Contact `*`, which takes everything back. */
  readonly contacts: readonly RequestedContact[] | 'all';
  readonly callId: string;
  readonly cseq: number;
  readonly agent: string;
  readonly path: string;
};

/** RFC 3261 20.10 and 20.19: what a lifetime that cannot be read means. */
const MALFORMED_EXPIRES_SECONDS = 3600;
const LONGEST_AGENT_BYTES = 255;
/** What one binding may cost; each is many times what telephones send. */
const LONGEST_CONTACT = 2048;
const LONGEST_PATH = 4096;
export const LONGEST_CALL_ID = 512;

/** What is wrong with a REGISTER: the reason of a 400. */
type Fault = { readonly fault: string };

/** Reads a REGISTER, or says what is wrong with it. */
export function readRegister(
  request: SipRequest,
  { to, callId, cseq }: Envelope,
  defaultExpiresSeconds: number,
): RegisterRequest | Fault {
  const extension = extensionOf(to.uri);
  if (!extension) return { fault: 'To names no extension' };
  const contacts = readContacts(request, defaultExpiresSeconds);
  if (typeof contacts === 'object' && 'fault' in contacts) return contacts;
  const path = headersOf(request, 'Path').join(', ');
  if (path.length > LONGEST_PATH) return { fault: 'Path too long' };
  if (callId.length > LONGEST_CALL_ID) return { fault: 'Call-ID too long' };
  return { extension, contacts, callId, cseq: cseq.sequence, agent: agentOf(request), path };
}

/**
 * The extension that an address-of-record names (RFC 3261 10.3 step 5). Two are the same whatever their escapes:
 * `0003%2A210` is `0003*210`. One service serves one site, so its host and scheme say nothing.
 */
export function extensionOf(addressOfRecord: string): string | undefined {
  const uri = parseUri(addressOfRecord);
  return uri && decodedUser(uri);
}

function readContacts(
  request: SipRequest,
  defaultExpiresSeconds: number,
): RegisterRequest['contacts'] | Fault {
  const members = membersOf(request, 'Contact');
  if (!members) return { fault: 'Bad Contact' };
  const expires = headerOf(request, 'Expires');
  if (members.includes('*')) {
    // RFC 3261 10.2.2: only alone, and only with the header Expires: 0.
    const isAlone = members.length === 1;
    return isAlone && expires !== undefined && /^0+$/.test(expires)
      ? 'all'
      : { fault: 'Contact * needs to be alone, with Expires: 0' };
  }
  // RFC 3261 10.2.1.1: what the Contact says comes before what the header says.
  const otherwise = expires === undefined ? defaultExpiresSeconds : secondsOf(expires);
  const contacts: RequestedContact[] = [];
  for (const member of members) {
    const contact = readContact(member, otherwise);
    if (!contact) return { fault: 'Bad Contact' };
    contacts.push(contact);
  }
  return contacts;
}

function readContact(text: string, otherwiseSeconds: number): RequestedContact | undefined {
  const parsed = parseNameAddr(text);
  if (!parsed || text.length > LONGEST_CONTACT) return undefined;
  const { uri, parameters } = parsed;
  const sipUri = parseUri(uri);
  if (!sipUri && /^sips?:/i.test(uri)) return undefined;
  const expires = parameters.get('expires');
  return {
    uri,
    sipUri,
    instance: instanceOf(parsed),
    parameters: formatParameters([...parameters].filter(([name]) => name !== 'expires')),
    expiresSeconds: expires === undefined ? otherwiseSeconds : secondsOf(expires),
  };
}

/**
 * RFC 5626 6 asks for both, and leaves an instance without reg-id to be told by its URI. Most telephones send the
 * instance alone and come back from another port or address: taken by the URI, each return would leave a ghost.
 */
function instanceOf({ parameters }: NameAddr): string | undefined {
  const instance = parameters.get('+sip.instance');
  const regId = parameters.get('reg-id');
  return instance && regId && /^\d{1,10}$/.test(regId) ? `${instance};reg-id=${regId}` : instance;
}

/** Any number of digits is a number: one too large for the RFC is merely very long, and cut down to the longest. */
export function secondsOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : MALFORMED_EXPIRES_SECONDS;
}

function agentOf(request: SipRequest): string {
  const agent = Buffer.from(headerOf(request, 'User-Agent') ?? '');
  if (agent.length <= LONGEST_AGENT_BYTES) return agent.toString();
  // The cut may fall within a character, which then is none.
  return agent.toString('utf8', 0, LONGEST_AGENT_BYTES).replace(/\uFFFD$/, '');
}
