import type { OpenTls } from './tls-transport.ts';
import type { Endpoint, Flow, OpenTransport, Protocol, Receive } from './transport.ts';

/** A network for tests: what is sent has arrived when `send` returns, and nothing leaves the process. */
export class MemoryNetwork {
  #listeners = new Map<string, Receive>();
  #taken = new Set<string>();
  #nextPort = 50_000;

  readonly openUdp = this.#opener('UDP');
  readonly openTcp = this.#opener('TCP');
  readonly openTls: OpenTls = async (at) => ({
    ...(await this.#opener('TLS')(at)),
    changeCertificate() {},
  });

  /** Makes opening this port fail, as it does when another program listens on it. */
  occupy(protocol: Protocol, port: number): void {
    this.#taken.add(`${protocol}:${port}`);
  }

  /** Somebody who sends to whoever listens at a port, and keeps what comes back. */
  peer(protocol: Protocol, remote: Endpoint): MemoryPeer {
    return new MemoryPeer({ protocol, remote, deliver: (...args) => this.#deliver(...args) });
  }

  #deliver(bytes: Uint8Array, flow: Flow, port: number): void {
    this.#listeners.get(`${flow.protocol}:${port}`)?.(bytes, flow);
  }

  #opener(protocol: Protocol): OpenTransport {
    return async ({ host, port, receive }) => {
      const local = { address: host, port: port === 0 ? this.#nextPort++ : port };
      const key = `${protocol}:${local.port}`;
      if (this.#taken.has(key) || this.#listeners.has(key)) {
        throw Object.assign(new Error(`listen EADDRINUSE ${key}`), { code: 'EADDRINUSE' });
      }
      this.#listeners.set(key, receive);
      return {
        protocol,
        local,
        close: async () => {
          this.#listeners.delete(key);
        },
      };
    };
  }
}

type Deliver = (bytes: Uint8Array, flow: Flow, port: number) => void;

export class MemoryPeer {
  /** What has come back, as text, with the port it was sent to. */
  readonly received: { text: string; port: number }[] = [];
  readonly #flow: Flow;
  readonly remote: Endpoint;
  readonly #deliver: Deliver;

  constructor(options: { protocol: Protocol; remote: Endpoint; deliver: Deliver }) {
    const { protocol, remote } = options;
    this.remote = remote;
    this.#deliver = options.deliver;
    this.#flow = {
      protocol,
      remote,
      send: (bytes, port = remote.port) => {
        this.received.push({ text: Buffer.from(bytes).toString(), port });
      },
    };
  }

  send(bytes: string | Uint8Array, port: number): void {
    this.#deliver(Buffer.from(bytes), this.#flow, port);
  }
}
