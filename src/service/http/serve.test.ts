import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { ADMIN_TOKEN, startService } from './running-service.rig.ts';
import { serve } from './serve.ts';

const hello = () => new Response('hello');
const loopback = { fetch: hello, host: '127.0.0.1', port: 0 };

/** Opens a connection, sends a text, and gives the connection when the first of an answer has come. */
function connect(port: number, text: string): Promise<{ socket: Socket; answer: string }> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => socket.write(text));
    socket.once('error', reject);
    socket.once('data', (bytes) => resolve({ socket, answer: bytes.toString() }));
  });
}

it('takes a free port when it is given 0, and says which', async () => {
  const { url, port, close } = await serve(loopback);
  expect(url).toBe(`http://127.0.0.1:${port}`);
  expect(await (await fetch(url)).text()).toBe('hello');
  await close();
});

it('says which address is taken and which flag chooses another', async () => {
  const { port, close } = await serve(loopback);
  await expect(serve({ ...loopback, port })).rejects.toThrow(
    `127.0.0.1:${port} is taken by another program. Choose another port with --http-port; 0 takes a free one.`,
  );
  await close();
});

it('says when a host is not of this machine', async () => {
  await expect(serve({ ...loopback, host: '192.0.2.1' })).rejects.toThrow(
    '192.0.2.1 is not an address of this machine. Choose one with --http-host.',
  );
});

it('ends connections that are idle and connections that are in use when it is closed', async () => {
  let begun = () => {};
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const never = () => {
    begun();
    return new Promise<Response>(() => {});
  };
  const isSlow = (request: Request) => request.url.endsWith('/slow');
  const { port, close } = await serve({
    ...loopback,
    fetch: (request) => (isSlow(request) ? never() : hello()),
  });
  const { socket: idle } = await connect(port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const idleEnds = new Promise((resolve) => idle.once('close', resolve));
  const slow = fetch(`http://127.0.0.1:${port}/slow`).catch(() => 'ended');
  await isBegun;
  await Promise.all([close(), close()]);
  await idleEnds;
  expect(await slow).toBe('ended');
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
});

it('goes on, and tells, when connections cannot be accepted', async () => {
  let server: EventEmitter | undefined;
  const started = 'http.server.request.start';
  const findServer = (message: object) => {
    if ('server' in message && message.server instanceof EventEmitter) server = message.server;
  };
  const listener = (message: unknown) => message instanceof Object && findServer(message);
  subscribe(started, listener);
  const failures: string[] = [];
  const notAccepted = ({ message }: Error) => void failures.push(message);
  const { url, close } = await serve({ ...loopback, notAccepted });
  await (await fetch(url)).text();
  unsubscribe(started, listener);
  for (const n of [1, 2]) server?.emit('error', new Error(`accept EMFILE ${n}`));
  expect(failures).toEqual(['accept EMFILE 1', 'accept EMFILE 2']);
  expect(await (await fetch(url)).text()).toBe('hello');
  await close();
});

it('keeps a connection that was sent a body nobody read', async () => {
  const { port } = await startService();
  const path = '/uapi/extensions/@me/@self/presence';
  const lines = `Host: a\r\nAuthorization: Bearer ${ADMIN_TOKEN}`;
  const { socket, answer } = await connect(
    port,
    `POST ${path} HTTP/1.1\r\n${lines}\r\nContent-Length: 6\r\n\r\n&a=b&c`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  const next = new Promise((resolve) => socket.once('data', (bytes) => resolve(`${bytes}`)));
  socket.write('GET /health HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(await next).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
});

it('refuses what no address can be read from, guarded like every answer', async () => {
  const { port } = await startService();
  const { socket, answer } = await connect(port, 'GET /\\ HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer.toLowerCase()).toContain("content-security-policy: default-src 'none'");
  expect(answer).toContain(
    '{"error":{"code":"request_invalid","message":"The request is malformed."}}',
  );
  socket.destroy();
});

it('answers whoever expects what it does not know as if they did not', async () => {
  const { port, close } = await serve(loopback);
  const { socket, answer } = await connect(
    port,
    'GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  socket.destroy();
  await close();
});
