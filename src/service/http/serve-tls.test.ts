import { once } from 'node:events';
import { Agent } from 'node:https';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { askOverTls } from '../https-client.rig.ts';
import { FIRST, SECOND } from '../test-certificates.rig.ts';
import type { HttpLimits } from './limits.ts';
import { serve } from './serve.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server with TLS that says hello. */
async function start(limits: Partial<HttpLimits> = {}) {
  const serving = await serve({
    fetch: () => new Response('hello'),
    host: '127.0.0.1',
    port: 0,
    certificate: FIRST,
    limits,
  });
  closing.push(serving.close);
  return serving;
}

/** A client that goes on with the connection that it has. */
function keptAlive(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  closing.push(() => agent.destroy());
  return agent;
}

/** A connection without TLS, which says nothing. It may be reset, which is an end like another. */
async function connectPlain(port: number): Promise<{ socket: Socket; ended: Promise<void> }> {
  const socket = connectTcp({ host: '127.0.0.1', port });
  closing.push(() => socket.destroy());
  await once(socket, 'connect');
  socket.on('error', () => {}).resume();
  return { socket, ended: new Promise((resolve) => socket.once('close', () => resolve())) };
}

it('answers over TLS to who trusts its certificate, and says so in its address', async () => {
  const { url, port } = await start();
  expect(url).toBe(`https://127.0.0.1:${port}`);
  expect(await askOverTls(url, FIRST)).toMatchObject({
    status: 200,
    body: 'hello',
    shown: 'first.test',
  });
  await expect(askOverTls(url, SECOND)).rejects.toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
});

it('refuses versions of TLS that are broken', async () => {
  const { port } = await start();
  const old = connect({
    port,
    host: '127.0.0.1',
    ca: FIRST.cert,
    maxVersion: 'TLSv1.1',
    minVersion: 'TLSv1',
  });
  closing.push(() => old.destroy());
  const [error] = await once(old, 'error');
  expect(error).toMatchObject({ code: expect.stringMatching(/ALERT_PROTOCOL_VERSION/) });
});

it('shows a new certificate to new connections, while those that were open go on', async () => {
  const { url, changeCertificate } = await start();
  const agent = keptAlive();
  expect((await askOverTls(url, FIRST, { agent })).shown).toBe('first.test');
  changeCertificate(SECOND);
  expect(await askOverTls(url, FIRST, { agent })).toMatchObject({
    body: 'hello',
    shown: 'first.test',
  });
  expect((await askOverTls(url, SECOND)).shown).toBe('second.test');
  await expect(askOverTls(url, FIRST)).rejects.toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
});

it('ends a connection that speaks plain HTTP, and serves the others', async () => {
  const { url, port } = await start();
  const plain = await connectPlain(port);
  plain.socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await plain.ended;
  expect((await askOverTls(url, FIRST)).status).toBe(200);
});

it('ends a handshake that does not get on', async () => {
  const { port } = await start({ handshakeMs: 50 });
  await (await connectPlain(port)).ended;
});

it.each([
  {
    whose: 'handshake is not finished',
    occupy: async (port: number) => {
      const { socket } = await connectPlain(port);
      return () => socket.destroy();
    },
  },
  {
    whose: 'requests are answered',
    occupy: async (port: number) => {
      const agent = keptAlive();
      await askOverTls(`https://127.0.0.1:${port}`, FIRST, { agent });
      return () => agent.destroy();
    },
  },
])('counts a connection whose $whose until it ends', async ({ occupy }) => {
  const { url, port } = await start({ connections: 1, turnedAway: 0 });
  const leave = await occupy(port);
  await expect(askOverTls(url, FIRST)).rejects.toMatchObject({ code: 'ECONNRESET' });
  leave();
  await expect
    .poll(() => askOverTls(url, FIRST), { timeout: 30_000 })
    .toMatchObject({ status: 200 });
});

it('tells who is turned away, over TLS as well', async () => {
  const { url } = await start({ connections: 1 });
  await askOverTls(url, FIRST, { agent: keptAlive() });
  expect(await askOverTls(url, FIRST)).toMatchObject({ status: 503 });
});

it('closes at once, also while a handshake is under way', async () => {
  const { url, port, close } = await start();
  await askOverTls(url, FIRST, { agent: keptAlive() });
  const silent = await connectPlain(port);
  await Promise.all([close(), silent.ended]);
  await expect(askOverTls(url, FIRST)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
