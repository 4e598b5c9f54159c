import { describe, expect, it } from 'vitest';
import {
  answerChallenge,
  type DigestAlgorithm,
  formatChallenge,
  parseChallenge,
  parseCredentials,
  provesPassword,
} from './digest.ts';

const CHALLENGE = { realm: 'roll"call', nonce: 'n1', algorithm: 'MD5', stale: false } as const;

// RFC 7616 3.9.1, which gives the answers.
const MUFASA = {
  method: 'GET',
  uri: '/dir/index.html',
  username: 'Mufasa',
  password: 'Circle of Life',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  nonceCount: 1,
};

describe('an answer', () => {
  it.each<[DigestAlgorithm, string]>([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('is that of RFC 7616 with %s', (algorithm, response) => {
    const challenge = {
      realm: 'http-auth@example.org',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      algorithm,
      stale: false,
    };
    expect(answerChallenge(challenge, MUFASA)).toContain(`response="${response}"`);
  });

  it('proves its password and no other, for its method and no other', () => {
    const credentials = parseCredentials(answerChallenge(CHALLENGE, MUFASA));
    if (!credentials) throw new Error('It was not read.');
    const { method, password } = MUFASA;
    expect(provesPassword(credentials, { method, password })).toBe(true);
    expect(provesPassword(credentials, { method, password: 'circle of life' })).toBe(false);
    expect(provesPassword(credentials, { method: 'REGISTER', password })).toBe(false);
    expect(provesPassword({ ...credentials, response: '' }, { method, password })).toBe(false);
  });

  it('may be that of RFC 2069, without a quality of protection', () => {
    // RFC 2069 2.4 as its errata correct it.
    const credentials = parseCredentials(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", response="1949323746fe6a43ef61f9606e7febea"',
    );
    expect(credentials?.qop).toBeUndefined();
    const proof = { method: 'GET', password: 'CircleOfLife' };
    expect(credentials && provesPassword(credentials, proof)).toBe(true);
  });
});

it('writes a challenge, and reads it', () => {
  expect(formatChallenge(CHALLENGE)).toBe(
    'Digest realm="roll\\"call", nonce="n1", algorithm=MD5, qop="auth"',
  );
  const stale = { ...CHALLENGE, stale: true };
  expect(parseChallenge(formatChallenge(stale))).toEqual(stale);
});

it('reads what others write', () => {
  expect(parseChallenge('digest  REALM=a,nonce="b" , Stale = TRUE, opaque=""')).toEqual({
    realm: 'a',
    nonce: 'b',
    algorithm: 'MD5',
    stale: true,
  });
});

it.each([
  'Basic dXNlcjpwdw==',
  'Digest',
  'Digest realm="a"',
  'Digest realm="a", nonce="b", algorithm=MD5-sess',
  'Digest realm="a", nonce="b',
])('cannot answer %s', (text) => expect(parseChallenge(text)).toBeUndefined());

it.each([
  'NoOneKnowsThisScheme opaque-data=here',
  '',
  'Digest username="a", nonce="b"',
  'Digest username="a", nonce="b", response="c", qop=auth-int',
  'Digest username="a", nonce="b", response="c", algorithm=SHA-512-256',
])('finds no credentials in %j', (text) => expect(parseCredentials(text)).toBeUndefined());
