import { createAccounts } from './accounts/account-store.ts';
import { openWallLinks } from './accounts/wall-links.ts';
import { openAlerts } from './alerts/alerts.ts';
import { createCertificateShow } from './certificate.ts';
import type { Clock } from './clock.ts';
import type { Configuration } from './config/configuration.ts';
import { openDatabase } from './database.ts';
import { createDirectory, type Directory } from './directory/directory.ts';
import { startFleet } from './fleet/fleet.ts';
import { reachableHost } from './host.ts';
import { type AppOptions, createApp } from './http/app.ts';
import type { DashboardFiles } from './http/dashboard-files.ts';
import { type Serving, serve } from './http/serve.ts';
import { openJournal } from './journal/open-journal.ts';
import { keptAdminToken, openSecret } from './kept-secrets.ts';
import type { Log } from './log.ts';
import { createPhoneBook, type PhoneBook } from './phone-book.ts';
import { createRareWarnings } from './rare-warnings.ts';
import { type OpenedSource, openSource } from './sources/open-source.ts';
import type { SipAddresses } from './sources/registrar/registrar.ts';
import { version } from './version.ts';
import { watchDirectory } from './watch/directory-watch.ts';

/** What a Rollcall needs of the world. `configurationFaults` are those of a changed file that was refused. */
export type Surroundings = {
  clock: Clock;
  fetch: typeof fetch;
  log: Log;
  dashboard: DashboardFiles;
  configurationFaults: () => readonly string[];
};

/** A Rollcall that runs. */
export type Rollcall = {
  /** Where browsers reach it: `http://127.0.0.1:8080`, or with `https:`. */
  url: string;
  /** Where telephones register; undefined where an upstream is asked instead. */
  sip: SipAddresses | undefined;
  adminToken: string;
  /** How many extensions are simulated. */
  fleetSize: number;
  /** An extension for a softphone of the reader's own, where there is a fleet. */
  spare: { number: string; password: string } | undefined;
  /** Takes what can change while it runs: accounts, certificates, extensions, webhooks and the names of organizations. */
  change(next: Configuration): void;
  /** Ends everything, in reverse; what was acknowledged is on the disk. */
  close(): Promise<void>;
};

/** Everything that was opened, last first. */
type Opened = (() => Promise<void> | void)[];

/**
 * Composes and starts the service: configuration → database → directory → source → journal → watch, alerts → http →
 * fleet. Rejects with an Error whose message a person can act on, and leaves nothing open then.
 */
export async function startRollcall(
  configuration: Configuration,
  surroundings: Surroundings,
): Promise<Rollcall> {
  const opened: Opened = [];
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= closeAll(opened);
    return closed;
  };
  try {
    return { ...(await open(configuration, surroundings, opened)), close };
  } catch (error) {
    // Why it could not start says more than what could not be closed for it.
    await close().catch(() => {});
    throw error;
  }
}

async function open(
  configuration: Configuration,
  surroundings: Surroundings,
  opened: Opened,
): Promise<Omit<Rollcall, 'close'>> {
  const { clock, log, fetch } = surroundings;
  const { dataDir, forgetAfterDays, unifiedApi } = configuration;
  // What an upstream still lists is not forgotten.
  const forgetAfterMs = unifiedApi ? Number.POSITIVE_INFINITY : forgetAfterDays * 24 * 3_600_000;
  const database = openDatabase(dataDir);
  opened.unshift(() => database.close());
  const derive = openSecret(dataDir, configuration.secret);
  const adminToken = configuration.adminToken ?? keptAdminToken(dataDir);

  const directory = createDirectory({ clock, forgetAfterMs });
  const phoneBook = createPhoneBook(configuration, (number) =>
    derive(`fleet:${number}`).slice(0, 20),
  );
  directory.provision(phoneBook.extensions());

  const { source, registrar } = openSource(configuration, {
    ...{ directory, phoneBook, database, forgetAfterMs, fetch, clock, log },
  });
  opened.unshift(() => source.close());
  await source.start();
  const { journal, recorder } = openJournal({
    ...{ database, directory, clock, log },
    sourceHealth: () => source.health(),
  });
  opened.unshift(() => recorder.close());

  const signingKey = Buffer.from(derive('signing'), 'hex');
  const accounts = createAccounts({
    ...{ adminToken, key: signingKey },
    accounts: configuration.accounts,
  });
  const wallLinks = openWallLinks({
    ...{ database, key: signingKey, clock },
    accountOf: accounts.byId,
  });
  const watch = watchDirectory({ directory, clock });
  opened.unshift(() => watch.close());
  const alerts = openAlerts({
    ...{ database, directory, accounts, watch, clock, log },
    ...{ webhooks: configuration.webhooks, fetch, random: Math.random },
  });
  opened.unshift(() => alerts.webhooks.close());
  const context = { configuration, surroundings, directory, phoneBook, source, registrar };
  const serving = await openHttp(context, { accounts, wallLinks, alerts, journal, signingKey });
  opened.unshift(() => serving.close());
  const showCertificates = certificateShows(context, serving);
  showCertificates(configuration);
  const fleetSize = openFleet(context, opened);

  return {
    url: serving.url,
    sip: registrar && reachable(registrar.addresses),
    adminToken,
    fleetSize,
    spare: phoneBook.spare,
    change(next) {
      accounts.change(next.accounts);
      phoneBook.change(next);
      directory.provision(phoneBook.extensions());
      alerts.webhooks.change(next.webhooks);
      showCertificates(next);
    },
  };
}

type Context = {
  configuration: Configuration;
  surroundings: Surroundings;
  directory: Directory;
  phoneBook: PhoneBook;
} & OpenedSource;

function openHttp(
  { configuration, surroundings, directory, phoneBook, source, registrar }: Context,
  entry: Pick<AppOptions, 'accounts' | 'wallLinks' | 'alerts' | 'journal' | 'signingKey'>,
): Promise<Serving> {
  const { clock, log, dashboard, configurationFaults } = surroundings;
  const { http, emptyAs, fleet } = configuration;
  const app = createApp({
    ...entry,
    ...{ directory, dashboard, emptyAs, clock, log },
    trustedProxies: http.trustedProxies,
    frameAncestors: http.frameAncestors,
    corsOrigins: http.corsOrigins,
    organizationNames: phoneBook.organizationNames,
    health: () => ({
      source: source.health(),
      // Of an upstream's registrations none is ours to store.
      storageFault: registrar?.storageFault ?? null,
      fleet,
      version,
      configurationFaults: configurationFaults(),
    }),
  });
  const warnRarely = createRareWarnings({ clock, log });
  return serve({
    ...{ fetch: app.fetch, host: http.host, port: http.port, certificate: http.tls },
    notAccepted: (error) =>
      warnRarely({ error: error.message }, 'A connection over HTTP could not be accepted.'),
  });
}

/** Shows the certificates of a configuration, each when it is another one than before. */
function certificateShows(
  { surroundings, registrar }: Context,
  serving: Serving,
): (configuration: Configuration) => void {
  const showOverHttp = createCertificateShow(
    'http.tls',
    (next) => serving.changeCertificate(next),
    surroundings,
  );
  const showOverSip = createCertificateShow(
    'sip.tls',
    (next) => registrar?.changeCertificate(next),
    surroundings,
  );
  return ({ http, sip }) => {
    showOverHttp(http.tls);
    showOverSip(sip.tls);
  };
}

/** Starts the demonstration telephones, when there are any; gives the number of their extensions. */
function openFleet({ surroundings, phoneBook, registrar }: Context, opened: Opened): number {
  const { roster, fleetPasswordOf } = phoneBook;
  if (!roster || !registrar) return 0;
  const { clock, log } = surroundings;
  const fleet = startFleet({
    roster,
    registrarAddress: reachable(registrar.addresses),
    passwordOf: fleetPasswordOf,
    random: Math.random,
    ...{ clock, log },
  });
  opened.unshift(() => fleet.close());
  return fleet.size;
}

function reachable(addresses: SipAddresses): SipAddresses {
  return { ...addresses, host: reachableHost(addresses.host) };
}

/** Closes each, also when one before it cannot be, and rejects with the first error of theirs. */
async function closeAll(opened: Opened): Promise<void> {
  const errors: unknown[] = [];
  for (const close of opened) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
