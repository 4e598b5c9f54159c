import type { OpenTransport, Receive, Transport } from '../../sip/transport.ts';

/** How a transport is opened; handed in, so that tests need no network. */
export type Openers = { readonly openUdp: OpenTransport; readonly openTcp: OpenTransport };

/** With port 0 the number that UDP was given may be taken for TCP: so many numbers are tried. */
const MOST_ATTEMPTS = 20;

/**
 * Listens for UDP and TCP on one and the same port; 0 picks one that is free for both.
 * Rejects with an Error for a person.
 */
export async function openListeners(
  openers: Openers,
  at: { host: string; port: number; receive: Receive },
): Promise<{ udp: Transport; tcp: Transport }> {
  for (let attempt = 1; ; attempt++) {
    const udp = await openers.openUdp(at).catch((error) => {
      throw explained(error, at, 'udp');
    });
    try {
      return { udp, tcp: await openers.openTcp({ ...at, port: udp.local.port }) };
    } catch (error) {
      await udp.close();
      if (at.port !== 0 || attempt === MOST_ATTEMPTS || codeOf(error) !== 'EADDRINUSE') {
        throw explained(error, at, 'tcp');
      }
    }
  }
}

function explained(
  error: unknown,
  { host, port }: { host: string; port: number },
  protocol: 'udp' | 'tcp',
): Error {
  const where = `${host}:${port}`;
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new Error(
        `The SIP port ${where} (${protocol}) is taken by another program. Stop that one, or choose another port with --sip-port; 0 picks a free one.`,
      );
    case 'EACCES':
      return new Error(
        `Rollcall may not listen on the SIP port ${where} (${protocol}). Choose one of 1024 or above with --sip-port.`,
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
