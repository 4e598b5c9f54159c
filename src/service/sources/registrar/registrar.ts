import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database.ts';
import { openTcp } from '../../sip/tcp-transport.ts';
import type { Receive, Transport } from '../../sip/transport.ts';
import { openUdp } from '../../sip/udp-transport.ts';
import type { RegistrationSink, RegistrationSource, SourceHealth } from '../registration-source.ts';
import { type Acknowledgements, createAcknowledgements } from './acknowledgements.ts';
import { createAuthentication } from './authentication.ts';
import type { Binding } from './binding.ts';
import { type BindingStore, createBindingStore } from './binding-store.ts';
import type { RegistrarLimits } from './decide-register.ts';
import { createFloodLimit, type FloodLimit } from './flood-limit.ts';
import { type Openers, openListeners } from './open-listeners.ts';
import { createRegister } from './register.ts';
import { createUserAgentServer } from './user-agent-server.ts';

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
  /** Since when registrations are kept in memory only, and why, in a sentence without a secret; null while all are stored. */
  readonly storageFault: { readonly error: string; readonly sinceMs: number } | null;
  readonly addresses: { readonly host: string; readonly udpPort: number; readonly tcpPort: number };
};

const FORGET_AFTER_MS = 7 * 24 * 3_600_000;
const SWEEP_EVERY_MS = 10_000;

const TOO_MANY_TRIES = 'Too many wrong passwords from this address; further tries are put off.';
const FLOOD = 'More SIP from this address than a site sends; what is too much is not answered.';

const LIMITS: RegistrarLimits = {
  minExpiresSeconds: 10,
  defaultExpiresSeconds: 3600,
  maxExpiresSeconds: 86_400,
  mostContacts: 10,
};

export function createRegistrar(options: RegistrarOptions): Registrar {
  return new EmbeddedRegistrar(options);
}

/** The rim: sockets, timers, the database and the sink around what the other files decide. */
class EmbeddedRegistrar implements Registrar {
  readonly kind = 'registrar';
  readonly #options: RegistrarOptions;
  readonly #store: BindingStore;
  readonly #receive: Receive;
  readonly #acknowledgements: Acknowledgements;
  readonly #flood: FloodLimit;
  readonly #secret = randomBytes(32);
  #listeners: { udp: Transport; tcp: Transport } | undefined;
  #stopSweeping = () => {};
  #startedAtMs: number | null = null;
  /** By what was warned of. */
  readonly #warnedAtMs = new Map<string, number>();
  #closed: Promise<void> | undefined;

  constructor(options: RegistrarOptions) {
    this.#options = options;
    const { clock, credentialsOf, database, log } = options;
    const { forgetAfterMs = FORGET_AFTER_MS, limits } = options;
    this.#store = createBindingStore(database, forgetAfterMs);
    const register = createRegister({
      authentication: this.#authentication(),
      isProvisioned: (extension) => credentialsOf(extension) !== undefined,
      limits: { ...LIMITS, ...limits },
      now: () => clock.now(),
      store: this.#store,
    });
    this.#acknowledgements = createAcknowledgements({
      clock,
      commit: () => this.#store.commit(),
      accepted: (changes) => {
        for (const binding of changes) this.#tell(binding);
      },
      failed: ({ reason, remedy }) =>
        log.warn(
          { file: database.file },
          `${database.file} cannot be written. ${reason}. ${remedy}. Until then registrations are kept in memory only, and a restart would lose them.`,
        ),
      recovered: () =>
        log.info({ file: database.file }, `${database.file} has every registration again.`),
    });
    this.#flood = createFloodLimit(() => clock.now());
    this.#receive = createUserAgentServer({
      register,
      acknowledgements: this.#acknowledgements,
      secret: this.#secret,
      failed: (error) => log.warn({ error: messageOf(error) }, 'A SIP request was not served.'),
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
    this.#acknowledgements.flush();
    for (const binding of this.#store.all()) this.#tell(binding);
    const receive: Receive = (bytes, flow) => {
      if (this.#closed) return;
      if (this.#flood.takes(flow.remote.address)) this.#receive(bytes, flow);
      else this.#warnRarely(flow.remote.address, FLOOD);
    };
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

  /** Never stale while it runs: it asks nobody, and what it cannot store it knows all the same. */
  health(): SourceHealth {
    const asOfMs = this.#startedAtMs === null ? null : this.#options.clock.now();
    return { kind: this.kind, asOfMs, sinceMs: this.#startedAtMs, error: null };
  }

  get storageFault() {
    const { fault } = this.#acknowledgements;
    return fault && { error: `${fault.reason}.`, sinceMs: fault.sinceMs };
  }

  close(): Promise<void> {
    if (!this.#closed && this.#listeners) this.#acknowledgements.flush();
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
      onTooManyTries: (address) => this.#warnRarely(address, TOO_MANY_TRIES),
    });
  }

  #tell({ extension, device, agent, expiresAtMs, end }: Binding): void {
    const { sink } = this.#options;
    const registration = { extension, device, agent };
    if (!end) sink.registered(registration, expiresAtMs);
    else if (end.by === 'removal') sink.unregistered(registration, end.atMs);
    else sink.expired(registration, end.atMs);
  }

  #sweepLater(): void {
    const { clock } = this.#options;
    this.#stopSweeping = clock.after(SWEEP_EVERY_MS, () => {
      this.#store.sweep(clock.now());
      this.#acknowledgements.flush();
      this.#sweepLater();
    });
  }

  /** Each warning once a minute at most: a log is something that strangers can grow, too. */
  #warnRarely(address: string, warning: string): void {
    const nowMs = this.#options.clock.now();
    if (nowMs - (this.#warnedAtMs.get(warning) ?? Number.NEGATIVE_INFINITY) < 60_000) return;
    this.#warnedAtMs.set(warning, nowMs);
    this.#options.log.warn({ address }, warning);
  }
}

async function closeBoth({ udp, tcp }: { udp: Transport; tcp: Transport }): Promise<void> {
  await Promise.all([udp.close(), tcp.close()]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
