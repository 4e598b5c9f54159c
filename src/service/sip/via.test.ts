import { expect, it } from 'vitest';
import { formatVia, parseVia } from './via.ts';

it.each([
  ['SIP/2.0/UDP host.example.com;branch=z9hG4bK1;rport', undefined],
  ['SIP/2.0/TCP [2001:db8::9:1]:5062;received=2001:db8::9:255', undefined],
  ['SIP/7.0/UDP c.example.com;branch=z9hG4bKkdjuw', undefined],
  ['SIP/2.0/UNKNOWN 192.0.2.1:5060;branch=z9hG4bK390skdjuw', undefined],
  ['SIP  / 2.0\t/ udp 192.0.2.2 : 5070 ; branch = x', 'SIP/2.0/UDP 192.0.2.2:5070;branch=x'],
])('reads and writes %s', (text, written = text) => {
  const via = parseVia(text);
  expect(via && formatVia(via)).toBe(written);
});

it.each(['', 'SIP/2.0/UDP', 'SIP/two/UDP host', 'SIP/2.0/UDP ho st:x', 'HTTP/1.1/TCP host'])(
  'refuses %j',
  (text) => expect(parseVia(text)).toBeUndefined(),
);
