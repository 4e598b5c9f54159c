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

/** What one request says besides what every request has. */
type Request = { method: 'REGISTER' | 'PUBLISH'; uri: string; lines: string[]; body?: string };
type Answer = { status: number; text: string };

/** A telephone over UDP that does only what the test says: nothing is refreshed, retransmitted or unregistered by itself. */
export class Phone {
  readonly #socket: Socket;
  readonly #options: PhoneOptions;
  readonly #callId = randomBytes(8).toString('hex');
  #cseq = 0;
  /** What the registrar calls its publication; undefined before there is one. */
  #entityTag: string | undefined;

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
    const { number, sipPort } = this.#options;
    const { port } = this.#socket.address();
    const contact = `Contact: <sip:${number}@127.0.0.1:${port}>`;
    await this.#ask({
      method: 'REGISTER',
      uri: `sip:127.0.0.1:${sipPort}`,
      lines: [contact, `Expires: ${expiresSeconds}`],
    });
  }

  /**
   * Publishes how the call stands that it has been given (RFC 4235), in the place of what it published before: `early`
   * while it rings, `confirmed` once it is answered. Good for a minute. Rejects when it is refused.
   */
  async publish(state: 'early' | 'confirmed' | 'terminated'): Promise<void> {
    const { number, sipPort } = this.#options;
    const uri = `sip:${number}@127.0.0.1:${sipPort}`;
    const answer = await this.#ask({
      method: 'PUBLISH',
      uri,
      lines: [
        'Event: dialog',
        'Expires: 60',
        'Content-Type: application/dialog-info+xml',
        ...(this.#entityTag ? [`SIP-If-Match: ${this.#entityTag}`] : []),
      ],
      body:
        `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="0" state="full" entity="${uri}">` +
        `<dialog id="1" direction="recipient"><state>${state}</state></dialog></dialog-info>`,
    });
    this.#entityTag = /^SIP-ETag: (.*)$/m.exec(answer.text)?.[1]?.trim();
  }

  unregister(): Promise<void> {
    return this.register(0);
  }

  /** Falls silent, as an unplugged telephone does: its registration stays until its time is up. */
  unplug(): void {
    this.#socket.close();
  }

  /** Sends a request and, when it is challenged, sends it again with the password. Rejects when it is refused. */
  async #ask(request: Request): Promise<Answer> {
    const challenge = await this.#send(request);
    // RFC 3261 22.1: the same request again, with credentials and a higher CSeq.
    const answer =
      challenge.status === 401
        ? await this.#send(request, this.#credentials(request, challenge.text))
        : challenge;
    if (answer.status !== 200) throw new Error(`${request.method} was refused: ${answer.text}`);
    return answer;
  }

  async #send({ method, uri, lines, body = '' }: Request, credentials = ''): Promise<Answer> {
    const { number, agent, sipPort } = this.#options;
    const { port } = this.#socket.address();
    this.#cseq += 1;
    const head = [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${port};branch=z9hG4bK${randomBytes(8).toString('hex')};rport`,
      'Max-Forwards: 70',
      `From: <sip:${number}@127.0.0.1>;tag=${this.#callId}`,
      `To: <sip:${number}@127.0.0.1>`,
      `Call-ID: ${this.#callId}`,
      `CSeq: ${this.#cseq} ${method}`,
      `User-Agent: ${agent}`,
      ...lines,
      ...(credentials ? [`Authorization: ${credentials}`] : []),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    this.#socket.send(`${head.join('\r\n')}\r\n\r\n${body}`, Number(sipPort), '127.0.0.1');
    const [datagram] = await once(this.#socket, 'message');
    const text = String(datagram);
    return { status: Number(text.split(' ')[1]), text };
  }

  /** RFC 2617 3.2.2 with qop=auth and MD5. */
  #credentials({ method, uri }: Request, challenge: string): string {
    const { number, password } = this.#options;
    const [realm, nonce] = ['realm', 'nonce'].map(
      (name) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '',
    );
    const cnonce = randomBytes(8).toString('hex');
    const secret = md5(`${number}:${realm}:${password}`);
    const request = md5(`${method}:${uri}`);
    const response = md5(`${secret}:${nonce}:00000001:${cnonce}:auth:${request}`);
    return (
      `Digest username="${number}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
      `response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="${cnonce}"`
    );
  }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
