import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The torture messages of RFC 4475, which the package `sip` carries. Three of its files are not among them.
const require = createRequire(import.meta.url);
const DIRECTORY = join(dirname(require.resolve('sip/package.json')), 'test/messages');
const NOT_OF_THE_RFC = ['badcseq', 'baddn_sep', 'test'];

/** The names that the RFC gives them. */
export const TORTURE_NAMES = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith('.dat'))
  .map((file) => file.slice(0, -'.dat'.length))
  .filter((name) => !NOT_OF_THE_RFC.includes(name));

export const torture = (name: string): Buffer => readFileSync(join(DIRECTORY, `${name}.dat`));

/** Whom the REGISTERs among them are for. */
export const TORTURE_EXTENSIONS: ReadonlySet<string> = new Set([
  'j.user',
  'null-\0-null',
  'user',
  'watson',
]);
