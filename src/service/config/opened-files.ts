import { dirname, isAbsolute, join } from 'node:path';
import { type ConfigurationFile, parseConfigurationFile, type Tree } from './configuration-file.ts';
import { type CsvExtension, parseExtensionsCsv } from './extensions-csv.ts';
import type { Files } from './files.ts';
import { valueAt, withValue } from './layers.ts';
import { fileSecretFrom, secretsSeenFrom } from './secret-text.ts';
import { CONFIGURATION_FILE } from './settings.ts';

/** The configuration file, or its place when there is none. Faults are lines for a person. */
export type OpenedFile = Pick<ConfigurationFile, 'tree' | 'lineOf'> & {
  path: string;
  exists: boolean;
  faults: readonly string[];
};

export type OpenedCsv = {
  path: string;
  extensions: readonly CsvExtension[];
  faults: readonly string[];
};

const NOT_IN_FILE = 'is not taken from a file. Give --admin-token or ROLLCALL_ADMIN_TOKEN.';

/** @param named what `--config` says; without it the default file is read when it is there */
export function openConfigurationFile(named: string | undefined, read: Files['read']): OpenedFile {
  const path = named ?? CONFIGURATION_FILE;
  const none = { path, exists: named !== undefined, tree: {}, lineOf: () => 1 };
  const text = readText(path, read);
  if (text === undefined) {
    return { ...none, faults: named ? [`--config: there is no file ${path}.`] : [] };
  }
  if ('fault' in text) return { ...none, exists: true, faults: [text.fault] };
  const file = parseConfigurationFile(text.content);
  const { adminToken, ...tree } = asSeenFrom(dirname(path), file.tree);
  return {
    path,
    exists: true,
    tree,
    lineOf: file.lineOf,
    faults: [
      ...file.faults.map(({ line, says }) => `${path}:${line}: ${says}`),
      ...(adminToken === undefined
        ? []
        : [`${path}:${file.lineOf(['adminToken'])} adminToken: ${NOT_IN_FILE}`]),
    ],
  };
}

/** @param path what `extensionsFile` says, if anything */
export function openExtensionsFile(path: unknown, read: Files['read']): OpenedCsv {
  const none = { path: '', extensions: [], faults: [] };
  if (typeof path !== 'string') return none;
  const text = readText(path, read);
  if (text === undefined) {
    return { ...none, faults: [`extensionsFile: there is no file ${path}.`] };
  }
  if ('fault' in text) return { ...none, faults: [text.fault] };
  const { extensions, faults } = parseExtensionsCsv(text.content);
  return {
    path,
    extensions: extensions.map(({ password, ...extension }) => ({
      ...extension,
      ...(password && { password: fileSecretFrom(dirname(path), password) }),
    })),
    faults: faults.map(({ line, says }) => `${path}:${line}: ${says}`),
  };
}

function readText(path: string, read: Files['read']) {
  try {
    const content = read(path);
    return content === undefined ? undefined : { content };
  } catch (error) {
    return { fault: `${path}: ${error instanceof Error ? error.message : 'cannot be read.'}` };
  }
}

/** The settings that are paths. */
const PATH_KEYS = [
  ...['dataDir', 'extensionsFile'],
  ...['http.tls.cert', 'http.tls.key', 'sip.tls.cert', 'sip.tls.key'],
];

/** Paths in a file are meant from where it lies, those in flags and the environment from where Rollcall was started. */
function asSeenFrom(folder: string, tree: Tree): Tree {
  return PATH_KEYS.reduce(
    (moved, key) => {
      const path = valueAt(tree, key);
      return typeof path === 'string' && !isAbsolute(path)
        ? withValue(moved, key, join(folder, path))
        : moved;
    },
    secretsSeenFrom(folder, tree),
  );
}
