import type { ConnectionFaultReason } from '../contract/health.ts';
import { errorCodeOf } from './error-code.ts';

/** Why another machine could not be asked: in a word for programs, and in a sentence that says what would mend it. */
export type ConnectionFault = { readonly reason: ConnectionFaultReason; readonly sentence: string };

/** A sentence about `where`: `pbx.example.net`, or `pbx.example.net:5432`. */
type Told = readonly [reason: ConnectionFaultReason, sentence: (where: string) => string];

const TIMED_OUT: Told = [
  'timed-out',
  (where) =>
    `${where} did not answer in time. Look whether it runs, and whether a firewall stands between.`,
];
const NO_ROUTE: Told = [
  'no-route',
  (where) => `There is no route to ${where}. Look at the network of this machine.`,
];
const CLOSED: Told = ['other', (where) => `${where} closed the connection before it had answered.`];
const NO_TLS: Told = [
  'tls',
  (where) =>
    `${where} does not speak TLS there. Correct the port, or leave TLS out of the address.`,
];
const SIGNS_ITSELF: Told = [
  'tls',
  (where) =>
    `${where} shows a certificate that no authority signed. Give it one that this machine trusts, or name its authority in NODE_EXTRA_CA_CERTS.`,
];

/** By the codes of Node, of its fetch, and of OpenSSL. */
const FAULTS: Readonly<Record<string, Told>> = {
  ECONNREFUSED: [
    'refused',
    (where) =>
      `${where} refuses the connection. Start what should listen there, or correct the port.`,
  ],
  ENOTFOUND: [
    'name-not-found',
    (where) => `The name ${where} is not known. Correct it, or look at the DNS of this machine.`,
  ],
  EAI_AGAIN: [
    'name-not-found',
    (where) =>
      `The name ${where} could not be looked up: no DNS answers. Look at the network of this machine.`,
  ],
  EHOSTUNREACH: NO_ROUTE,
  ENETUNREACH: NO_ROUTE,
  EADDRNOTAVAIL: NO_ROUTE,
  ETIMEDOUT: TIMED_OUT,
  ABORT_ERR: TIMED_OUT,
  UND_ERR_CONNECT_TIMEOUT: TIMED_OUT,
  UND_ERR_HEADERS_TIMEOUT: TIMED_OUT,
  UND_ERR_BODY_TIMEOUT: TIMED_OUT,
  ECONNRESET: CLOSED,
  EPIPE: CLOSED,
  UND_ERR_SOCKET: CLOSED,
  BAD_PORT: ['other', (where) => `The port of ${where} is kept from HTTP. Give another.`],
  EPROTO: NO_TLS,
  ERR_SSL_WRONG_VERSION_NUMBER: NO_TLS,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: NO_TLS,
  DEPTH_ZERO_SELF_SIGNED_CERT: SIGNS_ITSELF,
  SELF_SIGNED_CERT_IN_CHAIN: SIGNS_ITSELF,
  UNABLE_TO_GET_ISSUER_CERT: SIGNS_ITSELF,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: SIGNS_ITSELF,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: SIGNS_ITSELF,
  CERT_HAS_EXPIRED: ['tls', (where) => `The certificate of ${where} has expired. Renew it.`],
  CERT_NOT_YET_VALID: [
    'tls',
    (where) => `The certificate of ${where} is not valid yet. Look at the clock of this machine.`,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'tls',
    (where) =>
      `The certificate of ${where} is for another name. Ask for it by a name that it is for.`,
  ],
};

/** What is left of TLS, and what speaks no HTTP. */
const FAMILIES: readonly (readonly [RegExp, (code: string) => Told])[] = [
  [
    /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|CRL_|INVALID_CA|HOSTNAME_MISMATCH)/,
    (code) => ['tls', (where) => `No TLS connection to ${where} came about (${code}).`],
  ],
  [/^HPE_/, () => ['bad-answer', (where) => `What answers at ${where} does not speak HTTP.`]],
];

/**
 * What an error of Node's says of the machine that was asked. `where` is its name as it was configured. Looks into what
 * fetch wraps (`cause`) and into the tries of several addresses (`errors`).
 */
export function connectionFaultOf(error: unknown, where: string): ConnectionFault {
  const codes = codesOf(error);
  for (const code of codes) {
    const told = FAULTS[code] ?? FAMILIES.find(([family]) => family.test(code))?.[1](code);
    if (told) return { reason: told[0], sentence: told[1](where) };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { reason: 'other', sentence: `${where} could not be asked (${codes[0] ?? message}).` };
}

/** How deep a cause may lie: an error that is its own cause must not go round for ever. */
const DEEPEST = 5;

/** The codes of an error and of what brought it about, the outermost first. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > DEEPEST) return [];
  const isTimeout = error.name === 'TimeoutError' || error.name === 'AbortError';
  const tries: unknown[] = error instanceof AggregateError ? error.errors : [];
  return [
    ...(isTimeout ? ['ETIMEDOUT'] : ownCodeOf(error)),
    ...[error.cause, ...tries].flatMap((inner) => codesOf(inner, depth + 1)),
  ];
}

/** Fetch gives no code for a port that its standard blocks. */
function ownCodeOf(error: Error): string[] {
  const code = errorCodeOf(error);
  if (code !== undefined) return [code];
  return error.message === 'bad port' ? ['BAD_PORT'] : [];
}
