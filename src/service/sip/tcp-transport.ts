import { connect, createServer, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { createConnectionLimit } from './connection-limit.ts';
import { watchSender } from './slow-sender.ts';
import { StreamFramer } from './stream-framer.ts';
import type { Endpoint, Flow, OpenTransport, Receive, Transport } from './transport.ts';

/** A TCP connection that was opened from here. */
export type TcpConnection = Flow & {
  /** Where it begins on this side. */
  readonly local: Endpoint;
  close(): Promise<void>;
};

/** A phone may be silent between two refreshes of an hour. */
const IDLE_MS = 65 * 60_000;
/** What waits for a peer that does not read. */
const MOST_UNSENT_BYTES = 256 * 1024;

/** Listens for phones. Answers go back over the connection that asked. */
export const openTcp: OpenTransport = (at) =>
  serveStreams(createServer({ noDelay: true }), 'connection', at);

/**
 * What TCP and TLS have in common: connections, counted from the first packet, that carry SIP once they are `ready`.
 * @param ready the server's event of that: after the handshake, where there is one
 */
export async function serveStreams(
  server: Server,
  ready: 'connection' | 'secureConnection',
  { host, port, receive }: Parameters<OpenTransport>[0],
): Promise<Transport> {
  const sockets = new Set<Socket>();
  const limit = createConnectionLimit();
  server.on('connection', (socket: Socket) => {
    if (!limit.takes(socket)) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on(ready, (socket: Socket) => {
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    readFrames(socket, receive);
  });
  await listen(server, { host, port });
  let closed: Promise<void> | undefined;

  return {
    protocol: ready === 'connection' ? 'TCP' : 'TLS',
    local: { address: host, port: portOf(server) },
    close() {
      closed ??= new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      });
      return closed;
    },
  };
}

/** Connects to a server. Rejects with the system's error. `ended` is called once, however the connection ends. */
export async function connectTcp(options: {
  remote: Endpoint;
  receive: Receive;
  ended: () => void;
}): Promise<TcpConnection> {
  const { remote, receive, ended } = options;
  const socket = connect({ host: remote.address, port: remote.port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve();
    });
  });
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void gone.then(ended);
  const flow = readFrames(socket, receive);
  return {
    ...flow,
    local: { address: socket.localAddress ?? '', port: socket.localPort ?? 0 },
    close() {
      socket.destroy();
      return gone;
    },
  };
}

/** Cuts what the socket reads into messages, and answers keep-alives (RFC 5626 4.4.1: CRLF for a double CRLF). */
function readFrames(socket: Socket, receive: Receive): Flow {
  const framer = new StreamFramer();
  const flow = flowOver(socket);
  const sender = watchSender(() => socket.destroy());
  socket.once('close', sender.close);
  // A connection that was cut is followed by 'close', where it is taken off the list.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    const frames = framer.push(chunk);
    const isWhole = frames.some(({ kind }) => kind === 'message');
    sender.arrived({ isWhole, isPart: framer.isWithinMessage });
    for (const frame of frames) {
      if (socket.destroyed) return;
      if (frame.kind === 'message') receive(frame.bytes, flow);
      else if (frame.kind === 'keep-alive') flow.send(Buffer.from('\r\n'));
      else socket.destroy();
    }
  });
  return flow;
}

function flowOver(socket: Socket): Flow {
  return {
    protocol: socket instanceof TLSSocket ? 'TLS' : 'TCP',
    remote: { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 },
    send(bytes) {
      if (socket.destroyed) return;
      socket.write(bytes);
      if (socket.writableLength > MOST_UNSENT_BYTES) socket.destroy();
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      // What can still fail is one connection that could not be accepted, as with too many open files.
      server.on('error', () => {});
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
