import { quote, splitOutsideQuotes, unquote } from './quoting.ts';

/** Parameters by lower-case name. A flag, which has no value, is the empty string. Values are unquoted. */
export type Parameters = ReadonlyMap<string, string>;

const NAME = /^[\w.!%*+`'~[\]/:&$-]+$/;
const NO_PARAMETERS: Parameters = new Map();
/** What may stand without quotes: a token, and what hosts and addresses are made of (RFC 3261 25.1, gen-value). */
const PLAIN_VALUE = /^[\w.!%*+`'~[\]:/&$-]+$/;

/**
 * `;branch=z9hG4bK1;rport` → branch, rport. The text begins with its semicolon or is empty.
 * Undefined when it is not a list of parameters. Of a name given twice the first counts.
 */
export function parseParameters(text: string): Parameters | undefined {
  if (text === '') return NO_PARAMETERS;
  const [before, ...members] = splitOutsideQuotes(text.trim(), ';') ?? ['no parameters'];
  if (before !== '') return undefined;
  const parameters = new Map<string, string>();
  for (const member of members) {
    // An empty one, as in `;;lr`, is forbidden and common: it says nothing and harms nobody.
    if (member === '') continue;
    const { name, value } = splitPair(member);
    if (!NAME.test(name)) return undefined;
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}

/** The parameters as they stand behind a value: `;name=value` each, quoted where they must be. */
export function formatParameters(parameters: Iterable<readonly [string, string]>): string {
  let text = '';
  for (const [name, value] of parameters) {
    if (value === '') text += `;${name}`;
    else text += `;${name}=${PLAIN_VALUE.test(value) ? value : quote(value)}`;
  }
  return text;
}

/** `Name = "value"` → name in lower case, value without its quotes; a value that is missing is the empty string. */
export function splitPair(text: string): { name: string; value: string } {
  const equals = text.indexOf('=');
  return equals < 0
    ? { name: text.trim().toLowerCase(), value: '' }
    : {
        name: text.slice(0, equals).trim().toLowerCase(),
        value: unquote(text.slice(equals + 1).trim()),
      };
}
