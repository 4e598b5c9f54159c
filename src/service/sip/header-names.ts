/** Compact forms: RFC 3261 7.3.3 and the extensions that registered one later. */
const COMPACT = [
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
] as const;

/** The others that telephones send often, and those whose capitals are not simply one after each hyphen. */
const COMMON = [
  'Allow',
  'Authorization',
  'CSeq',
  'Date',
  'Expires',
  'MIME-Version',
  'Max-Forwards',
  'Path',
  'Require',
  'SIP-ETag',
  'SIP-If-Match',
  'User-Agent',
  'WWW-Authenticate',
];

/** From a name in lower case, in its usual spelling or in short. */
const SPELLINGS = new Map<string, string>([
  ...COMPACT,
  ...[...COMMON, ...COMPACT.map(([, name]) => name)].flatMap((name): [string, string][] => [
    [name, name],
    [name.toLowerCase(), name],
  ]),
]);

/**
 * One spelling for every way to write a header's name, which are case-insensitive and have short forms
 * (RFC 3261 7.3.1): `i`, `CALL-ID` and `call-id` are all `Call-ID`.
 */
export function canonicalName(name: string): string {
  return SPELLINGS.get(name) ?? SPELLINGS.get(name.toLowerCase()) ?? capitalised(name);
}

function capitalised(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());
}
