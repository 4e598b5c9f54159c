import { type Parameters, parseParameters } from './parameters.ts';
import { endOfQuoted, unquote } from './quoting.ts';

/** The value of a To, From, Contact, Route or Path: `"Ann" <sip:0003*210@host>;tag=1`. */
export type NameAddr = {
  /** Without its quotes; '' when there is none. */
  readonly displayName: string;
  /** Of any scheme, as written: `parseUri` reads those of SIP. */
  readonly uri: string;
  /** The header's own parameters (tag, expires, q, …), never the URI's. */
  readonly parameters: Parameters;
};

const ABSOLUTE_URI = /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i;

/** Undefined when it is neither `name <uri>;parameters` nor `uri;parameters`. */
export function parseNameAddr(text: string): NameAddr | undefined {
  const value = text.trim();
  const nameEnd = value.startsWith('"') ? endOfQuoted(value, 0) : 0;
  if (nameEnd < 0) return undefined;
  const open = value.indexOf('<', nameEnd);
  return open < 0
    ? parseAddrSpec(value)
    : parseBracketed({
        displayName: unquote(value.slice(0, open).trim()),
        rest: value.slice(open + 1),
      });
}

function parseBracketed({ displayName, rest }: { displayName: string; rest: string }) {
  const close = rest.indexOf('>');
  if (close < 0) return undefined;
  return finish({ displayName, uri: rest.slice(0, close), parameters: rest.slice(close + 1) });
}

/**
 * RFC 3261 20.10: without brackets every parameter is the header's, and a URI that has a question mark or a comma
 * must stand in brackets.
 */
function parseAddrSpec(value: string) {
  const semicolon = value.indexOf(';');
  const uri = semicolon < 0 ? value : value.slice(0, semicolon).trimEnd();
  if (/[?,]/.test(uri)) return undefined;
  return finish({ displayName: '', uri, parameters: semicolon < 0 ? '' : value.slice(semicolon) });
}

function finish(parts: {
  displayName: string;
  uri: string;
  parameters: string;
}): NameAddr | undefined {
  const parameters = parseParameters(parts.parameters);
  return parameters && ABSOLUTE_URI.test(parts.uri) ? { ...parts, parameters } : undefined;
}
