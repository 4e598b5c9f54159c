import { createHmac, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database.ts';
import { headerOf, type SipRequest } from '../../sip/message.ts';
import { type Envelope, parseMessage } from '../../sip/parse-message.ts';
import { serialiseMessage } from '../../sip/serialise-message.ts';
import { openTcp } from '../../sip/tcp-transport.ts';
import type { Flow, Transport } from '../../sip/transport.ts';
import { openUdp } from '../../sip/udp-transport.ts';
import type { RegistrationSink, RegistrationSource, SourceHealth } from '../registration-source.ts';
import { answerRequest } from './answer-request.ts';
import { createAuthentication } from './authentication.ts';
import type { Binding } from './binding.ts';
import { type BindingStore, createBindingStore } from './binding-store.ts';
import type { RegistrarLimits } from './decide-register.ts';
import { type Openers, openListeners } from './open-listeners.ts';
import { createRegister, type Register } from './register.ts';
import { type Answer, respond } from './response.ts';

/** What the registrar tells whoever runs it. pino is one. No password, nonce or Authorization header is among it. */
export type RegistrarLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
};

export type RegistrarOptions = {
  host: string;
  /** 0 picks one that is free for UDP and TCP. */
  port: number;
  /** What passwords are for; phones may show it. */
  realm: string;
  digest: 'md5' | 'sha-256' | 'off';
  /** The password of an extension, undefined when there is no such extension. Asked anew for each request. */
  credentialsOf: (extension: string) => { password: string } | undefined;
  database: Database;
  sink: RegistrationSink;
  clock: Clock;
  log: RegistrarLog;
  /** How long the end of a binding is remembered; 7 days. */
  forgetAfterMs?: number;
  limits?: Partial<RegistrarLimits>;
  /** The network; another one in tests. */
  openers?: Openers;
};

/** The embedded registrar. `addresses` are those it listens on, once `start` has resolved. */
export type Registrar = RegistrationSource & {
  readonly addresses: { readonly host: string; readonly udpPort: number; readonly tcpPort: number };
};

const FORGET_AFTER_MS = 7 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 10_000;

const LIMITS: RegistrarLimits = {
  minExpiresSeconds: 10,
  defaultExpiresSeconds: 3600,
  maxExpiresSeconds: 86_400,
  mostContacts: 10,
};

const SERVER_ERROR: Answer = { status: 500, reason: 'Server Internal Error' };

export function createRegistrar(options: RegistrarOptions): Registrar {
  return new EmbeddedRegistrar(options);
}

/** The rim: sockets, timers, the database and the sink around what the other files decide. */
class EmbeddedRegistrar implements Registrar {
  readonly kind = 'registrar';
  readonly #options: RegistrarOptions;
  readonly #store: BindingStore;
  readonly #register: Register;
  readonly #secret = randomBytes(32);
  #listeners: { udp: Transport; tcp: Transport } | undefined;
  #stopSweeping = () => {};
  #startedAtMs: number | null = null;
  /** Since when bindings cannot be stored, and why; null while they can. */
  #fault: { sinceMs: number; message: string } | null = null;
  #warnedOfTriesAtMs = Number.NEGATIVE_INFINITY;
  #closed: Promise<void> | undefined;

  constructor(options: RegistrarOptions) {
    this.#options = options;
    const { clock, credentialsOf, database, forgetAfterMs = FORGET_AFTER_MS, limits } = options;
    this.#store = createBindingStore(database, forgetAfterMs);
    this.#register = createRegister({
      authentication: this.#authentication(),
      isProvisioned: (extension) => credentialsOf(extension) !== undefined,
      limits: { ...LIMITS, ...limits },
      now: () => clock.now(),
      bindingsOf: (extension) => this.#store.ofExtension(extension),
      keep: (changes) => this.#keep(changes),
    });
  }

  get addresses() {
    return {
      host: this.#options.host,
      udpPort: this.#listeners?.udp.local.port ?? 0,
      tcpPort: this.#listeners?.tcp.local.port ?? 0,
    };
  }

  async start(): Promise<void> {
    const { host, port, clock, log, openers = { openUdp, openTcp } } = this.#options;
    this.#store.sweep(clock.now());
    for (const binding of this.#store.all()) this.#tell(binding);
    const receive = (bytes: Uint8Array, flow: Flow) => this.#receive(bytes, flow);
    const listeners = await openListeners(openers, { host, port, receive });
    if (this.#closed) {
      await closeBoth(listeners);
      return;
    }
    this.#listeners = listeners;
    this.#startedAtMs = clock.now();
    this.#sweepLater();
    log.info(this.addresses, 'The registrar listens for SIP over UDP and TCP.');
  }

  /** Never stale while it runs: what it cannot store it does not accept, and says so. */
  health(): SourceHealth {
    const { kind } = this;
    if (this.#startedAtMs === null) return { kind, asOfMs: null, sinceMs: null, error: null };
    return this.#fault
      ? {
          kind,
          asOfMs: this.#fault.sinceMs,
          sinceMs: this.#fault.sinceMs,
          error: this.#fault.message,
        }
      : { kind, asOfMs: this.#options.clock.now(), sinceMs: this.#startedAtMs, error: null };
  }

  close(): Promise<void> {
    this.#closed ??= this.#listeners ? closeBoth(this.#listeners) : Promise.resolve();
    this.#stopSweeping();
    return this.#closed;
  }

  #authentication() {
    const { digest, realm, credentialsOf, clock } = this.#options;
    if (digest === 'off') return undefined;
    return createAuthentication({
      realm,
      algorithm: digest === 'md5' ? 'MD5' : 'SHA-256',
      secret: this.#secret,
      passwordOf: (extension) => credentialsOf(extension)?.password,
      now: () => clock.now(),
      onTooManyTries: (address) => this.#warnOfTries(address),
    });
  }

  /** One message from the network. Whatever it holds, the next one is read too. */
  #receive(bytes: Uint8Array, flow: Flow): void {
    if (this.#closed) return;
    const parsed = parseMessage(bytes);
    switch (parsed.kind) {
      case 'keep-alive':
        return;
      case 'malformed': {
        const { request, status, reason } = parsed;
        // RFC 3261 17.1.1.3: an ACK is never answered, not even a bad one.
        if (request && request.method !== 'ACK') this.#send({ status, reason }, request, flow);
        return;
      }
      case 'message': {
        // A registrar asks nothing, so a response is for somebody else.
        if (parsed.message.kind === 'response') return;
        const answer = this.#answer(parsed.message, parsed.envelope, flow);
        if (answer) this.#send(answer, parsed.message, flow);
      }
    }
  }

  #answer(request: SipRequest, envelope: Envelope, flow: Flow): Answer | undefined {
    try {
      return answerRequest(request, () => this.#register(request, envelope, flow.remote.address));
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'A SIP request could not be served.');
      return SERVER_ERROR;
    }
  }

  #send(answer: Answer, request: SipRequest, flow: Flow): void {
    const tag = tagFor(request, this.#secret);
    const addressed = respond(request, answer, { source: flow.remote, tag });
    if (addressed) flow.send(serialiseMessage(addressed.response), addressed.port);
  }

  /** First to the disk, then to the directory, and only then may the phone be told. */
  #keep(changes: readonly Binding[]): void {
    if (changes.length === 0) return;
    this.#storing(() => this.#store.save(changes));
    for (const binding of changes) this.#tell(binding);
  }

  /** Runs what writes to the disk, and keeps what went wrong for `health`. */
  #storing(write: () => void): void {
    try {
      write();
      this.#fault = null;
    } catch (error) {
      const message = `Registrations cannot be stored: ${messageOf(error)}`;
      this.#fault = { sinceMs: this.#fault?.sinceMs ?? this.#options.clock.now(), message };
      throw error;
    }
  }

  #tell({ extension, device, agent, expiresAtMs, end }: Binding): void {
    const { sink } = this.#options;
    const registration = { extension, device, agent };
    if (!end) sink.registered(registration, expiresAtMs);
    else if (end.by === 'removal') sink.unregistered(registration, end.atMs);
    else sink.expired(registration, end.atMs);
  }

  #sweepLater(): void {
    const { clock, log } = this.#options;
    this.#stopSweeping = clock.after(SWEEP_EVERY_MS, () => {
      try {
        this.#storing(() => this.#store.sweep(clock.now()));
      } catch (error) {
        log.warn({ error: messageOf(error) }, 'Expired bindings could not be put away.');
      }
      this.#sweepLater();
    });
  }

  /** Once a minute at most: a log is something that strangers can grow, too. */
  #warnOfTries(address: string): void {
    const nowMs = this.#options.clock.now();
    if (nowMs - this.#warnedOfTriesAtMs < 60_000) return;
    this.#warnedOfTriesAtMs = nowMs;
    this.#options.log.warn(
      { address },
      'Too many wrong passwords from this address; further tries are put off.',
    );
  }
}

async function closeBoth({ udp, tcp }: { udp: Transport; tcp: Transport }): Promise<void> {
  await Promise.all([udp.close(), tcp.close()]);
}

/** RFC 3261 8.2.7: without state, so that a retransmission is given the same tag as the first. */
function tagFor(request: SipRequest, secret: Uint8Array): string {
  const hmac = createHmac('sha256', secret);
  for (const name of ['Via', 'Call-ID', 'CSeq']) hmac.update(`${headerOf(request, name)}\n`);
  return hmac.digest('hex').slice(0, 16);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
