import type { SipMessage } from './message.ts';

/** The bytes of a message. The Content-Length is made from the body; one among the headers is left out. */
export function serialiseMessage(message: SipMessage): Uint8Array {
  const startLine =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  let head = `${onOneLine(startLine)}\r\n`;
  for (const { name, value } of message.headers) {
    if (name !== 'Content-Length') head += `${name}: ${onOneLine(value)}\r\n`;
  }
  head += `Content-Length: ${message.body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), message.body]);
}

/** A line break in a value would begin a header of somebody else's choosing. */
function onOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ');
}
