import { type Parameters, parseParameters } from './parameters.ts';

/** A `sip:` or `sips:` URI (RFC 3261 19.1.1), its parts as they were written. */
export type SipUri = {
  readonly scheme: 'sip' | 'sips';
  /** As written, %-escapes and all; '' when there is none. See `decodedUser`. */
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: Parameters;
  /** What follows the question mark, '' when there is none. */
  readonly headers: string;
};

const SCHEME = /^(sips?):/i;
const USER = /^(?:[\w.!~*'()&=+$,;?/#[\]-]|%[0-9a-f]{2})*$/i;
const PASSWORD = /^(?:[\w.!~*'()&=+$,:-]|%[0-9a-f]{2})*$/i;
const HOST_AND_PORT = /^([\w.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?$/i;
/** Parameters that make two URIs differ even when only one of them has it (RFC 3261 19.1.4, rules and examples). */
const DECISIVE = ['transport', 'user', 'ttl', 'method', 'maddr'];

/** Reads a SIP or SIPS URI. Undefined when it is another scheme or breaks the grammar. */
export function parseUri(text: string): SipUri | undefined {
  const scheme = SCHEME.exec(text)?.[1];
  if (!scheme) return undefined;
  const rest = text.slice(scheme.length + 1);
  const at = rest.indexOf('@');
  const userinfo = parseUserinfo(at < 0 ? '' : rest.slice(0, at));
  const address = parseAddress(rest.slice(at + 1));
  if (!userinfo || !address) return undefined;
  return { scheme: scheme.length === 4 ? 'sips' : 'sip', ...userinfo, ...address };
}

function parseUserinfo(text: string) {
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  const password = colon < 0 ? '' : text.slice(colon + 1);
  return USER.test(user) && PASSWORD.test(password) ? { user, password } : undefined;
}

/** `host:port;parameters?headers`. */
function parseAddress(text: string) {
  const question = text.indexOf('?');
  const path = question < 0 ? text : text.slice(0, question);
  const semicolon = path.indexOf(';');
  const hostAndPort = parseHostAndPort(semicolon < 0 ? path : path.slice(0, semicolon));
  const parameters = parseParameters(semicolon < 0 ? '' : path.slice(semicolon));
  if (!hostAndPort || !parameters) return undefined;
  return { ...hostAndPort, parameters, headers: question < 0 ? '' : text.slice(question + 1) };
}

/** `host`, `host:port` or `[IPv6]:port`. */
export function parseHostAndPort(
  text: string,
): { host: string; port: number | undefined } | undefined {
  const match = HOST_AND_PORT.exec(text);
  if (!match?.[1]) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2]);
  return port === undefined || (port > 0 && port < 65_536) ? { host: match[1], port } : undefined;
}

/** The user part without its escapes, so that `0003%2A210` is `0003*210`; undefined when they are not UTF-8. */
export function decodedUser({ user }: SipUri): string | undefined {
  return decode(user);
}

/** Whether two SIP URIs mean the same (RFC 3261 19.1.4). Not transitive, which is the RFC's doing. */
export function equalUris(a: SipUri, b: SipUri): boolean {
  return (
    a.scheme === b.scheme &&
    decode(a.user) === decode(b.user) &&
    decode(a.password) === decode(b.password) &&
    a.host.toLowerCase() === b.host.toLowerCase() &&
    a.port === b.port &&
    equalParameters(a.parameters, b.parameters) &&
    headerSet(a.headers) === headerSet(b.headers)
  );
}

function equalParameters(a: Parameters, b: Parameters): boolean {
  const decisive = DECISIVE.every((name) => a.has(name) === b.has(name));
  return (
    decisive &&
    [...a].every(([name, value]) => {
      const other = b.get(name);
      return other === undefined || decode(value)?.toLowerCase() === decode(other)?.toLowerCase();
    })
  );
}

function headerSet(headers: string): string {
  return headers.toLowerCase().split('&').sort().join('&');
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
