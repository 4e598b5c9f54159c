import type { Configuration } from './configuration.ts';
import { readConfiguration } from './read-configuration.ts';

// For tests: reads a configuration as it is given, with files that are in memory.

export type Given = {
  argv?: readonly string[];
  environment?: Record<string, string>;
  /** Their content by path. */
  files?: Record<string, string>;
};

export function readGiven({ argv = [], environment = {}, files = {} }: Given) {
  return readConfiguration({ argv, environment, read: (path) => files[path] });
}

/** What it says. Throws when it has faults. */
export function configurationOf(given: Given): Configuration {
  const outcome = readGiven(given);
  if (outcome.kind === 'faults') throw new Error(outcome.faults.join('\n'));
  return outcome.configuration;
}

/** Its faults, none when it is good. */
export function faultsOf(given: Given): readonly string[] {
  const outcome = readGiven(given);
  return outcome.kind === 'faults' ? outcome.faults : [];
}

/** The faults of a configuration file, `rollcall.yaml`, beside other files. */
export function faultsIn(yaml: string, files: Record<string, string> = {}): readonly string[] {
  return faultsOf({ files: { ...files, 'rollcall.yaml': yaml } });
}
