import { describe, expect, it } from 'vitest';
import { decodedUser, equalUris, parseUri, type SipUri } from './uri.ts';

function uri(text: string): SipUri {
  const parsed = parseUri(text);
  if (!parsed) throw new Error(`${text} is no URI.`);
  return parsed;
}

it('reads every part', () => {
  expect(uri('sips:0003*210:pw@[2001:db8::1]:5061;transport=tcp;lr?Subject=x&y=z')).toEqual({
    scheme: 'sips',
    user: '0003*210',
    password: 'pw',
    host: '[2001:db8::1]',
    port: 5061,
    parameters: new Map([
      ['transport', 'tcp'],
      ['lr', ''],
    ]),
    headers: 'Subject=x&y=z',
  });
  expect(uri('SIP:example.com')).toMatchObject({ user: '', host: 'example.com', port: undefined });
  // RFC 4475 3.1.1.9 and 3.1.1.2: everything that a user part may hold.
  expect(uri('sip:user;par=u%40example.net@example.com').user).toBe('user;par=u%40example.net');
  expect(
    uri(
      "sip:1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*:&it+has=1,weird!*pas$wo~d_too.(doesn't-it)@example.com",
    ).host,
  ).toBe('example.com');
});

it.each([
  'sip:',
  'sip:a b@example.com',
  'sip:a@',
  'sip:a@b@c',
  'sip:a@example.com:0',
  'sip:a@example.com:65536',
  'sip:a%2@example.com',
  'sip:a@example.com;a=b;=c',
  'http://example.com',
  'tel:+123',
  'isbn:2983792873',
  '',
])('refuses %s', (text) => expect(parseUri(text)).toBeUndefined());

it('knows a user by any spelling', () => {
  expect(decodedUser(uri('sip:0003%2A210@a'))).toBe('0003*210');
  expect(decodedUser(uri('sip:0003%2a210@b'))).toBe('0003*210');
  expect(decodedUser(uri('sip:null-%00-null@a'))).toBe('null-\0-null');
  expect(decodedUser(uri('sip:%FF@a'))).toBeUndefined();
});

// The examples of RFC 3261 19.1.4.
describe('are the same', () => {
  it.each([
    ['sip:%61lice@atlanta.com;transport=TCP', 'sip:alice@AtLanTa.CoM;Transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;newparam=5'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;security=on'],
    [
      'sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com',
      'sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com',
    ],
    [
      'sip:alice@atlanta.com?subject=project%20x&priority=urgent',
      'sip:alice@atlanta.com?priority=urgent&subject=project%20x',
    ],
  ])('%s and %s', (a, b) => {
    expect(equalUris(uri(a), uri(b))).toBe(true);
    expect(equalUris(uri(b), uri(a))).toBe(true);
  });
});

describe('are not the same', () => {
  it.each([
    ['SIP:ALICE@AtLanTa.CoM;Transport=udp', 'sip:alice@AtLanTa.CoM;Transport=UDP'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:5060'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com;transport=udp'],
    ['sip:bob@biloxi.com', 'sip:bob@biloxi.com:6000;transport=tcp'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com?Subject=next%20meeting'],
    ['sip:bob@phone21.boxesbybob.com', 'sip:bob@192.0.2.4'],
    ['sip:carol@chicago.com;security=on', 'sip:carol@chicago.com;security=off'],
    ['sip:carol@chicago.com', 'sips:carol@chicago.com'],
    ['sip:carol@chicago.com', 'sip:carol@chicago.com;maddr=192.0.2.1'],
    ['sip:%00@host5.example.com', 'sip:%00%00@host5.example.com'],
  ])('%s and %s', (a, b) => {
    expect(equalUris(uri(a), uri(b))).toBe(false);
    expect(equalUris(uri(b), uri(a))).toBe(false);
  });
});
