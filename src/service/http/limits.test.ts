import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, provision, startService } from './running-service.rig.ts';

const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});

/** How soon a limit of time is noticed in these tests. */
const SOON = { headersMs: 50, requestMs: 50, checkEveryMs: 10 };

/** A machine may be busy. */
const PATIENTLY = { timeout: 30_000 };

const GET_HEALTH = 'GET /health HTTP/1.1\r\nHost: a\r\n';
const POST_SESSION = 'POST /session HTTP/1.1\r\nHost: a\r\n';

/** A connection that reads. `ended` is all that came until it ended. */
async function dial(port: number) {
  const socket = connect({ host: '127.0.0.1', port });
  opened.push(socket);
  await once(socket, 'connect');
  let read = '';
  socket.setEncoding('utf8').on('data', (text) => {
    read += text;
  });
  // What is cut off while it sends sees a reset, which is an end like another.
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(read)));
  return { socket, ended, read: () => read };
}

/** Sends a text and gives all that came until the connection ended. */
async function send(port: number, text: string): Promise<string> {
  const { socket, ended } = await dial(port);
  socket.write(text);
  return ended;
}

/** What a client makes of an answer that refuses. */
function refusalIn(answer: string) {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain("content-security-policy: default-src 'none'");
  expect(head.toLowerCase()).toContain('connection: close');
  expect(head).toMatch(/^date: .* GMT$/im);
  return { status: Number(head.split(' ')[1]), code: JSON.parse(body).error.code };
}

describe('a request is refused when', () => {
  it('its headers do not come to an end', async () => {
    const { port } = await startService({ limits: SOON });
    expect(refusalIn(await send(port, GET_HEALTH))).toEqual({
      status: 408,
      code: 'request_too_slow',
    });
  });

  it('it does not begin', async () => {
    const { port } = await startService({ limits: SOON });
    expect(refusalIn(await send(port, ''))).toEqual({ status: 408, code: 'request_too_slow' });
  });

  it('its body does not come to an end, and that is nobody else’s concern', async () => {
    const { port, logged } = await startService({ limits: SOON });
    const answer = await send(port, `${POST_SESSION}Content-Length: 100\r\n\r\n{"token":`);
    expect(refusalIn(answer)).toEqual({ status: 408, code: 'request_too_slow' });
    expect(logged).toEqual([]);
  });

  it('its headers are too long', async () => {
    const { port } = await startService();
    const answer = await send(port, `${GET_HEALTH}Cookie: ${'x'.repeat(40_000)}\r\n\r\n`);
    expect(refusalIn(answer)).toEqual({ status: 431, code: 'headers_too_large' });
  });

  it('it has ten thousand headers', async () => {
    const { port } = await startService();
    const answer = await send(port, `${GET_HEALTH}${'a:b\r\n'.repeat(10_000)}\r\n`);
    expect(refusalIn(answer)).toEqual({ status: 431, code: 'headers_too_large' });
  });

  it('it has more headers than anybody sends, none of which is dropped in silence', async () => {
    const { port } = await startService();
    const withHeaders = (count: number) =>
      send(port, `${GET_HEALTH}Connection: close\r\n${'a: b\r\n'.repeat(count - 2)}\r\n`);
    expect(await withHeaders(100)).toMatch(/^HTTP\/1\.1 200 /);
    expect(refusalIn(await withHeaders(101))).toEqual({ status: 431, code: 'headers_too_large' });
    expect(refusalIn(await withHeaders(3000))).toEqual({ status: 431, code: 'headers_too_large' });
  });

  it('its address is too long', async () => {
    const { port } = await startService();
    const answer = await send(port, `GET /?${'x'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(refusalIn(answer)).toEqual({ status: 414, code: 'address_too_long' });
  });

  it.each([
    'no HTTP at all',
    'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n',
    // Two lengths: who is behind a proxy could be made to read another request than the proxy did.
    `${POST_SESSION}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ])('it is malformed: %j', async (text) => {
    const { port } = await startService();
    expect(refusalIn(await send(port, `${text}\r\n\r\n`))).toEqual({
      status: 400,
      code: 'request_invalid',
    });
  });

  it('it names no host', async () => {
    const { port } = await startService();
    const answer = await send(port, 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(refusalIn(answer)).toEqual({ status: 400, code: 'request_invalid' });
  });

  const LARGE = 65 * 1024;
  it.each([
    ['POST', '/session'],
    ['POST', '/oauth/token.php'],
    ['POST', '/wall-links'],
    ['POST', '/uapi/extensions/@me/@self/presence'],
    ['PUT', '/nothing'],
    ['DELETE', '/session'],
  ])('its body is too large, told beforehand or not: %s %s', async (method, path) => {
    const { ask } = await startService();
    const told = await ask(path, { method, body: 'x'.repeat(LARGE) });
    const stream = new Blob(['x'.repeat(LARGE)]).stream();
    const untold = await ask(path, { method, body: stream, duplex: 'half' });
    for (const response of [told, untold]) {
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({
        error: { code: 'body_too_large', message: 'The body of the request is too large.' },
      });
    }
  });
});

describe('a connection', () => {
  it('ends when nobody reads what was asked for', async () => {
    const service = await startService({ limits: { idleMs: 50, connections: 1 } });
    const numbers = Array.from({ length: 5000 }, (_, index) => `0003*${10_000 + index}`);
    provision(service, numbers);
    const { socket } = await dial(service.port);
    socket.pause();
    const path = '/uapi/extensions/@me/@self/presence?count=5000';
    const head = `GET ${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${ADMIN_TOKEN}\r\n\r\n`;
    // More than the buffers on the way hold.
    socket.write(head.repeat(40));
    await expect.poll(async () => (await service.ask('/health')).status, PATIENTLY).toBe(200);
  });

  it('serves one request after the other, and ends when it stays idle', async () => {
    const { port } = await startService({ limits: { keepAliveMs: 50 } });
    const { socket, ended } = await dial(port);
    socket.write(`${GET_HEALTH}\r\n`.repeat(200));
    const answers = (await ended).match(/HTTP\/1\.1 200 /g);
    expect(answers).toHaveLength(200);
  });

  it('too many is told so, and asked to come back later, while the others are served', async () => {
    const { port, ask } = await startService({ limits: { connections: 1 } });
    const first = await dial(port);
    first.socket.write(`${GET_HEALTH}\r\n`);
    await expect.poll(first.read, PATIENTLY).toMatch(/^HTTP\/1\.1 200 /);
    const answer = await send(port, `${GET_HEALTH}\r\n`);
    expect(refusalIn(answer)).toEqual({ status: 503, code: 'overloaded' });
    expect(answer).toContain('Retry-After: 10\r\n');
    first.socket.destroy();
    await expect.poll(async () => (await ask('/health')).status, PATIENTLY).toBe(200);
  });

  it('is cut off when too many wait to be told', async () => {
    const { port } = await startService({ limits: { connections: 1, turnedAway: 1 } });
    await dial(port);
    const second = await dial(port);
    expect(await (await dial(port)).ended).toBe('');
    second.socket.write(`${GET_HEALTH}\r\n`);
    expect(refusalIn(await second.ended)).toMatchObject({ status: 503 });
  });
});
