import { createHash, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

export type PhoneOptions = {
  number: string;
  password: string;
  /** Its SIP User-Agent. */
  agent: string;
  /** The registrar's port on 127.0.0.1. */
  sipPort: string;
};

type Answer = { status: number; text: string };

/** A telephone over UDP that does only what the test says: nothing is refreshed, retransmitted or unregistered by itself. */
export class Phone {
  readonly #socket: Socket;
  readonly #options: PhoneOptions;
  readonly #callId = randomBytes(8).toString('hex');
  #cseq = 0;

  private constructor(socket: Socket, options: PhoneOptions) {
    this.#socket = socket;
    this.#options = options;
  }

  static async open(options: PhoneOptions): Promise<Phone> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new Phone(socket, options);
  }

  /** Registers, or refreshes, for so many seconds; 0 takes the registration back. Rejects when it is refused. */
  async register(expiresSeconds: number): Promise<void> {
    const challenge = await this.#send(expiresSeconds);
    // RFC 3261 22.1: the same request again, with credentials and a higher CSeq.
    const answer =
      challenge.status === 401
        ? await this.#send(expiresSeconds, this.#credentials(challenge.text))
        : challenge;
    if (answer.status !== 200) throw new Error(`REGISTER was refused: ${answer.text}`);
  }

  unregister(): Promise<void> {
    return this.register(0);
  }

  /** Falls silent, as an unplugged telephone does: its registration stays until its time is up. */
  unplug(): void {
    this.#socket.close();
  }

  get #uri(): string {
    return `sip:127.0.0.1:${this.#options.sipPort}`;
  }

  async #send(expiresSeconds: number, credentials = ''): Promise<Answer> {
    const { number, agent, sipPort } = this.#options;
    const { port } = this.#socket.address();
    this.#cseq += 1;
    const lines = [
      `REGISTER ${this.#uri} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
      'Max-Forwards: 70',
      `From: <sip:${number}@127.0.0.1>;tag=${this.#callId}`,
      `To: <sip:${number}@127.0.0.1>`,
      `Call-ID: ${this.#callId}`,
      `CSeq: ${this.#cseq} REGISTER`,
      `Contact: <sip:${number}@127.0.0.1:${port}>`,
      `Expires: ${expiresSeconds}`,
      `User-Agent: ${agent}`,
      ...(credentials ? [`Authorization: ${credentials}`] : []),
      'Content-Length: 0',
    ];
    this.#socket.send(`${lines.join('\r\n')}\r\n\r\n`, Number(sipPort), '127.0.0.1');
    const [datagram] = await once(this.#socket, 'message');
    const text = String(datagram);
    return { status: Number(text.split(' ')[1]), text };
  }

  /** RFC 2617 3.2.2 with qop=auth and MD5. */
  #credentials(challenge: string): string {
    const { number, password } = this.#options;
    const [realm, nonce] = ['realm', 'nonce'].map(
      (name) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '',
    );
    const cnonce = randomBytes(8).toString('hex');
    const secret = md5(`${number}:${realm}:${password}`);
    const request = md5(`REGISTER:${this.#uri}`);
    const response = md5(`${secret}:${nonce}:00000001:${cnonce}:auth:${request}`);
    return (
      `Digest username="${number}", realm="${realm}", nonce="${nonce}", uri="${this.#uri}", ` +
      `response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="${cnonce}"`
    );
  }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
