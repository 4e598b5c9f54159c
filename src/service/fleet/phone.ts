import type { Clock } from '../clock.ts';
import { parseMessage } from '../sip/parse-message.ts';
import { serialiseMessage } from '../sip/serialise-message.ts';
import type { Endpoint, Flow } from '../sip/transport.ts';
import { answerRequest } from './answer-request.ts';
import type { Line, OpenLine } from './line.ts';
import { PublicationClient } from './publication-client.ts';
import type { PhoneCall } from './publish-request.ts';
import { between, hexDigits, type Random } from './random.ts';
import { type Outcome, RegistrationClient } from './registration-client.ts';
import type { Owner } from './request-client.ts';

/** What a phone is given of the world. */
export type Surroundings = {
  openLine: OpenLine;
  clock: Clock;
  random: Random;
  /** Told of every refusal that a phone cannot deal with by itself; it tries again all the same. */
  refused: (number: string, status: number) => void;
};

/** No telephone refreshes after exactly the same time twice: this share of a life, more or less. */
const JITTER = 0.01;
const EARLIEST_REFRESH = 0.5;
const LATEST_REFRESH = 0.9;
/** A phone that hangs wakes when this share of its life has gone: after its own rhythm, and just in time. */
const HANGS_UNTIL = 0.97;
const FIRST_RETRY_MS = 4000;
const LONGEST_RETRY_MS = 60_000;

/** Everything that a phone has while it is switched on, and nothing of it afterwards. */
type Session = {
  client: RegistrationClient;
  publications: PublicationClient;
  line: Line | undefined;
  local: Endpoint;
  registered: { fromMs: number; untilMs: number } | undefined;
  failures: number;
  isLeaving: boolean;
  /** It hangs: nothing is said or heard until it wakes. */
  isAsleep: boolean;
  /** Whom to tell when it can no longer be in its call; undefined while it is in none. */
  dropped: (() => void) | undefined;
  /** What marks its answers as its own (RFC 3261 19.3). */
  tag: string;
  cancelNext: () => void;
};

/**
 * A telephone without a handset: a SIP user agent that registers, keeps itself registered, and publishes the calls that
 * it is said to be in.
 */
export class Phone {
  readonly #owner: Owner;
  readonly #surroundings: Surroundings;
  #session: Session | undefined;
  #closing: Promise<void> | undefined;

  constructor(owner: Owner, surroundings: Surroundings) {
    this.#owner = owner;
    this.#surroundings = surroundings;
  }

  get number(): string {
    return this.#owner.number;
  }

  get agent(): string {
    return this.#owner.device.agent;
  }

  /** When its registration runs out; undefined while it has none. */
  get registeredUntilMs(): number | undefined {
    const untilMs = this.#session?.registered?.untilMs ?? 0;
    return untilMs > this.#surroundings.clock.now() ? untilMs : undefined;
  }

  /** How long its registrations last when it has its way. */
  get expiresSeconds(): number {
    return this.#owner.device.expiresSeconds;
  }

  /** True while it could take a call: registered, awake, and in none. */
  get isFree(): boolean {
    const session = this.#session;
    if (!session?.line || session.isAsleep || session.isLeaving || session.dropped) return false;
    return this.registeredUntilMs !== undefined;
  }

  /** It is in this call from now on, and publishes that; `dropped` is called when it can no longer be. */
  talk(call: PhoneCall, dropped: () => void): void {
    const session = this.#session;
    if (!session) return;
    session.dropped = dropped;
    session.publications.say(call, this.#over(session));
  }

  /** Its call has ended. */
  hangUp(): void {
    const session = this.#session;
    if (!session?.dropped) return;
    session.dropped = undefined;
    session.publications.say(undefined, this.#over(session));
  }

  /** Switches it on: it registers, and goes on registering. */
  boot(): void {
    if (this.#session) return;
    const session: Session = {
      client: new RegistrationClient(this.#owner, this.#surroundings),
      publications: new PublicationClient(this.#owner, {
        ...this.#surroundings,
        refused: (status) => this.#surroundings.refused(this.number, status),
      }),
      line: undefined,
      local: { address: '', port: 0 },
      registered: undefined,
      failures: 0,
      isLeaving: false,
      isAsleep: false,
      dropped: undefined,
      tag: hexDigits(this.#surroundings.random, 8),
      cancelNext: () => {},
    };
    this.#session = session;
    this.#open(session);
  }

  /** It goes dark without a word. What it had registered stays until its time is up. */
  crash(): void {
    const session = this.#session;
    if (!session) return;
    session.cancelNext();
    session.client.abandon();
    this.#drop(session);
    this.#closing = session.line?.close();
    this.#session = undefined;
  }

  /** Ends its call, takes its registration back (RFC 3261 10.2.2) and switches itself off, answered or not. */
  signOff(): void {
    const session = this.#session;
    if (!session) return;
    session.dropped?.();
    session.cancelNext();
    session.isLeaving = true;
    this.#ask(session, { expiresSeconds: 0, done: () => this.crash() });
  }

  /** It does nothing for so long that it misses its own rhythm, though not the end of its registration. */
  hang(): void {
    const session = this.#session;
    if (!session?.registered) return;
    const { fromMs, untilMs } = session.registered;
    const wakesAtMs = fromMs + HANGS_UNTIL * (untilMs - fromMs);
    session.client.abandon();
    session.isAsleep = true;
    this.#drop(session);
    this.#registerAfter(session, wakesAtMs - this.#surroundings.clock.now());
  }

  /** Like a crash; resolves when the socket is closed. */
  async close(): Promise<void> {
    this.crash();
    await this.#closing;
  }

  #open(session: Session): void {
    session.line = this.#surroundings.openLine(this.#owner.device.transport, {
      opened: (local) => {
        session.local = local;
        this.#register(session);
      },
      receive: (bytes, flow) => this.#receive(session, { bytes, flow }),
      lost: () => this.#lost(session),
    });
  }

  #lost(session: Session): void {
    if (session.isLeaving) {
      this.crash();
      return;
    }
    void session.line?.close();
    session.line = undefined;
    session.client.abandon();
    this.#drop(session);
    this.#tryLater(session);
  }

  /** Its call ends without a word of its own. What it published runs out by itself. */
  #drop(session: Session): void {
    const { dropped } = session;
    session.publications.abandon();
    session.dropped = undefined;
    dropped?.();
  }

  #register(session: Session): void {
    session.isAsleep = false;
    this.#ask(session, {
      expiresSeconds: this.#owner.device.expiresSeconds,
      done: (outcome) => this.#registered(session, outcome),
    });
  }

  #ask(session: Session, asked: { expiresSeconds: number; done: (outcome: Outcome) => void }) {
    session.client.ask({ ...asked, ...this.#over(session) });
  }

  #over(session: Session): { local: Endpoint; send: (bytes: Uint8Array) => void } {
    return { local: session.local, send: (bytes) => session.line?.send(bytes) };
  }

  #registered(session: Session, outcome: Outcome): void {
    const { clock, random, refused } = this.#surroundings;
    if (outcome.kind === 'bound') {
      const lifeMs = 1000 * outcome.seconds;
      session.failures = 0;
      session.registered = { fromMs: clock.now(), untilMs: clock.now() + lifeMs };
      const { refreshAt } = this.#owner.device;
      const share = between(random, [refreshAt - JITTER, refreshAt + JITTER]);
      const refreshesAt = Math.min(Math.max(share, EARLIEST_REFRESH), LATEST_REFRESH);
      this.#registerAfter(session, refreshesAt * lifeMs);
    } else if (outcome.kind === 'refused') {
      refused(this.number, outcome.status);
      this.#tryLater(session, 1000 * outcome.retryAfterSeconds);
    } else this.#tryLater(session);
  }

  /** The pause doubles with each failure and is cut by chance, so that not all come back at once (RFC 5626 4.5). */
  #tryLater(session: Session, leastMs = 0): void {
    const longestMs = Math.min(FIRST_RETRY_MS * 2 ** session.failures, LONGEST_RETRY_MS);
    const pauseMs = between(this.#surroundings.random, [longestMs / 2, longestMs]);
    session.failures += 1;
    this.#registerAfter(session, Math.max(pauseMs, leastMs));
  }

  #registerAfter(session: Session, ms: number): void {
    session.cancelNext();
    session.cancelNext = this.#surroundings.clock.after(ms, () => {
      if (session.line) this.#register(session);
      else this.#open(session);
    });
  }

  #receive(session: Session, { bytes, flow }: { bytes: Uint8Array; flow: Flow }): void {
    const parsed = parseMessage(bytes);
    if (parsed.kind !== 'message') return;
    const { message, envelope } = parsed;
    if (message.kind === 'response') {
      session.client.receive(message, envelope);
      session.publications.receive(message, envelope);
      return;
    }
    const answer = answerRequest(message, { agent: this.agent, tag: session.tag });
    if (answer) flow.send(serialiseMessage(answer));
  }
}
