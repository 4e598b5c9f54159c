import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** One number, and what it is of. */
export type Measurement = { what: string; value: number; unit: string };

/** Where the benches write, each a file of its own, and bench.mjs reads. */
const FOLDER = '.cache/results/bench';
const MACHINE = '.cache/results/machine.json';

/** Keeps what a bench has measured, and on what: with the Chromium of this version. */
export function keep(
  bench: string,
  measurements: readonly Measurement[],
  chromiumVersion: string,
): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${bench}.json`, `${JSON.stringify(measurements, null, 2)}\n`);
  writeFileSync(MACHINE, JSON.stringify({ measuredOn: machine(chromiumVersion) }));
}

/** What the numbers were measured on. */
export function machine(chromiumVersion: string): string {
  const cores = cpus();
  const model = cores[0]?.model.trim() || process.arch;
  return `${cores.length} cores (${model}), ${process.platform}, Node ${process.versions.node}, Chromium ${chromiumVersion}`;
}

/** The value that half of them do not exceed. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
