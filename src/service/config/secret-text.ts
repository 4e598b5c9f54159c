import { isAbsolute, join } from 'node:path';
import type { Tree } from './configuration-file.ts';
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

/** The keys whose texts are secrets, wherever they stand. An address to post to often holds what lets one post there. */
const SECRET_KEYS = ['adminToken', 'appSecret', 'password', 'secret', 'tokens', 'url'];

/** Every secret in what stands at a key, as it was written. */
export function secretsIn(held: unknown, key = ''): string[] {
  if (typeof held === 'string') return SECRET_KEYS.includes(key) ? [held] : [];
  if (Array.isArray(held)) return held.flatMap((item) => secretsIn(item, key));
  if (typeof held !== 'object' || held === null) return [];
  return Object.entries(held).flatMap(([inner, value]) => secretsIn(value, inner));
}

/** The same with every secret as seen from another folder: a path in a file is meant from where that file is. */
export function secretsSeenFrom(folder: string, tree: Tree): Tree {
  return mapEntries(tree, (value, key) => seenFrom(folder, value, key));
}

function seenFrom(folder: string, held: unknown, key: string): unknown {
  if (typeof held === 'string') {
    return SECRET_KEYS.includes(key) ? fileSecretFrom(folder, held) : held;
  }
  if (Array.isArray(held)) return held.map((item) => seenFrom(folder, item, key));
  if (typeof held !== 'object' || held === null) return held;
  return mapEntries(held, (value, inner) => seenFrom(folder, value, inner));
}

function mapEntries(tree: object, change: (value: unknown, key: string) => unknown): Tree {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, change(value, key)]));
}

/** The name that `env:NAME` points to. */
export function referencedName(text: string): string | undefined {
  return /^env:(.*)$/.exec(text)?.[1];
}

/** `file:PATH` as seen from another folder. */
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
