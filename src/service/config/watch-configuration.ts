import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Configuration } from './configuration.ts';
import type { Files } from './files.ts';
import {
  type ConfigurationInputs,
  type ConfigurationOutcome,
  type ReadConfiguration,
  readConfiguration,
} from './read-configuration.ts';

/**
 * Looking at the files' stamps sees what file system events miss: files that are replaced, linked anew or made
 * later, and network drives. A change is read once two looks in a row saw the same, so never half written.
 */
const LOOK_EVERY_MS = 1000;

export type ConfigurationWatch = {
  /** What is wrong with the files as they are now; empty while what they say is what runs. */
  faults(): readonly string[];
  close(): void;
};

type Watching = {
  inputs: ConfigurationInputs;
  stamp: Files['stamp'];
  started: ReadConfiguration;
  clock: Clock;
  log: Log;
  onChange(next: Configuration): void;
};

/**
 * Watches every file that the configuration was read from. A good change goes to `onChange`, with everything that
 * only a restart changes left as it runs; a bad one is refused whole, and told in the log and by `faults()`.
 */
export function watchConfiguration(watching: Watching): ConfigurationWatch {
  const { clock, stamp, started } = watching;
  let { files, configurationFile } = started;
  let last: ConfigurationOutcome = started;
  const look = () => files.map(stamp).join();
  // Nothing counts as taken yet, so that a change made during the start is not missed.
  let taken = '';
  let seen = '';

  const take = () => {
    const outcome = readConfiguration(requireFile(watching.inputs, configurationFile));
    files = outcome.files;
    if (outcome.kind === 'configuration') configurationFile = outcome.configurationFile;
    const isNew = whatItSays(outcome) !== whatItSays(last);
    last = outcome;
    if (isNew) tell(outcome, watching);
  };

  const check = () => {
    const now = look();
    if (now !== taken && now === seen) {
      take();
      taken = now;
    }
    seen = now;
    cancel = clock.after(LOOK_EVERY_MS, check);
  };
  let cancel = clock.after(LOOK_EVERY_MS, check);
  return {
    faults: () => (last.kind === 'faults' ? last.faults : []),
    close: () => cancel(),
  };
}

/** A file that was there once must stay there: its extensions do not vanish with it. */
function requireFile(inputs: ConfigurationInputs, file: string | undefined): ConfigurationInputs {
  return file ? { ...inputs, argv: [...inputs.argv, `--config=${file}`] } : inputs;
}

function whatItSays(outcome: ConfigurationOutcome): string {
  return JSON.stringify(outcome.kind === 'faults' ? outcome.faults : outcome.configuration);
}

function tell(outcome: ConfigurationOutcome, { started, log, onChange }: Watching): void {
  if (outcome.kind === 'faults') {
    const { faults } = outcome;
    log.error({ faults }, 'The changed configuration is refused; the one before it stays.');
    return;
  }
  const { configuration } = outcome;
  const settings = waitingForRestart(configuration, started.configuration);
  if (settings.length > 0) {
    log.warn({ settings }, 'These changed settings are taken at the next start only.');
  }
  log.info({ extensions: configuration.extensions.length }, 'The changed configuration is taken.');
  onChange({ ...started.configuration, ...livePart(configuration, started.configuration) });
}

/** Certificates change while it runs; whether there is TLS at all does not. */
function livePart(next: Configuration, running: Configuration) {
  const { http, sip } = running;
  const { accounts, organizations, webhooks } = next;
  // Those of another source have no passwords, or have them for nothing.
  const { extensions } = next.source === running.source ? next : running;
  return {
    ...{ accounts, extensions, organizations, webhooks },
    http: { ...http, tls: http.tls && (next.http.tls ?? http.tls) },
    sip: { ...sip, tls: sip.tls && { ...(next.sip.tls ?? sip.tls), port: sip.tls.port } },
  };
}

const TAKEN_AT_START: Readonly<Record<string, (configuration: Configuration) => unknown>> = {
  'http.host': ({ http }) => http.host,
  'http.port': ({ http }) => http.port,
  'http.trustedProxies': ({ http }) => http.trustedProxies.join(),
  'http.frameAncestors': ({ http }) => http.frameAncestors.join(),
  'http.corsOrigins': ({ http }) => http.corsOrigins.join(),
  'http.tls': ({ http }) => http.tls !== undefined,
  'sip.host': ({ sip }) => sip.host,
  'sip.port': ({ sip }) => sip.port,
  'sip.realm': ({ sip }) => sip.realm,
  'sip.digest': ({ sip }) => sip.digest,
  'sip.tls': ({ sip }) => sip.tls !== undefined,
  'sip.tls.port': ({ sip }) => sip.tls?.port,
  dataDir: ({ dataDir }) => dataDir,
  source: ({ source }) => source,
  unifiedApi: ({ unifiedApi }) => JSON.stringify(unifiedApi),
  fleet: ({ fleet }) => fleet,
  emptyAs: ({ emptyAs }) => emptyAs,
  forgetAfterDays: ({ forgetAfterDays }) => forgetAfterDays,
  'the admin token': ({ adminToken }) => adminToken,
  secret: ({ secret }) => secret,
};

function waitingForRestart(next: Configuration, running: Configuration): string[] {
  return Object.entries(TAKEN_AT_START)
    .filter(([, read]) => read(next) !== read(running))
    .map(([setting]) => setting);
}
