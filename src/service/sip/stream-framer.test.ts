import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Frame, StreamFramer } from './stream-framer.ts';

const message = (body: string, lengthName = 'Content-Length') =>
  `OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\n${lengthName}: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const shown = (frames: readonly Frame[]) =>
  frames.map((frame) =>
    frame.kind === 'message' ? Buffer.from(frame.bytes).toString() : frame.kind,
  );

it('cuts messages by their length, in however many pieces they arrive', () => {
  const messages = [
    message(''),
    message('körper\r\n\r\n'),
    message('x', 'l'),
    message('y', 'CONTENT-LENGTH '),
  ];
  const stream = Buffer.from(messages.join(''));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (sizes) => {
      const framer = new StreamFramer();
      const frames: Frame[] = [];
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        frames.push(...framer.push(stream.subarray(at, at + size)));
        at += size;
      }
      expect(shown(frames)).toEqual(messages);
    }),
  );
});

it('hands out bytes that later ones do not overwrite', () => {
  const framer = new StreamFramer();
  const [first] = framer.push(Buffer.from(message('first')));
  framer.push(Buffer.from(message('other')));
  expect(shown(first ? [first] : [])).toEqual([message('first')]);
});

describe('between messages', () => {
  it.each([
    ['a double line break is a keep-alive', `\r\n\r\n${message('')}`, ['keep-alive', message('')]],
    ['a single one is nothing', `\r\n${message('')}`, [message('')]],
    [
      'three are one keep-alive and nothing',
      `\r\n\r\n\r\n${message('')}`,
      ['keep-alive', message('')],
    ],
    ['half a keep-alive waits for the other', '\r\n\r', []],
  ])('%s', (_, text, frames) => {
    expect(shown(new StreamFramer().push(Buffer.from(text)))).toEqual(frames);
    const framer = new StreamFramer();
    expect([...text].flatMap((byte) => shown(framer.push(Buffer.from(byte))))).toEqual(frames);
  });
});

describe('a stream is broken for good', () => {
  it.each([
    ['without a Content-Length', 'OPTIONS sip:a SIP/2.0\r\nCall-ID: 1\r\n\r\n'],
    ['with two different ones', 'OPTIONS sip:a SIP/2.0\r\nl: 1\r\nl: 2\r\n\r\n'],
    ['with a negative one', 'OPTIONS sip:a SIP/2.0\r\nl: -1\r\n\r\n'],
    ['with too large a body', 'OPTIONS sip:a SIP/2.0\r\nl: 70000\r\n\r\n'],
    ['with a header that never ends', `OPTIONS sip:a SIP/2.0\r\nSubject: ${'x'.repeat(70_000)}`],
    ['with a lone carriage return and no end', `\r${'x'.repeat(70_000)}`],
  ])('%s', (_, text) => {
    const framer = new StreamFramer();
    expect(shown(framer.push(Buffer.from(text)))).toEqual(['broken']);
    expect(framer.push(Buffer.from(message('')))).toEqual([]);
  });
});
