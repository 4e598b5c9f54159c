import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectTcp, openTcp } from './tcp-transport.ts';
import type { Endpoint, Receive, Transport } from './transport.ts';
import { openUdp } from './udp-transport.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const HOST = '127.0.0.1';
const echo: Receive = (bytes, flow) => flow.send(bytes);
const message = (body: string) => `OPTIONS sip:a SIP/2.0\r\nl: ${body.length}\r\n\r\n${body}`;

/** A listener that answers with what it gets. */
async function listen(open: typeof openTcp, receive: Receive = echo): Promise<Transport> {
  const transport = await open({ host: HOST, port: 0, receive });
  opened.push(transport);
  return transport;
}

/** A TCP connection; `next` is the next message, `ended` resolves when the connection does. */
async function dial(remote: Endpoint) {
  let arrived = (_: string) => {};
  let stopped = () => {};
  const ended = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const receive: Receive = (bytes) => arrived(Buffer.from(bytes).toString());
  const connection = await connectTcp({ remote, receive, ended: () => stopped() });
  opened.push(connection);
  const next = () =>
    new Promise<string>((resolve) => {
      arrived = resolve;
    });
  return { connection, ended, next };
}

it('carries datagrams both ways', async () => {
  const server = await listen(openUdp);
  let arrived = (_: string) => {};
  const client = await openUdp({
    host: HOST,
    port: 0,
    receive: (bytes) => arrived(Buffer.from(bytes).toString()),
  });
  opened.push(client);
  const reply = new Promise<string>((resolve) => {
    arrived = resolve;
  });
  client.flowTo(server.local).send(Buffer.from('hello'));
  expect(await reply).toBe('hello');
});

it('sends nothing, and throws nothing, to a port that is none or from a closed socket', async () => {
  const client = await openUdp({ host: HOST, port: 0, receive: echo });
  client.flowTo({ address: HOST, port: 0 }).send(Buffer.from('hello'));
  await client.close();
  await client.close();
  expect(() => client.flowTo({ address: HOST, port: 9 }).send(Buffer.from('hello'))).not.toThrow();
});

it('carries messages over one connection both ways', async () => {
  const { connection, next } = await dial((await listen(openTcp)).local);
  for (const body of ['one', 'two']) {
    const reply = next();
    connection.send(Buffer.from(message(body)));
    expect(await reply).toBe(message(body));
  }
});

it('answers a double line break with one (RFC 5626 4.4.1)', async () => {
  const { local } = await listen(openTcp);
  const socket = connect(local.port, local.address);
  socket.write('\r\n\r\n');
  const [bytes] = await once(socket, 'data');
  expect(String(bytes)).toBe('\r\n');
  socket.destroy();
});

it('drops a connection that cannot be cut into messages, and serves the others', async () => {
  const server = await listen(openTcp);
  const bad = await dial(server.local);
  const good = await dial(server.local);
  bad.connection.send(Buffer.from('OPTIONS sip:a SIP/2.0\r\n\r\n'));
  await bad.ended;
  bad.connection.send(Buffer.from(message('too late')));
  const reply = good.next();
  good.connection.send(Buffer.from(message('still here')));
  expect(await reply).toBe(message('still here'));
});

describe('a peer that takes its time', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A connection on which the test writes what it likes, within a time that the test makes pass. */
  async function dialSlowly() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const arrived = () => {};
    const server = await listen(openTcp, (bytes, flow) => {
      flow.send(bytes);
      arrived();
    });
    const socket = connect(server.local.port, server.local.address);
    opened.push({ close: async () => void socket.destroy() });
    await once(socket, 'connect');
    /** Writes, and resolves with what comes back. */
    const ask = async (text: string) => {
      socket.write(text);
      const [bytes] = await once(socket, 'data');
      return String(bytes);
    };
    return { socket, ask };
  }
  const KEEP_ALIVE = '\r\n\r\n';

  it('is let go when its first message is not whole after 32 s, whatever else it sends', async () => {
    const { socket, ask } = await dialSlowly();
    expect(await ask(KEEP_ALIVE)).toBe('\r\n');
    vi.advanceTimersByTime(20_000);
    expect(await ask(`${KEEP_ALIVE}OPTIONS sip:a`)).toBe('\r\n');
    vi.advanceTimersByTime(12_000);
    await once(socket, 'close');
  });

  it('is let go when a later message is not whole 32 s after its first byte', async () => {
    const { socket, ask } = await dialSlowly();
    expect(await ask(message('first'))).toBe(message('first'));
    vi.advanceTimersByTime(3_000_000);
    expect(await ask(`${KEEP_ALIVE}O`)).toBe('\r\n');
    vi.advanceTimersByTime(31_999);
    expect(await ask(message('second').slice(1))).toBe(message('second'));
    expect(await ask(`${message('third')}O`)).toBe(message('third'));
    vi.advanceTimersByTime(32_000);
    await once(socket, 'close');
  });

  it('may be silent for an hour between two messages, or between two line breaks', async () => {
    const { ask } = await dialSlowly();
    expect(await ask(`${message('first')}\r\n`)).toBe(message('first'));
    vi.advanceTimersByTime(3_600_000);
    expect(await ask(`\r\n${message('second')}`)).toContain('\r\n');
  });
});

it('lets a peer go that sends and does not read', async () => {
  const { local } = await listen(openTcp);
  const socket = connect(local.port, local.address).pause();
  const text = message('x'.repeat(60_000));
  const write = () => {
    // What the system buffers for both is filled first.
    while (!socket.destroyed && socket.write(text));
    socket.once('drain', write);
  };
  // It is cut off while it writes.
  socket.on('error', () => {});
  write();
  await new Promise((resolve) => socket.once('close', resolve));
});

it('closes its connections with it', async () => {
  const server = await listen(openTcp);
  const { ended } = await dial(server.local);
  await Promise.all([server.close(), server.close(), ended]);
  await expect(dial(server.local)).rejects.toThrow('ECONNREFUSED');
});

it.each([
  ['UDP', openUdp],
  ['TCP', openTcp],
])('says when the %s port is taken', async (_, open) => {
  const { local } = await listen(open);
  const second = open({ host: HOST, port: local.port, receive: echo });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
