import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { FIRST, SECOND } from '../test-certificates.rig.ts';
import { openTls } from './tls-transport.ts';
import type { Endpoint, Flow, Receive } from './transport.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const HOST = '127.0.0.1';
const echo: Receive = (bytes, flow) => flow.send(bytes);
const message = (body: string) => `OPTIONS sips:a SIP/2.0\r\nl: ${body.length}\r\n\r\n${body}`;

/** A listener that answers with what it gets. */
async function listen({ receive = echo, handshakeMs = 10_000 } = {}) {
  const at = { host: HOST, port: 0, receive };
  const transport = await openTls({ ...at, certificate: FIRST, handshakeMs });
  closing.push(transport.close);
  return transport;
}

/** A phone that trusts a certificate; rejects when it is shown another. */
async function dial({ port }: Endpoint, { cert: ca } = FIRST): Promise<TLSSocket> {
  const socket = connect({ host: HOST, port, ca });
  closing.push(() => socket.destroy());
  await once(socket, 'secureConnect');
  return socket.setEncoding('utf8');
}

/** Somebody who has connected and not begun a handshake. */
async function dialWithoutTls({ port }: Endpoint) {
  const socket = connectTcp({ host: HOST, port });
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  return { socket, ended: endOf(socket) };
}

/** Resolves when a connection has ended; a reset is an end like another. */
function endOf(socket: Socket): Promise<void> {
  socket.on('error', () => {}).resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

async function answerTo(socket: TLSSocket, text: string): Promise<string> {
  socket.write(text);
  const [answer] = await once(socket, 'data');
  return answer;
}

it('carries messages over one connection both ways, and says that it is TLS', async () => {
  const flows: Flow[] = [];
  const { local, protocol } = await listen({
    receive(bytes, flow) {
      flows.push(flow);
      flow.send(bytes);
    },
  });
  const phone = await dial(local);
  expect(await answerTo(phone, message('one'))).toBe(message('one'));
  expect(await answerTo(phone, message('two'))).toBe(message('two'));
  const remote = { address: HOST, port: phone.localPort };
  expect(flows).toMatchObject([
    { protocol: 'TLS', remote },
    { protocol: 'TLS', remote },
  ]);
  expect(protocol).toBe('TLS');
});

it('answers a double line break with one (RFC 5626 4.4.1)', async () => {
  const { local } = await listen();
  expect(await answerTo(await dial(local), '\r\n\r\n')).toBe('\r\n');
});

it('shows a new certificate to new connections, while those that were open go on', async () => {
  const { local, changeCertificate } = await listen();
  const before = await dial(local);
  changeCertificate(SECOND);
  const after = await dial(local, SECOND);
  expect(after.getPeerCertificate().subject.CN).toBe('second.test');
  expect(await answerTo(before, message('still here'))).toBe(message('still here'));
  await expect(dial(local, FIRST)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

it('ends a connection that speaks SIP without TLS, and serves the others', async () => {
  const { local } = await listen();
  const plain = await dialWithoutTls(local);
  plain.socket.write(message('hello'));
  await plain.ended;
  expect(await answerTo(await dial(local), message('hello'))).toBe(message('hello'));
});

it('ends a handshake that does not get on', async () => {
  const { local } = await listen({ handshakeMs: 50 });
  await (await dialWithoutTls(local)).ended;
});

it('ends with every connection, also one whose handshake is not finished', async () => {
  const { local, close } = await listen();
  const phone = await dial(local);
  const silent = await dialWithoutTls(local);
  await Promise.all([close(), close(), endOf(phone), silent.ended]);
  await expect(dial(local)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
