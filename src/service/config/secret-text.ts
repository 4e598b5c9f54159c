import { isAbsolute, join } from 'node:path';
import type { Environment } from './environment.ts';
import type { Files } from './files.ts';

/** A secret's text, or what is wrong with the place it was said to be in. */
export type SecretText = { value: string } | { fault: string };

/** Reads a secret that is given as it is, as `env:NAME` or as `file:PATH`. No fault ever holds the secret. */
export function createSecretReader(environment: Environment, read: Files['read']) {
  return (text: string): SecretText => {
    const [, kind, place = ''] = /^(env|file):(.*)$/.exec(text) ?? [];
    if (kind === 'env') return fromEnvironment(environment[place], place);
    if (kind === 'file') return fromFile(read, place);
    return { value: text };
  };
}

export type SecretReader = ReturnType<typeof createSecretReader>;

/** The name that `env:NAME` points to. */
export function referencedName(text: string): string | undefined {
  return /^env:(.*)$/.exec(text)?.[1];
}

/** `file:PATH` as seen from another folder: a path in a file is meant from where that file is. */
export function fileSecretFrom(folder: string, text: string): string {
  const path = /^file:(.*)$/.exec(text)?.[1];
  return path === undefined || isAbsolute(path) ? text : `file:${join(folder, path)}`;
}

function fromEnvironment(value: string | undefined, name: string): SecretText {
  return value
    ? { value }
    : { fault: `is to come from the environment's ${name}, which is not set.` };
}

function fromFile(read: Files['read'], path: string): SecretText {
  try {
    const value = read(path)?.replace(/\r?\n$/, '');
    if (value) return { value };
    return {
      fault: `is to come from the file ${path}, which ${value === '' ? 'is empty' : 'is not there'}.`,
    };
  } catch (error) {
    return {
      fault: `is to come from the file ${path}, which ${error instanceof Error ? error.message : 'cannot be read.'}`,
    };
  }
}
