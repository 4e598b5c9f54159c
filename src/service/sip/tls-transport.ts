import { createServer } from 'node:tls';
import { serveStreams } from './tcp-transport.ts';
import type { Receive, Transport } from './transport.ts';

/** A certificate, with those between it and its root, and its private key, both in PEM form. */
export type TlsCertificate = { readonly cert: string; readonly key: string };

export type TlsTransport = Transport & {
  /** Shows another certificate to phones that connect from now on. Those that are connected notice nothing. */
  changeCertificate(next: TlsCertificate): void;
};

/** Like OpenTransport, with the certificate that phones are shown. */
export type OpenTls = (options: {
  host: string;
  port: number;
  receive: Receive;
  certificate: TlsCertificate;
  /** How long a handshake may take. */
  handshakeMs?: number;
}) => Promise<TlsTransport>;

/** Certificates and keys cross the network three times; who needs longer for that is no phone. */
const HANDSHAKE_MS = 10_000;

/** Listens for phones that speak SIP over TLS (RFC 3261 26.2.1). They prove who they are as over TCP, by digest. */
export const openTls: OpenTls = async ({ certificate, handshakeMs = HANDSHAKE_MS, ...at }) => {
  const server = createServer({
    ...secured(certificate),
    noDelay: true,
    handshakeTimeout: handshakeMs,
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  const transport = await serveStreams(server, 'secureConnection', at);
  return {
    ...transport,
    changeCertificate(next) {
      server.setSecureContext(secured(next));
    },
  };
};

function secured({ cert, key }: TlsCertificate) {
  return { cert, key, minVersion: 'TLSv1.2' } as const;
}
