/** Compact forms: RFC 3261 7.3.3 and the extensions that registered one later. */
const COMPACT = new Map([
  ['a', 'Accept-Contact'],
  ['b', 'Referred-By'],
  ['c', 'Content-Type'],
  ['d', 'Request-Disposition'],
  ['e', 'Content-Encoding'],
  ['f', 'From'],
  ['i', 'Call-ID'],
  ['j', 'Reject-Contact'],
  ['k', 'Supported'],
  ['l', 'Content-Length'],
  ['m', 'Contact'],
  ['o', 'Event'],
  ['r', 'Refer-To'],
  ['s', 'Subject'],
  ['t', 'To'],
  ['u', 'Allow-Events'],
  ['v', 'Via'],
  ['x', 'Session-Expires'],
]);

/** Names whose capitals are not simply one after each hyphen. */
const IRREGULAR = new Map([
  ['call-id', 'Call-ID'],
  ['cseq', 'CSeq'],
  ['mime-version', 'MIME-Version'],
  ['www-authenticate', 'WWW-Authenticate'],
]);

/**
 * One spelling for every way to write a header's name, which are case-insensitive and have short forms
 * (RFC 3261 7.3.1): `i`, `CALL-ID` and `call-id` are all `Call-ID`.
 */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return (
    COMPACT.get(lower) ??
    IRREGULAR.get(lower) ??
    lower.replace(/(^|-)[a-z]/g, (first) => first.toUpperCase())
  );
}
