import type { Given } from './arguments.ts';
import { nearest } from './nearest.ts';
import { SETTINGS, SETTINGS_NOT_YET } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'ROLLCALL_';
const NAMES = [...SETTINGS, ...SETTINGS_NOT_YET].map(({ environment }) => environment);

/** What the environment gives. An empty variable is one that was not set: compose files write them so. */
export function readEnvironment(environment: Environment): Given[] {
  return SETTINGS.flatMap(({ key, environment: name }) => {
    const value = environment[name];
    return value ? [{ key, value, origin: name }] : [];
  });
}

/**
 * What is wrong with the names that begin with ROLLCALL_.
 * @param referenced names that a secret points to with `env:NAME`, which may be called anything
 */
export function environmentFaults(
  environment: Environment,
  referenced: readonly string[],
): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && environment[name])
    .filter((name) => !referenced.includes(name))
    .flatMap((name) => nameFault(name) ?? []);
}

function nameFault(name: string): string | undefined {
  const notYet = SETTINGS_NOT_YET.find(({ environment }) => environment === name);
  if (notYet) return `${name}: ${notYet.says}`;
  if (NAMES.includes(name)) return undefined;
  const meant = nearest(name, NAMES);
  return `${name}: is not a setting. ${meant ? `Did you mean ${meant}?` : `Known: ${NAMES.join(', ')}.`}`;
}
