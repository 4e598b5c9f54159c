import { createSocket } from 'node:dgram';
import type { FakeClock } from './fake-clock.rig.ts';

let requests = 0;

/**
 * For tests: a telephone registers over UDP at a registrar without digest, for so many seconds; 0 takes it back. Resolves
 * once that was accepted, and rejects when it was not. What the registrar does at the end of a turn, the clock lets it.
 */
export async function registerAt(
  port: number,
  { number, seconds, clock }: { number: string; seconds: number; clock: FakeClock },
): Promise<void> {
  requests += 1;
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  let answer: string | undefined;
  socket.once('message', (bytes) => {
    answer = bytes.toString();
  });
  const lines = [
    'REGISTER sip:127.0.0.1 SIP/2.0',
    `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};branch=z9hG4bK${requests}`,
    `From: <sip:${number}@127.0.0.1>;tag=1`,
    `To: <sip:${number}@127.0.0.1>`,
    `Call-ID: ${number}`,
    `CSeq: ${requests} REGISTER`,
    `Contact: <sip:${number}@127.0.0.1:5062>`,
    `Expires: ${seconds}`,
    'User-Agent: Yealink SIP-T46S 66.86.0.15',
    'Content-Length: 0',
    '\r\n',
  ];
  socket.send(lines.join('\r\n'), port, '127.0.0.1');
  while (answer === undefined) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(0);
  }
  socket.close();
  if (!answer.startsWith('SIP/2.0 200')) throw new Error(`It was not accepted: ${answer}`);
}
