import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerOf, headersOf, membersOf, type SipMessage } from './message.ts';
import { type Envelope, type Malformed, parseMessage } from './parse-message.ts';
import { serialiseMessage } from './serialise-message.ts';
import { torture } from './torture-messages.rig.ts';

const LINES = [
  'REGISTER sip:example.com SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.10:5062;branch=z9hG4bK1;rport',
  'From: "Ann" <sip:0003*210@example.com>;tag=a',
  'To: <sip:0003*210@example.com>',
  'Call-ID: 1@192.0.2.10',
  'CSeq: 7 REGISTER',
];

function read(lines: readonly string[], body = ''): { message: SipMessage; envelope: Envelope } {
  const parsed = parseMessage(Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`));
  if (parsed.kind !== 'message') throw new Error(`It is ${JSON.stringify(parsed)}.`);
  return parsed;
}

function faultOf(text: string | Uint8Array): Malformed {
  const parsed = parseMessage(Buffer.from(text));
  if (parsed.kind !== 'malformed') throw new Error(`It is ${parsed.kind}.`);
  return parsed;
}

const faultOfLines = (lines: readonly string[], body = '') =>
  faultOf(`${lines.join('\r\n')}\r\n\r\n${body}`);

describe('a request', () => {
  it('is read with what everybody asks of it', () => {
    const { message, envelope } = read(LINES);
    expect(message).toMatchObject({ kind: 'request', method: 'REGISTER', uri: 'sip:example.com' });
    expect(envelope.callId).toBe('1@192.0.2.10');
    expect(envelope.cseq).toEqual({ sequence: 7, method: 'REGISTER' });
    expect(envelope.from).toMatchObject({ displayName: 'Ann', uri: 'sip:0003*210@example.com' });
    expect(envelope.to.parameters.has('tag')).toBe(false);
    expect(envelope.via).toMatchObject({ transport: 'UDP', host: '192.0.2.10', port: 5062 });
  });

  it('may have short names, names in any case and folded lines', () => {
    const { message, envelope } = read([
      'REGISTER sip:example.com SIP/2.0',
      'v: SIP / 2.0 / UDP 192.0.2.10 ;',
      '  branch = z9hG4bK1',
      'f: <sip:a@example.com>',
      '\t;tag=a',
      'TO: <sip:a@example.com>',
      'i: 1',
      'cseq: 7',
      ' REGISTER',
      'm: <sip:a@192.0.2.10>',
      'L: 0',
    ]);
    expect(envelope.via.parameters.get('branch')).toBe('z9hG4bK1');
    expect(envelope.from.parameters.get('tag')).toBe('a');
    expect(headerOf(message, 'CONTACT')).toBe('<sip:a@192.0.2.10>');
  });

  it('may end its lines with LF alone, and follow empty lines', () => {
    const parsed = parseMessage(Buffer.from(`\r\n\r\n${LINES.join('\n')}\n\n`));
    expect(parsed.kind).toBe('message');
  });

  it('keeps the bytes of its body, and drops what comes behind them', () => {
    const body = Buffer.from([0, 255, 13, 10, 128]);
    const head = Buffer.from(`${[...LINES, 'Content-Length: 5'].join('\r\n')}\r\n\r\n`);
    const parsed = parseMessage(Buffer.concat([head, body, Buffer.from('INVITE …')]));
    expect(parsed.kind === 'message' && Buffer.from(parsed.message.body).equals(body)).toBe(true);
  });

  it('has lists in one line or in several', () => {
    const { message } = read([
      ...LINES,
      'Contact: "Ann, \\"210\\" <x>" <sip:a@192.0.2.1?x=1,2>;q=1, <sip:b@192.0.2.2>',
      'm: sip:c@192.0.2.3,',
    ]);
    expect(membersOf(message, 'Contact')).toEqual([
      '"Ann, \\"210\\" <x>" <sip:a@192.0.2.1?x=1,2>;q=1',
      '<sip:b@192.0.2.2>',
      'sip:c@192.0.2.3',
    ]);
  });

  it('keeps headers that nobody knows, by one name', () => {
    const { message } = read([...LINES, 'x-serial-no: 1', 'X-SERIAL-NO: 2', '__proto__: 3']);
    expect(headersOf(message, 'X-Serial-No')).toEqual(['1', '2']);
    expect(headerOf(message, '__proto__')).toBe('3');
  });
});

const folded = (lines: number) => Array<string>(lines).fill(` ${'x'.repeat(100)}`);

describe('a malformed request says what is wrong and can be answered', () => {
  it.each([
    ['Missing To', LINES.filter((line) => !line.startsWith('To'))],
    ['Missing CSeq', LINES.slice(0, -1)],
    ['More than one Call-ID', [...LINES, 'i: 2']],
    ['Bad From', LINES.map((line) => (line.startsWith('From') ? 'From: "Ann <sip:a@b>' : line))],
    ['Bad CSeq', LINES.map((line) => line.replace('7 R', '2147483648 R'))],
    ['CSeq of another method', LINES.map((line) => line.replace('7 REGISTER', '7 INVITE'))],
    ['Bad Content-Length', [...LINES, 'Content-Length: -1']],
    ['Bad Content-Length', [...LINES, 'Content-Length: 0', 'l: 1']],
    ['Body shorter than Content-Length', [...LINES, 'Content-Length: 10']],
    ['A header line without a name and a colon', [...LINES, 'What is this?']],
    ['A header longer than 8192 characters', [...LINES, `Subject: ${'x'.repeat(8200)}`]],
    ['A header longer than 8192 characters', [...LINES, 'Subject: x', ...folded(100)]],
    ['More than 256 header lines', [...LINES, ...Array<string>(260).fill('x: y')]],
  ])('%s', (reason, lines) => {
    expect(faultOfLines(lines, 'body')).toMatchObject({
      reason,
      status: 400,
      request: { method: 'REGISTER' },
    });
  });

  it('No empty line after the header', () => {
    expect(faultOf(LINES.join('\r\n')).reason).toBe('No empty line after the header');
  });

  it.each(['ltgtruri', 'lwsruri', 'lwsstart', 'trws'])('Bad Request-Line (%s)', (name) => {
    const fault = faultOf(torture(name));
    expect(fault).toMatchObject({ reason: 'Bad Request-Line', status: 400 });
    expect(fault.request && headersOf(fault.request, 'Via')).toHaveLength(1);
  });

  it('a version of the future', () => {
    expect(faultOf(torture('badvers'))).toMatchObject({ status: 505, request: {} });
  });
});

describe('what is nobody’s request', () => {
  it.each(['', '\r\n\r\n', '\0', '\r\n\0\0\r\n'])('is a keep-alive (%j)', (text) => {
    expect(parseMessage(Buffer.from(text))).toEqual({ kind: 'keep-alive' });
  });

  it.each([
    'GET / HTTP/1.1\r\n\r\n',
    'hello',
    '\u0001\u0002',
    'SIP/2.0 999 No\r\n\r\n',
    ' \r\n\r\n',
  ])('is noise (%j)', (text) => expect(faultOf(text).request).toBeUndefined());

  it('is a response that is malformed', () => {
    expect(faultOf(torture('scalarlg')).request).toBeUndefined();
    expect(faultOf(torture('bigcode')).request).toBeUndefined();
  });
});

it('reads a response, and one without a reason', () => {
  const [, ...headers] = LINES;
  expect(read(['SIP/2.0 200 OK', ...headers]).message).toMatchObject({ status: 200, reason: 'OK' });
  expect(read(['SIP/2.0 100 ', ...headers]).message).toMatchObject({ status: 100, reason: '' });
});

it('writes what it has read, and reads it again', () => {
  const { message } = read([...LINES, 'Subject: Grüße', 'Content-Length: 2'], 'hi');
  const again = parseMessage(serialiseMessage(message));
  expect(again.kind === 'message' && headerOf(again.message, 'Subject')).toBe('Grüße');
  expect(again.kind === 'message' && Buffer.from(again.message.body).toString()).toBe('hi');
});

it('never writes a header of somebody else’s choosing', () => {
  const { message } = read(LINES);
  const value = 'Phone/1\r\nContact: <sip:evil@192.0.2.66>';
  const bytes = serialiseMessage({ ...message, headers: [{ name: 'User-Agent', value }] });
  expect(Buffer.from(bytes).toString()).toContain('Phone/1 Contact: <sip:evil@192.0.2.66>\r\n');
});

it('throws on no bytes at all', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(['message', 'malformed', 'keep-alive']).toContain(parseMessage(bytes).kind);
    }),
  );
});
