import { errorCodeOf } from '../../error-code.ts';
import type { OpenTls, TlsCertificate, TlsTransport } from '../../sip/tls-transport.ts';
import type { OpenTransport, Receive, Transport } from '../../sip/transport.ts';

/** How a transport is opened; handed in, so that tests need no network. */
export type Openers = {
  readonly openUdp: OpenTransport;
  readonly openTcp: OpenTransport;
  readonly openTls: OpenTls;
};

export type Listeners = {
  readonly udp: Transport;
  readonly tcp: Transport;
  readonly tls: TlsTransport | undefined;
};

/** Where to listen; 0 picks a free port. */
type At = { host: string; port: number; receive: Receive };

export type TlsOptions = TlsCertificate & { readonly port: number };

/** With port 0 the number that UDP was given may be taken for TCP: so many numbers are tried. */
const MOST_ATTEMPTS = 20;

/**
 * Listens for UDP and TCP on one and the same port, one that is free for both when it is 0, and for TLS on its own.
 * Rejects with an Error for a person, and leaves nothing open then.
 */
export async function openListeners(
  openers: Openers,
  at: At & { tls: TlsOptions | undefined },
): Promise<Listeners> {
  const { tls, ...plain } = at;
  const { udp, tcp } = await openUdpAndTcp(openers, plain);
  if (!tls) return { udp, tcp, tls };
  try {
    const { port, cert, key } = tls;
    const certificate = { cert, key };
    return { udp, tcp, tls: await openers.openTls({ ...plain, port, certificate }) };
  } catch (error) {
    await Promise.all([udp.close(), tcp.close()]);
    throw explained(error, { ...plain, port: tls.port }, 'tls');
  }
}

export async function closeListeners({ udp, tcp, tls }: Listeners): Promise<void> {
  await Promise.all([udp.close(), tcp.close(), tls?.close()]);
}

async function openUdpAndTcp(openers: Openers, at: At): Promise<Pick<Listeners, 'udp' | 'tcp'>> {
  for (let attempt = 1; ; attempt++) {
    const udp = await openers.openUdp(at).catch((error) => {
      throw explained(error, at, 'udp');
    });
    try {
      return { udp, tcp: await openers.openTcp({ ...at, port: udp.local.port }) };
    } catch (error) {
      await udp.close();
      if (at.port !== 0 || attempt === MOST_ATTEMPTS || errorCodeOf(error) !== 'EADDRINUSE') {
        throw explained(error, at, 'tcp');
      }
    }
  }
}

function explained(
  error: unknown,
  { host, port }: { host: string; port: number },
  protocol: 'udp' | 'tcp' | 'tls',
): Error {
  const where = `${host}:${port}`;
  const setting = protocol === 'tls' ? 'sip.tls.port' : '--sip-port';
  switch (errorCodeOf(error)) {
    case 'EADDRINUSE':
      return new Error(
        `The SIP port ${where} (${protocol}) is taken by another program. Stop that one, or choose another port with ${setting}; 0 picks a free one.`,
      );
    case 'EACCES':
      return new Error(
        `Rollcall may not listen on the SIP port ${where} (${protocol}). Choose one of 1024 or above with ${setting}.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(
        `${host} is not an address of this machine, so SIP cannot listen on ${where}. Choose one that is with --sip-host.`,
      );
    default:
      return new Error(`SIP cannot listen on ${where} (${protocol}): ${String(error)}`);
  }
}
