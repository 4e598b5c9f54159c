export type Protocol = 'UDP' | 'TCP' | 'TLS';

export type Endpoint = { readonly address: string; readonly port: number };

/** The way back to whoever sent something: a UDP peer, or one connection of TCP or TLS. */
export type Flow = {
  readonly protocol: Protocol;
  readonly remote: Endpoint;
  /**
   * Sends one message. What cannot be sent is lost, as on any network; never throws.
   * UDP sends to `port` of the peer's address, by default the port the peer sent from. A connection knows only itself.
   */
  send(bytes: Uint8Array, port?: number): void;
};

/** Called with each whole message. The bytes are the receiver's to keep. */
export type Receive = (bytes: Uint8Array, flow: Flow) => void;

export type Transport = {
  readonly protocol: Protocol;
  /** Where it listens. */
  readonly local: Endpoint;
  /** Stops listening and ends every connection. Nothing is received after it was called. */
  close(): Promise<void>;
};

/** Opens a transport on a host and port (0 picks a free one). Rejects with the system's error, as `EADDRINUSE`. */
export type OpenTransport<Opened extends Transport = Transport> = (options: {
  host: string;
  port: number;
  receive: Receive;
}) => Promise<Opened>;
