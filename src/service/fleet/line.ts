import { isIPv6 } from 'node:net';
import { connectTcp } from '../sip/tcp-transport.ts';
import type { Endpoint, Receive } from '../sip/transport.ts';
import { openUdp } from '../sip/udp-transport.ts';

/** Where the registrar of the fleet listens. */
export type RegistrarAddress = { host: string; udpPort: number; tcpPort: number };

/** A phone's own socket, and with it its way to the registrar. */
export type Line = {
  /** What is sent before the line is open, or after it was lost, goes nowhere. */
  send(bytes: Uint8Array): void;
  /** Nothing is called back after this. */
  close(): Promise<void>;
};

export type LineEvents = {
  opened(local: Endpoint): void;
  receive: Receive;
  /** It could not be opened, or the other side ended it. */
  lost(): void;
};

export type OpenLine = (transport: 'udp' | 'tcp', events: LineEvents) => Line;

type Opened = { local: Endpoint; send(bytes: Uint8Array): void; close(): Promise<void> };

/** Lines from this machine's loopback address to the registrar. */
export function linesTo({ host, udpPort, tcpPort }: RegistrarAddress): OpenLine {
  return (transport, events) => {
    let closed: Promise<void> | undefined;
    let opened: Opened | undefined;
    const receive: Receive = (bytes, flow) => {
      if (!closed) events.receive(bytes, flow);
    };
    const lost = () => {
      if (!closed) events.lost();
    };
    const opening =
      transport === 'udp'
        ? openUdpLine({ address: host, port: udpPort }, receive)
        : connectTcp({ remote: { address: host, port: tcpPort }, receive, ended: lost });
    opening.then((line) => {
      opened = line;
      if (!closed) events.opened(line.local);
    }, lost);
    return {
      send(bytes) {
        opened?.send(bytes);
      },
      close() {
        closed ??= opening.then(
          (line) => line.close(),
          () => {},
        );
        return closed;
      },
    };
  };
}

async function openUdpLine(registrar: Endpoint, receive: Receive): Promise<Opened> {
  const host = isIPv6(registrar.address) ? '::1' : '127.0.0.1';
  const transport = await openUdp({ host, port: 0, receive });
  const { send } = transport.flowTo(registrar);
  return { local: transport.local, send, close: transport.close };
}
