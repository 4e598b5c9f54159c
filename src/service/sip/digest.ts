import { createHash, timingSafeEqual } from 'node:crypto';
import { parseAuthorization } from './authorization.ts';
import { quote } from './quoting.ts';

// Digest access authentication for SIP: RFC 3261 22.4, RFC 7616 and RFC 8760, with qop="auth".

export type DigestAlgorithm = 'MD5' | 'SHA-256';

export type DigestChallenge = {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: DigestAlgorithm;
  /** The credentials may well have been right, only their nonce was too old: answer again without asking anybody. */
  readonly stale: boolean;
};

/** What an Authorization header of the scheme Digest says. */
export type DigestCredentials = {
  readonly username: string;
  readonly realm: string;
  readonly nonce: string;
  readonly uri: string;
  /** The proof, in lower-case hexadecimal. */
  readonly response: string;
  readonly algorithm: DigestAlgorithm;
  /** Undefined when the client speaks RFC 2069, which knew no quality of protection. */
  readonly qop: { readonly cnonce: string; readonly nonceCount: string } | undefined;
};

/** The value of a WWW-Authenticate header. */
export function formatChallenge({ realm, nonce, algorithm, stale }: DigestChallenge): string {
  const challenge = `Digest realm=${quote(realm)}, nonce=${quote(nonce)}, algorithm=${algorithm}, qop="auth"`;
  return stale ? `${challenge}, stale=true` : challenge;
}

/** Reads a WWW-Authenticate header. Undefined when it is none that can be answered here. */
export function parseChallenge(text: string): DigestChallenge | undefined {
  const parsed = parseAuthorization(text);
  const algorithm = algorithmNamed(parsed?.parameters.get('algorithm'));
  const realm = parsed?.parameters.get('realm');
  const nonce = parsed?.parameters.get('nonce');
  if (parsed?.scheme !== 'digest' || !algorithm || realm === undefined || !nonce) return undefined;
  const stale = parsed.parameters.get('stale')?.toLowerCase() === 'true';
  return { realm, nonce, algorithm, stale };
}

/** Reads an Authorization header. Undefined when it is not Digest, or not complete. */
export function parseCredentials(text: string): DigestCredentials | undefined {
  const parsed = parseAuthorization(text);
  if (parsed?.scheme !== 'digest') return undefined;
  const get = (name: string) => parsed.parameters.get(name) ?? '';
  const algorithm = algorithmNamed(parsed.parameters.get('algorithm'));
  const qop = get('qop').toLowerCase();
  if (!algorithm || !get('username') || !get('nonce') || !get('response')) return undefined;
  if (qop !== '' && qop !== 'auth') return undefined;
  return {
    username: get('username'),
    realm: get('realm'),
    nonce: get('nonce'),
    uri: get('uri'),
    response: get('response').toLowerCase(),
    algorithm,
    qop: qop === '' ? undefined : { cnonce: get('cnonce'), nonceCount: get('nc') },
  };
}

/**
 * The value of the Authorization header that answers a challenge.
 * `uri` is the Request-URI; `nonceCount` is how many requests have used this nonce, this one included.
 */
export function answerChallenge(
  challenge: DigestChallenge,
  request: {
    method: string;
    uri: string;
    username: string;
    password: string;
    cnonce: string;
    nonceCount: number;
  },
): string {
  const { realm, nonce, algorithm } = challenge;
  const { username, uri, cnonce } = request;
  const nonceCount = request.nonceCount.toString(16).padStart(8, '0');
  const response = proofOf(
    { username, realm, nonce, uri, algorithm, qop: { cnonce, nonceCount } },
    request,
  );
  return [
    `Digest username=${quote(username)}`,
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(uri)}`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    `cnonce=${quote(cnonce)}`,
    'qop=auth',
    `nc=${nonceCount}`,
  ].join(', ');
}

/** Whether the credentials prove the password. Takes the same time wherever the proof first differs. */
export function provesPassword(
  credentials: DigestCredentials,
  request: { method: string; password: string },
): boolean {
  const expected = Buffer.from(proofOf(credentials, request));
  const given = Buffer.from(credentials.response);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function proofOf(
  credentials: Omit<DigestCredentials, 'response'>,
  { method, password }: { method: string; password: string },
): string {
  const { username, realm, nonce, uri, algorithm, qop } = credentials;
  const hash = (text: string) => hexDigest(algorithm, text);
  const who = hash(`${username}:${realm}:${password}`);
  const what = hash(`${method}:${uri}`);
  return qop
    ? hash(`${who}:${nonce}:${qop.nonceCount}:${qop.cnonce}:auth:${what}`)
    : hash(`${who}:${nonce}:${what}`);
}

function hexDigest(algorithm: DigestAlgorithm, text: string): string {
  return createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');
}

/** Without a name it is MD5 (RFC 7616 3.3). */
function algorithmNamed(name = 'MD5'): DigestAlgorithm | undefined {
  const upper = name.toUpperCase();
  return upper === 'MD5' || upper === 'SHA-256' ? upper : undefined;
}
