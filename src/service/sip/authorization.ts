import { splitPair } from './parameters.ts';
import { splitOutsideQuotes } from './quoting.ts';

/** The value of an Authorization, WWW-Authenticate or the like: `Digest realm="…", nonce="…"`. */
export type AuthorizationParameters = {
  /** In lower case: `digest`. */
  readonly scheme: string;
  /** By lower-case name, unquoted. */
  readonly parameters: ReadonlyMap<string, string>;
};

/** Undefined when it is not a scheme with `name=value` members. */
export function parseAuthorization(text: string): AuthorizationParameters | undefined {
  const [, scheme, rest] = /^([\w.!%*+`'~-]+)(?:\s+([\s\S]*))?$/.exec(text.trim()) ?? [];
  const members = splitOutsideQuotes(rest ?? '', ',');
  if (!scheme || !members) return undefined;
  const parameters = new Map<string, string>();
  for (const member of members) {
    const { name, value } = splitPair(member);
    if (name !== '' && !parameters.has(name)) parameters.set(name, value);
  }
  return { scheme: scheme.toLowerCase(), parameters };
}
