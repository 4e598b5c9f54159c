import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      resolved: z.optional(z.string()),
      hasInstallScript: z.optional(z.boolean()),
      optionalDependencies: z.optional(z.record(z.string(), z.string())),
    }),
  ),
});
const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const { packages } = lockSchema.parse(readJson('../package-lock.json'));
const entries = Object.entries(packages);

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

/** Where Node would look for a package that the one at `place` asks for, nearest first. */
function placesFor(name: string, place: string): string[] {
  const nested = place === '' ? [] : [`${place}/node_modules/${name}`];
  const parent = place.lastIndexOf('/node_modules/');
  return parent < 0
    ? [...nested, `node_modules/${name}`]
    : [...nested, ...placesFor(name, place.slice(0, parent))];
}

it('lists every optional dependency, so that npm ci works on every platform', () => {
  // npm leaves out a platform's package that the registry did not have, and says so only when `npm ci` fails.
  const missing = entries.flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !placesFor(name, place).some((candidate) => candidate in packages))
      .map((name) => `${name}, for ${place}`),
  );
  expect(missing).toEqual([]);
});

it('names no registry', () => {
  expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

it('needs no install script', () => {
  const scripted = entries.filter(([, { hasInstallScript }]) => hasInstallScript === true);
  // Its package holds the binaries; the script would only look whether one fits.
  expect(scripted.map(([place]) => place)).toEqual(['node_modules/@photostructure/sqlite']);
});

it('pins every direct dependency exactly', () => {
  const { dependencies, devDependencies } = manifestSchema.parse(readJson('../package.json'));
  const ranges = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(ranges).toEqual([]);
});
