import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import type { Certificate } from '../certificate.ts';
import { inBrackets, reachableHost } from '../host.ts';
import { watchAdmission } from './admission.ts';
import { refuseEarly, refuseMalformed, refuseUnread, sizeFault } from './early-refusals.ts';
import { HTTP_LIMITS, type HttpLimits } from './limits.ts';

export type ServeOptions = {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** With one it speaks HTTPS, and nothing else. */
  certificate?: Certificate | undefined;
  limits?: Partial<HttpLimits>;
  /** Told of each connection that the system did not hand over, as with too many open files. */
  notAccepted?: (error: Error) => void;
};

/** A service that listens. `close` ends every connection, in use or idle, and may be called again. */
export type Serving = {
  /** Where this machine reaches it: `http://127.0.0.1:8080`, or with `https:`. */
  url: string;
  port: number;
  /** Shows another certificate to who connects from now on. Those who are connected notice nothing. */
  changeCertificate(next: Certificate): void;
  close(): Promise<void>;
};

/** Listens on host and port. Rejects with an Error that names both, and the flag to change, when that cannot be. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { fetch, host, port, certificate, notAccepted = () => {} } = options;
  const limits = { ...HTTP_LIMITS, ...options.limits };
  const server = createServerWithin(limits, certificate);
  const admission = watchAdmission(server, limits);
  const listener = getRequestListener(fetch, { errorHandler: refuseMalformed });
  const answer: RequestListener = (request, response) => {
    const code = admission.isTurnedAway(request.socket) ? 'overloaded' : sizeFault(request, limits);
    if (code) refuseEarly(response, code);
    else void listener(request, response);
  };
  server.on('request', answer);
  // RFC 9110 10.1.1: what else than 100-continue is expected may be ignored. Node would answer without our headers.
  server.on('checkExpectation', answer);
  server.on('clientError', refuseUnread);
  const bound = await listen(server, host, port);
  server.on('error', notAccepted);
  let closed: Promise<void> | undefined;
  return {
    url: `${certificate ? 'https' : 'http'}://${inBrackets(reachableHost(host))}:${bound}`,
    port: bound,
    changeCertificate(next) {
      if (server instanceof TlsServer) server.setSecureContext(secured(next));
    },
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        admission.endAll();
      });
      return closed;
    },
  };
}

function createServerWithin(limits: HttpLimits, certificate: Certificate | undefined): Server {
  const options: ServerOptions = {
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkEveryMs,
    keepAliveTimeout: limits.keepAliveMs,
    // Refused all the same, in the form of our errors: no address can be read without it.
    requireHostHeader: false,
  };
  const server = certificate
    ? createTlsServer({
        ...options,
        ...secured(certificate),
        handshakeTimeout: limits.handshakeMs,
      })
    : createServer(options);
  server.timeout = limits.idleMs;
  return server;
}

function secured({ cert, key }: Certificate) {
  return { cert, key, minVersion: 'TLSv1.2' } as const;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (cause: NodeJS.ErrnoException) =>
      reject(new Error(whyNot(cause, host, port), { cause }));
    server.once('error', fail);
    server.listen({ host, port }, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function whyNot(cause: NodeJS.ErrnoException, host: string, port: number): string {
  switch (cause.code) {
    case 'EADDRINUSE':
      return `${host}:${port} is taken by another program. Choose another port with --http-port; 0 takes a free one.`;
    case 'EACCES':
      return `${host}:${port} may not be opened by this user. Choose a port above 1023 with --http-port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose one with --http-host.`;
    default:
      return `${host}:${port} cannot be opened (--http-host, --http-port): ${cause.message}`;
  }
}
