import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { connectionFaultOf } from './connection-fault.ts';
import { askOverTls } from './https-client.rig.ts';
import { FIRST, SECOND } from './test-certificates.rig.ts';

const opened: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
});

/** Listens on loopback until the test is over; returns the port. */
async function listening(server: Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, host);
  await once(server, 'listening');
  opened.push({ server, sockets });
  return portOf(server);
}
function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return address.port;
}

/** What fetch makes of an address. */
async function faultOf(url: string, options: RequestInit = {}) {
  const error = await fetch(url, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return connectionFaultOf(error, new URL(url).host);
}
describe('what keeps one from asking another machine', () => {
  it('is a port that nobody listens on', async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    await once(server, 'close');
    opened.length = 0;
    expect(await faultOf(`http://127.0.0.1:${port}/`)).toEqual({
      reason: 'refused',
      sentence: `127.0.0.1:${port} refuses the connection. Start what should listen there, or correct the port.`,
    });
  });

  it('is a name that nobody knows', async () => {
    const { reason, sentence } = await faultOf('http://pbx.invalid/');
    expect(reason).toBe('name-not-found');
    expect(sentence).toMatch(/^The name pbx\.invalid (is not known|could not be looked up)/);
  });

  it('is one that takes the connection and says nothing', async () => {
    const port = await listening(createServer());
    const controller = new AbortController();
    const asked = faultOf(`http://127.0.0.1:${port}/`, { signal: controller.signal });
    controller.abort(new DOMException('The time is over.', 'TimeoutError'));
    expect(await asked).toEqual({
      reason: 'timed-out',
      sentence: `127.0.0.1:${port} did not answer in time. Look whether it runs, and whether a firewall stands between.`,
    });
  });

  it('is one that hangs up', async () => {
    const port = await listening(createServer((socket) => socket.destroy()));
    expect((await faultOf(`http://127.0.0.1:${port}/`)).sentence).toBe(
      `127.0.0.1:${port} closed the connection before it had answered.`,
    );
  });

  it('is one that speaks another language', async () => {
    const port = await listening(createServer((socket) => socket.end('+OK ready\r\n')));
    expect((await faultOf(`http://127.0.0.1:${port}/`)).reason).toBe('bad-answer');
  });

  it('is a certificate that nobody signed, or that another authority did', async () => {
    const port = await listening(createTlsServer(FIRST).on('tlsClientError', () => {}));
    const { reason, sentence } = await faultOf(`https://127.0.0.1:${port}/`);
    expect(reason).toBe('tls');
    expect(sentence).toMatch(/shows a certificate that no authority signed\./);
    const error = await askOverTls(`https://127.0.0.1:${port}/`, SECOND).catch((reason) => reason);
    expect(connectionFaultOf(error, 'pbx').reason).toBe('tls');
  });

  it('is a certificate for another name', async () => {
    // The certificate is for 127.0.0.1 and localhost; all of 127 is this machine.
    const server = createTlsServer(FIRST).on('tlsClientError', () => {});
    const port = await listening(server, '127.0.0.2');
    const url = `https://127.0.0.2:${port}/`;
    const error = await askOverTls(url, FIRST).catch((reason) => reason);
    expect(connectionFaultOf(error, '127.0.0.2')).toEqual({
      reason: 'tls',
      sentence:
        'The certificate of 127.0.0.2 is for another name. Ask for it by a name that it is for.',
    });
  });

  it('is a port that does not speak TLS', async () => {
    const port = await listening(
      createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    );
    const { reason, sentence } = await faultOf(`https://127.0.0.1:${port}/`);
    expect(reason).toBe('tls');
    expect(sentence).toMatch(/does not speak TLS there\./);
  });

  it('is told by the tries of several addresses, and by its own code where nothing else is known', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const tries = new AggregateError([refused, refused]);
    expect(connectionFaultOf(new TypeError('fetch failed', { cause: tries }), 'pbx').reason).toBe(
      'refused',
    );
    const odd = Object.assign(new Error('what'), { code: 'EODD' });
    expect(connectionFaultOf(odd, 'pbx')).toEqual({
      reason: 'other',
      sentence: 'pbx could not be asked (EODD).',
    });
    expect(connectionFaultOf('what', 'pbx').sentence).toBe('pbx could not be asked (what).');
  });
});
