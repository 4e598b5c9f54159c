import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { ApiError } from '../../contract/errors.ts';
import { SECURITY_HEADERS } from './standard-headers.ts';

export type ServeOptions = {
  fetch: (request: Request) => Response | Promise<Response>;
  host: string;
  /** 0 takes a free one. */
  port: number;
};

/** A service that listens. `close` ends every connection, in use or idle, and may be called again. */
export type Serving = {
  /** Where it listens: `http://127.0.0.1:8080`. */
  url: string;
  port: number;
  close(): Promise<void>;
};

/** Boards ask every five seconds, Node's own limit: a connection that ends just then fails the request on it. */
const KEEP_ALIVE_MS = 75_000;

/** Listens on host and port. Rejects with an Error that names both, and the flag to change, when that cannot be. */
export async function serve({ fetch, host, port }: ServeOptions): Promise<Serving> {
  const listener = getRequestListener(fetch, { errorHandler: refuseMalformed });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  const bound = await listen(server, host, port);
  const name = host.includes(':') ? `[${host}]` : host;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${name}:${bound}`,
    port: bound,
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new Error(whyNot(cause, host, port), { cause })));
    server.listen({ host, port }, () => {
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

/** What is no HTTP request that an address could be read from never reaches the app. */
function refuseMalformed(): Response {
  const error = new ApiError('request_invalid');
  return Response.json(error.toBody(), { status: error.status, headers: SECURITY_HEADERS });
}
