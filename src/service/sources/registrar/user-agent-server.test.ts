import { describe, expect, it } from 'vitest';
import { headerOf, headersOf } from '../../sip/message.ts';
import { startBench } from './test-bench.rig.ts';
import { contactsOf, TestPhone, type TestRequest } from './test-phone.rig.ts';

const CONTACT = '<sip:210@192.0.2.10:5062>';

async function startPhone(address?: string) {
  const bench = await startBench();
  return { ...bench, phone: new TestPhone(bench, { ...(address && { address }) }) };
}

describe('the way back', () => {
  it.each([
    ['the port in the Via', 'SIP/2.0/UDP 192.0.2.10:5099;branch=z9hG4bK1', 5099],
    ['5060 when the Via has no port', 'SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK1', 5060],
    ['the port it came from, for rport', 'SIP/2.0/UDP 10.0.0.7:5099;rport;branch=z9hG4bK1', 5062],
    ['never to maddr', 'SIP/2.0/UDP 10.0.0.7:5099;maddr=203.0.113.9;branch=z9hG4bK1', 5099],
  ])('is %s', async (_, via, port) => {
    const { phone } = await startPhone();
    phone.request({ method: 'OPTIONS', via });
    expect(phone.peer.received.map((reply) => reply.port)).toEqual([port]);
  });

  it('tells the phone behind a NAT where it is seen', async () => {
    const { phone } = await startPhone();
    const response = phone.request({ via: 'SIP/2.0/UDP 10.0.0.7:5099;rport;branch=z9hG4bK1' });
    expect(headerOf(response, 'Via')).toBe(
      'SIP/2.0/UDP 10.0.0.7:5099;rport=5062;branch=z9hG4bK1;received=192.0.2.10',
    );
  });

  it('names the address alone when rport was not asked for', async () => {
    const { phone } = await startPhone();
    const response = phone.request({ via: 'SIP/2.0/UDP 10.0.0.7:5099;branch=z9hG4bK1' });
    expect(headerOf(response, 'Via')).toMatch(/;received=192\.0\.2\.10$/);
    expect(headerOf(response, 'Via')).not.toContain('rport');
  });

  it('leaves a true Via as it is', async () => {
    const { phone } = await startPhone('::ffff:192.0.2.10');
    const via = 'SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK1';
    expect(headersOf(phone.request({ via }), 'Via')).toEqual([via]);
  });

  it('echoes every Via, in one line or in several', async () => {
    const { phone } = await startPhone();
    const via = 'SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK1, SIP/2.0/TCP 10.0.0.1;branch=z9hG4bK2';
    const response = phone.request({ via, lines: ['v: SIP/2.0/TLS 10.0.0.2;branch=z9hG4bK3'] });
    expect(headersOf(response, 'Via')).toEqual([via, 'SIP/2.0/TLS 10.0.0.2;branch=z9hG4bK3']);
  });

  it('answers nobody when no Via can be read', async () => {
    const { phone } = await startPhone();
    expect(phone.send(phone.write({ via: 'nonsense' }))).toBeUndefined();
  });
});

describe('the headers of an answer', () => {
  it('copies From, Call-ID and CSeq, and adds a tag to the To', async () => {
    const { phone } = await startPhone();
    const response = phone.request({ callId: 'a@b', cseq: 7 });
    expect(headerOf(response, 'From')).toBe('<sip:0003*210@rollcall.example>;tag=phone');
    expect(headerOf(response, 'To')).toMatch(
      /^<sip:0003\*210@rollcall\.example>;tag=[0-9a-f]{16}$/,
    );
    expect(headerOf(response, 'Call-ID')).toBe('a@b');
    expect(headerOf(response, 'CSeq')).toBe('7 REGISTER');
  });

  it('gives a retransmission the tag of the first', async () => {
    const { phone } = await startPhone();
    const request = phone.write({ contacts: [CONTACT] });
    const first = phone.send(request);
    expect(headerOf(phone.send(request) ?? { headers: [] }, 'To')).toBe(
      headerOf(first ?? { headers: [] }, 'To'),
    );
  });

  it('keeps a tag that the To has already', async () => {
    const { phone } = await startPhone();
    const to = '<sip:0003*210@rollcall.example>;tag=mine';
    expect(headerOf(phone.request({ to }), 'To')).toBe(to);
  });
});

describe('how a request may be written', () => {
  const register = (lines: string[]) =>
    ['REGISTER sip:rollcall.example SIP/2.0', ...lines, '', ''].join('\r\n');

  it('reads compact forms and any capitals', async () => {
    const { phone, told } = await startPhone();
    const response = phone.send(
      register([
        'v: SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK1',
        'f: <sip:0003*210@x>;tag=1',
        'T: <sip:0003*210@x>',
        'i: compact',
        'cseq: 1 REGISTER',
        `m: ${CONTACT}`,
        'EXPIRES: 60',
        'user-agent: Phone/1',
        'l: 0',
      ]),
    );
    expect(response?.status).toBe(200);
    expect(told).toEqual(['registered 0003*210 sip:210@192.0.2.10:5062 (Phone/1) until 14:31:00']);
  });

  it('reads headers that go on in the next line', async () => {
    const { phone } = await startPhone();
    const response = phone.request({ contacts: [`"Ann"\r\n ${CONTACT}\r\n\t;expires=90`] });
    expect(contactsOf(response)).toEqual([`${CONTACT};expires=90`]);
  });

  it.each([
    ['CR LF CR LF', '\r\n\r\n'],
    ['NUL', '\0'],
    ['four NULs', '\0\0\0\0'],
    ['nothing', ''],
  ])('takes a datagram of %s for a keep-alive and says nothing', async (_, bytes) => {
    const { phone, logged } = await startPhone();
    logged.length = 0;
    expect(phone.send(bytes)).toBeUndefined();
    expect(logged).toEqual([]);
    expect(phone.request({ method: 'OPTIONS' }).status).toBe(200);
  });

  it('ignores bytes behind the body of a datagram', async () => {
    const { phone, told } = await startPhone();
    const first = phone.write({ contacts: [CONTACT], expires: 60 });
    const response = phone.send(first + phone.write({ contacts: ['<sip:other@192.0.2.66>'] }));
    expect(response?.status).toBe(200);
    expect(told).toHaveLength(1);
  });

  it.each([
    ['no Call-ID', /Call-ID:.*\r\n/, ''],
    ['two Call-IDs', /(Call-ID:.*\r\n)/, '$1Call-ID: other\r\n'],
    ['the CSeq of another method', /(CSeq: \d+) REGISTER/, '$1 INVITE'],
    ['a CSeq over 31 bits', /CSeq: \d+/, 'CSeq: 2147483648'],
    ['a body shorter than it says', /Content-Length: 0/, 'Content-Length: 9'],
    ['a negative length', /Content-Length: 0/, 'Content-Length: -1'],
    ['a line that is no header', /(From:)/, 'what is this\r\n$1'],
  ])('refuses a request with %s', async (_, part, instead) => {
    const { phone, told } = await startPhone();
    const request = phone.write({ contacts: [CONTACT] }).replace(part, instead);
    phone.peer.send(request, 5060);
    expect(phone.peer.received).toEqual([
      { text: expect.stringMatching(/^SIP\/2\.0 400 /), port: 5062 },
    ]);
    expect(told).toEqual([]);
  });
});

describe('what a request may ask', () => {
  const statusOf = async (request: TestRequest) =>
    (await startPhone()).phone.request(request).status;

  it('answers OPTIONS with what is served', async () => {
    const { phone } = await startPhone();
    const response = phone.request({ method: 'OPTIONS' });
    expect(response.status).toBe(200);
    expect(headerOf(response, 'Allow')).toBe('REGISTER, PUBLISH, OPTIONS');
    expect(headerOf(response, 'Allow-Events')).toBe('dialog');
    expect(headerOf(response, 'Supported')).toBe('path');
  });

  it.each([
    ['INVITE', 405],
    ['SUBSCRIBE', 405],
    ['CANCEL', 405],
    ['NOTIFY', 405],
    ['FETCH', 501],
    ['register', 501],
  ])('answers %s with %d and what is allowed', async (method, expected) => {
    const { phone } = await startPhone();
    const response = phone.request({ method });
    expect(response.status).toBe(expected);
    expect(headerOf(response, 'Allow')).toBe('REGISTER, PUBLISH, OPTIONS');
    expect(headerOf(response, 'Allow-Events')).toBe('dialog');
  });

  it.each([
    ['an ACK', (text: string) => text],
    ['a bad ACK', (text: string) => text.replace(/Call-ID:.*\r\n/, '')],
  ])('never answers %s', async (_, change) => {
    const { phone } = await startPhone();
    expect(phone.send(change(phone.write({ method: 'ACK' })))).toBeUndefined();
  });

  it('ignores responses', async () => {
    const { phone } = await startPhone();
    const response = phone.write().replace(/^.*\r\n/, 'SIP/2.0 200 OK\r\n');
    expect(phone.send(response)).toBeUndefined();
  });

  it('refuses another version of SIP', async () => {
    const { phone } = await startPhone();
    const request = phone.write().replace(' SIP/2.0\r\n', ' SIP/7.0\r\n');
    expect(phone.send(request)).toMatchObject({ status: 505, reason: 'Version Not Supported' });
  });

  it('refuses a Request-URI of another scheme, or one that is broken', async () => {
    expect(await statusOf({ uri: 'tel:+15551234' })).toBe(416);
    expect(await statusOf({ uri: 'sip:a b' })).toBe(400);
    expect(await statusOf({ uri: 'sip:@:99999999' })).toBe(400);
  });

  it('refuses what it does not know, and names it', async () => {
    const { phone, told } = await startPhone();
    const lines = ['Require: path, teleport', 'Require: gruu, warp'];
    const response = phone.request({ contacts: [CONTACT], lines });
    expect(response).toMatchObject({ status: 420, reason: 'Bad Extension' });
    expect(headerOf(response, 'Unsupported')).toBe('teleport, warp');
    expect(told).toEqual([]);
  });

  it.each(['path', 'gruu', 'outbound'])('accepts that %s is required', async (tag) => {
    expect(await statusOf({ contacts: [CONTACT], lines: [`Require: ${tag}`] })).toBe(200);
  });
});
