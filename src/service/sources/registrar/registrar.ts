import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database.ts';
import type { RegistrationSink } from '../../directory/registration-sink.ts';
import { createRareWarnings } from '../../rare-warnings.ts';
import { openTcp } from '../../sip/tcp-transport.ts';
import { openTls, type TlsCertificate } from '../../sip/tls-transport.ts';
import type { Receive } from '../../sip/transport.ts';
import { openUdp } from '../../sip/udp-transport.ts';
import type { RegistrationSource, SourceHealth } from '../registration-source.ts';
import { type Acknowledgements, createAcknowledgements } from './acknowledgements.ts';
import { createAdmission } from './admission.ts';
import { createAuthentication } from './authentication.ts';
import { type BindingStore, createBindingStore } from './binding-store.ts';
import type { PublicationLimits } from './decide-publish.ts';
import type { RegistrarLimits } from './decide-register.ts';
import { createFloodLimit, type FloodLimit } from './flood-limit.ts';
import { commitTogether } from './kept-rows.ts';
import {
  closeListeners,
  type Listeners,
  type Openers,
  openListeners,
  type TlsOptions,
} from './open-listeners.ts';
import { isLive } from './publication.ts';
import { createPublicationStore, type PublicationStore } from './publication-store.ts';
import { createPublish } from './publish.ts';
import { createRegister } from './register.ts';
import { tell } from './tell.ts';
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
  /** SIP over TLS beside UDP and TCP, on a port of its own. */
  tls?: TlsOptions | undefined;
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
  readonly addresses: SipAddresses;
  /** Shows another certificate to phones that connect from now on, where there is TLS. */
  changeCertificate(next: TlsCertificate): void;
};

/** Where phones register. */
export type SipAddresses = {
  readonly host: string;
  readonly udpPort: number;
  readonly tcpPort: number;
  /** Undefined where there is no TLS. */
  readonly tlsPort: number | undefined;
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

/**
 * A telephone that dies in a call is shown in it until its publication runs out, so a long one is cut down; refreshing
 * it costs the telephone little.
 */
const PUBLICATION_LIMITS: PublicationLimits = {
  minExpiresSeconds: 10,
  defaultExpiresSeconds: 300,
  maxExpiresSeconds: 600,
  mostPublications: 32,
};

export function createRegistrar(options: RegistrarOptions): Registrar {
  return new EmbeddedRegistrar(options);
}

/** The rim: sockets, timers, the database and the sink around what the other files decide. */
class EmbeddedRegistrar implements Registrar {
  readonly kind = 'registrar';
  readonly #options: RegistrarOptions;
  readonly #bindings: BindingStore;
  readonly #publications: PublicationStore;
  readonly #receive: Receive;
  readonly #acknowledgements: Acknowledgements;
  readonly #flood: FloodLimit;
  readonly #warnRarely: (fields: object, warning: string) => void;
  readonly #secret = randomBytes(32);
  #listeners: Listeners | undefined;
  #stopSweeping = () => {};
  #startedAtMs: number | null = null;
  #closed: Promise<void> | undefined;

  constructor(options: RegistrarOptions) {
    this.#options = options;
    const { clock, credentialsOf, database, log } = options;
    const { forgetAfterMs = FORGET_AFTER_MS, limits } = options;
    this.#bindings = createBindingStore(database, forgetAfterMs);
    this.#publications = createPublicationStore(database);
    this.#warnRarely = createRareWarnings({ clock, log });
    const now = () => clock.now();
    const admit = createAdmission({
      authentication: this.#authentication(),
      isProvisioned: (extension) => credentialsOf(extension) !== undefined,
    });
    const register = createRegister({
      ...{ admit, now },
      limits: { ...LIMITS, ...limits },
      store: this.#bindings,
    });
    const publish = createPublish({
      ...{ admit, now },
      limits: PUBLICATION_LIMITS,
      newEntityTag: () => randomBytes(8).toString('hex'),
      store: this.#publications,
    });
    this.#acknowledgements = createAcknowledgements({
      clock,
      commit: () => this.#commit(),
      accepted: (changes) => {
        for (const change of changes) tell(options.sink, change);
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
      services: { REGISTER: register, PUBLISH: publish },
      acknowledgements: this.#acknowledgements,
      secret: this.#secret,
      failed: (error) => log.warn({ error: messageOf(error) }, 'A SIP request was not served.'),
    });
  }

  get addresses(): SipAddresses {
    return {
      host: this.#options.host,
      udpPort: this.#listeners?.udp.local.port ?? 0,
      tcpPort: this.#listeners?.tcp.local.port ?? 0,
      tlsPort: this.#listeners?.tls?.local.port,
    };
  }

  changeCertificate(next: TlsCertificate): void {
    this.#listeners?.tls?.changeCertificate(next);
  }

  async start(): Promise<void> {
    const { host, port, tls, clock, log } = this.#options;
    const { openers = { openUdp, openTcp, openTls } } = this.#options;
    this.#sweep();
    this.#acknowledgements.flush();
    this.#tellAll();
    const receive: Receive = (bytes, flow) => {
      if (this.#closed) return;
      if (this.#flood.takes(flow.remote.address)) this.#receive(bytes, flow);
      else this.#warnRarely({ address: flow.remote.address }, FLOOD);
    };
    const listeners = await openListeners(openers, { host, port, tls, receive });
    if (this.#closed) {
      await closeListeners(listeners);
      return;
    }
    this.#listeners = listeners;
    this.#startedAtMs = clock.now();
    this.#sweepLater();
    const protocols = tls ? 'UDP, TCP and TLS' : 'UDP and TCP';
    log.info(this.addresses, `The registrar listens for SIP over ${protocols}.`);
  }

  /** Never stale while it runs: it asks nobody, and what it cannot store it knows all the same. */
  health(): SourceHealth {
    const asOfMs = this.#startedAtMs === null ? null : this.#options.clock.now();
    return { kind: this.kind, asOfMs, sinceMs: this.#startedAtMs, reason: null, error: null };
  }

  get storageFault() {
    const { fault } = this.#acknowledgements;
    return fault && { error: `${fault.reason}.`, sinceMs: fault.sinceMs };
  }

  close(): Promise<void> {
    if (!this.#closed && this.#listeners) this.#acknowledgements.flush();
    this.#closed ??= this.#listeners ? closeListeners(this.#listeners) : Promise.resolve();
    this.#stopSweeping();
    return this.#closed;
  }

  #commit(): boolean {
    return commitTogether(this.#options.database, [this.#bindings.rows, this.#publications.rows]);
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
      onTooManyTries: (address) => this.#warnRarely({ address }, TOO_MANY_TRIES),
    });
  }

  /** What is remembered from before. */
  #tellAll(): void {
    const { sink, clock } = this.#options;
    const bindings = [...this.#bindings.rows.entries()].flatMap(([, all]) => all);
    const publications = [...this.#publications.rows.entries()].flatMap(([, all]) => all);
    const live = publications.filter((publication) => isLive(publication, clock.now()));
    for (const change of [...bindings, ...live]) tell(sink, change);
  }

  #sweep(): void {
    const nowMs = this.#options.clock.now();
    this.#bindings.sweep(nowMs);
    this.#publications.sweep(nowMs);
  }

  #sweepLater(): void {
    const { clock } = this.#options;
    this.#stopSweeping = clock.after(SWEEP_EVERY_MS, () => {
      this.#sweep();
      this.#acknowledgements.flush();
      this.#sweepLater();
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
