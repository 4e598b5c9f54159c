import type * as z from 'zod/mini';
import { disagreements } from './agreement.ts';
import { readArguments } from './arguments.ts';
import type { Configuration } from './configuration.ts';
import type { Path } from './configuration-file.ts';
import { type Environment, environmentFaults, readEnvironment } from './environment.ts';
import type { Files } from './files.ts';
import { type Layers, labelOf, mergeLayers, referencedNames } from './layers.ts';
import { openConfigurationFile, openExtensionsFile } from './opened-files.ts';
import { configurationSchema } from './schema.ts';
import { createSecretReader } from './secret-text.ts';

export type ConfigurationInputs = {
  /** The words after the program's name. */
  argv: readonly string[];
  environment: Environment;
  read: Files['read'];
};

/** `files` are all that were read or looked for; `configurationFile` is the one that was there. */
export type ReadConfiguration = {
  kind: 'configuration';
  configuration: Configuration;
  files: readonly string[];
  configurationFile: string | undefined;
};

/** A configuration, or every fault of what was given, one line each for a person. */
export type ConfigurationOutcome =
  | ReadConfiguration
  | { kind: 'faults'; faults: readonly string[]; files: readonly string[] };

/** Reads flags, environment, the file and the CSV it names, and tells the faults of all of them at once. */
export function readConfiguration({
  argv,
  environment,
  read,
}: ConfigurationInputs): ConfigurationOutcome {
  const { configurationFile, given, faults: argumentFaults } = readArguments(argv);
  const files = new Set<string>();
  const readAndNote = (path: string) => {
    files.add(path);
    return read(path);
  };
  const file = openConfigurationFile(configurationFile, readAndNote);
  const csv = openExtensionsFile(file.tree.extensionsFile, readAndNote);
  const layers = { given: [...readEnvironment(environment), ...given], file, csv };
  const { configuration, faults } = interpret(layers, environment, readAndNote);
  const allFaults = [...argumentFaults, ...file.faults, ...csv.faults, ...faults];
  return configuration && allFaults.length === 0
    ? {
        kind: 'configuration',
        configuration,
        files: [...files],
        configurationFile: file.exists ? file.path : undefined,
      }
    : { kind: 'faults', faults: allFaults, files: [...files] };
}

function interpret(layers: Layers, environment: Environment, read: Files['read']) {
  const tree = mergeLayers(layers);
  const label = (path: Path) => labelOf(layers, path);
  const readSecret = createSecretReader(environment, read);
  const parsed = configurationSchema(readSecret, read).safeParse(tree);
  const faults = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ path, says: message })),
    ...disagreements(tree, { labelOf: label, readSecret }),
  ];
  return {
    configuration: parsed.success ? toConfiguration(parsed.data) : undefined,
    faults: [
      ...environmentFaults(environment, referencedNames(tree)),
      ...faults.map(({ path, says }) => `${label(path)}: ${says}`),
    ],
  };
}

type Parsed = z.output<ReturnType<typeof configurationSchema>>;

function toConfiguration(parsed: Parsed): Configuration {
  const { http, sip, extensions } = parsed;
  return {
    http: {
      host: http.host,
      port: http.port,
      insecure: http.insecure,
      trustedProxies: http.trustedProxies,
      frameAncestors: http.frameAncestors,
      corsOrigins: http.corsOrigins,
      tls: http.tls,
    },
    sip: { host: sip.host, port: sip.port, realm: sip.realm, digest: sip.digest, tls: sip.tls },
    dataDir: parsed.dataDir,
    source: parsed.source,
    unifiedApi: parsed.unifiedApi,
    fleet: parsed.fleet,
    adminToken: parsed.adminToken,
    secret: parsed.secret,
    accounts: parsed.accounts,
    extensions: extensions.map(({ number, name, password, registration }) => ({
      number,
      ...(name !== undefined && { name }),
      ...(password !== undefined && { password }),
      static: registration === 'static',
    })),
    webhooks: parsed.webhooks,
    organizations: parsed.organizations,
    emptyAs: parsed.emptyAs,
    forgetAfterDays: parsed.forgetAfterDays,
  };
}
