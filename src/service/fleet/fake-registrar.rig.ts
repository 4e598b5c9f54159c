import type { Clock } from '../clock.ts';
import { formatChallenge, parseCredentials, provesPassword } from '../sip/digest.ts';
import { headerOf, headersOf, NO_BODY, type SipRequest, type SipResponse } from '../sip/message.ts';
import { type Envelope, parseMessage } from '../sip/parse-message.ts';
import { serialiseMessage } from '../sip/serialise-message.ts';
import type { LineEvents, OpenLine } from './line.ts';

type Heard = { atMs: number; request: SipRequest; envelope: Envelope };
type Asked = { number: string; seconds: number; untilMs: number };
type FakeLine = { transport: 'udp' | 'tcp'; events: LineEvents; isOpen: boolean };

/** A registrar for tests, with the network before it: everything takes a millisecond, and nothing is real but the SIP. */
export class FakeRegistrar {
  /** Every REGISTER and PUBLISH that was sent, with the copies of one that got no answer. */
  readonly heard: Heard[] = [];
  readonly lines: FakeLine[] = [];
  /** By Contact, live ones and dead ones. */
  readonly bindings = new Map<string, { number: string; agent: string; untilMs: number }>();
  /** By entity tag. */
  readonly publications = new Map<string, { number: string; body: string; untilMs: number }>();
  /** A new nonce makes the old one stale. */
  nonce = 'nonce-1';
  minExpires = 0;
  isDeaf = false;
  /** Set to answer in another way; undefined from it falls back to the usual answer. */
  answer: (request: SipRequest) => SipResponse | undefined = () => undefined;
  readonly #clock: Clock;
  #nextPort = 40_000;
  #nextTag = 1;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly passwordOf = (number: string): string => `password of ${number}`;

  readonly openLine: OpenLine = (transport, events) => {
    const line: FakeLine = { transport, events, isOpen: true };
    const local = { address: '127.0.0.1', port: this.#nextPort++ };
    this.lines.push(line);
    this.#soon(line, () => events.opened(local));
    return {
      send: (bytes) => this.#hear(line, bytes),
      close: async () => {
        line.isOpen = false;
      },
    };
  };

  /** Sends something to the phone on its newest line, and gives what it answered. */
  say(message: string | Uint8Array): string[] {
    const answers: string[] = [];
    this.lines.at(-1)?.events.receive(Buffer.from(message), {
      protocol: 'UDP',
      remote: { address: '127.0.0.1', port: 5060 },
      send: (bytes) => answers.push(Buffer.from(bytes).toString()),
    });
    return answers;
  }

  #hear(line: FakeLine, bytes: Uint8Array): void {
    const parsed = parseMessage(bytes);
    if (!line.isOpen || parsed.kind !== 'message' || parsed.message.kind !== 'request') return;
    const { message: request, envelope } = parsed;
    this.heard.push({ atMs: this.#clock.now(), request, envelope });
    if (this.isDeaf) return;
    const answer = this.answer(request) ?? this.#serve({ request, envelope });
    this.#soon(line, () => line.events.receive(serialiseMessage(answer), noFlow));
  }

  #soon(line: FakeLine, callback: () => void): void {
    this.#clock.after(1, () => {
      if (line.isOpen) callback();
    });
  }

  /** What the extension says of its calls at this moment: the bodies of its publications. */
  publishedBy(number: string): string[] {
    return [...this.publications.values()]
      .filter((one) => one.number === number && one.untilMs > this.#clock.now())
      .map(({ body }) => body);
  }

  #serve({ request, envelope }: { request: SipRequest; envelope: Envelope }): SipResponse {
    const number = envelope.to.uri.slice('sip:'.length).split('@')[0] ?? '';
    const credentials = parseCredentials(headerOf(request, 'Authorization') ?? '');
    const isFresh = credentials?.nonce === this.nonce;
    const password = this.passwordOf(number);
    if (!credentials || !isFresh || !provesPassword(credentials, { ...request, password })) {
      const stale = credentials !== undefined && !isFresh;
      const challenge = { realm: 'pbx', nonce: this.nonce, algorithm: 'MD5', stale } as const;
      return respond(request, 401, [['WWW-Authenticate', formatChallenge(challenge)]]);
    }
    const seconds = Number(headerOf(request, 'Expires'));
    if (seconds > 0 && seconds < this.minExpires) {
      return respond(request, 423, [['Min-Expires', String(this.minExpires)]]);
    }
    const untilMs = this.#clock.now() + 1000 * seconds;
    const asked = { number, seconds, untilMs };
    return request.method === 'PUBLISH'
      ? this.#publish(request, asked)
      : this.#register(request, asked);
  }

  #publish(request: SipRequest, { number, seconds, untilMs }: Asked): SipResponse {
    const before = headerOf(request, 'SIP-If-Match');
    const previous = this.publications.get(before ?? '');
    const isKnown = previous !== undefined && previous.untilMs > this.#clock.now();
    if (before !== undefined && !isKnown) return respond(request, 412);
    const body = Buffer.from(request.body).toString() || (previous?.body ?? '');
    const entityTag = `tag-${this.#nextTag++}`;
    this.publications.delete(before ?? '');
    this.publications.set(entityTag, { number, body, untilMs });
    return respond(request, 200, [
      ['SIP-ETag', entityTag],
      ['Expires', String(seconds)],
    ]);
  }

  #register(request: SipRequest, { number, seconds, untilMs }: Asked): SipResponse {
    const contact = headerOf(request, 'Contact') ?? '';
    const agent = headerOf(request, 'User-Agent') ?? '';
    this.bindings.set(contact, { number, agent, untilMs });
    return respond(request, 200, seconds > 0 ? [['Contact', `${contact};expires=${seconds}`]] : []);
  }
}

/** An answer to a request with some headers more. */
export function respond(
  request: SipRequest,
  status: number,
  more: readonly (readonly [string, string])[] = [],
): SipResponse {
  const echoed = ['Via', 'From', 'To', 'Call-ID', 'CSeq'].flatMap((name) =>
    headersOf(request, name).map((value) => ({ name, value })),
  );
  const headers = [...echoed, ...more.map(([name, value]) => ({ name, value }))];
  return { kind: 'response', status, reason: 'Answer', headers, body: NO_BODY };
}

const noFlow = {
  protocol: 'UDP',
  remote: { address: '127.0.0.1', port: 5060 },
  send: () => {},
} as const;
