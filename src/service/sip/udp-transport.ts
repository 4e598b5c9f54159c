import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Endpoint, Flow, OpenTransport, Transport } from './transport.ts';

export type UdpTransport = Transport & {
  /** The way to a peer that has not sent anything yet. */
  flowTo(remote: Endpoint): Flow;
};

/** Room for a site whose phones all come back at once: what does not fit is dropped, and repeated after 500 ms. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

export const openUdp: OpenTransport<UdpTransport> = async ({ host, port, receive }) => {
  const socket = createSocket({
    type: isIPv6(host) ? 'udp6' : 'udp4',
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: host, port, exclusive: true }, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  // A peer that is gone answers with ICMP, which arrives as an error of the socket and concerns nobody else.
  socket.on('error', () => {});
  let closed: Promise<void> | undefined;

  const flowTo = (remote: Endpoint): Flow => ({
    protocol: 'UDP',
    remote,
    send(bytes, toPort = remote.port) {
      // Port 0 cannot be sent to, yet a forged datagram may come from there.
      if (!closed && toPort > 0) socket.send(bytes, toPort, remote.address, () => {});
    },
  });
  socket.on('message', (bytes, { address, port: remotePort }) => {
    receive(bytes, flowTo({ address, port: remotePort }));
  });

  return {
    protocol: 'UDP',
    local: { address: host, port: socket.address().port },
    flowTo,
    close() {
      closed ??= new Promise((resolve) => socket.close(() => resolve()));
      return closed;
    },
  };
};
