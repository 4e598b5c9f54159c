import { canonicalName } from './header-names.ts';
import { splitOutsideQuotes } from './quoting.ts';

/** One header field: its canonical name ("Call-ID") and its value, unfolded and trimmed. */
export type Header = { readonly name: string; readonly value: string };

export type SipRequest = {
  readonly kind: 'request';
  readonly method: string;
  /** The Request-URI as it was written. */
  readonly uri: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
};

export type SipResponse = {
  readonly kind: 'response';
  /** 100 to 699. */
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
};

export type SipMessage = SipRequest | SipResponse;

export const NO_BODY = new Uint8Array(0);

type WithHeaders = { readonly headers: readonly Header[] };

/** The values of every header field of that name, in order, one for each line. */
export function headersOf({ headers }: WithHeaders, name: string): string[] {
  const wanted = canonicalName(name);
  return headers.filter((header) => header.name === wanted).map((header) => header.value);
}

/** The value of the first header field of that name. */
export function headerOf({ headers }: WithHeaders, name: string): string | undefined {
  const wanted = canonicalName(name);
  return headers.find((header) => header.name === wanted)?.value;
}

/**
 * The members of a header that is a list, whether they stand in one line or in several (RFC 3261 7.3.1).
 * Empty members are left out; undefined when a quote or a bracket is never closed.
 */
export function membersOf(message: WithHeaders, name: string): string[] | undefined {
  const members: string[] = [];
  for (const line of headersOf(message, name)) {
    const parts = splitOutsideQuotes(line, ',');
    if (!parts) return undefined;
    members.push(...parts.filter((part) => part !== ''));
  }
  return members;
}
