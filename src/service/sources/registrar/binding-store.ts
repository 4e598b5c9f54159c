import type { Database } from '../../database.ts';
import type { Binding } from './binding.ts';
import { createBindingTable } from './binding-table.ts';
import { createKeptRows, type KeptRows } from './kept-rows.ts';

/** The registrar's memory: bindings and, for a while, how earlier ones ended. Read from memory, kept on the disk. */
export type BindingStore = {
  /** What is kept, for `commitTogether`. */
  readonly rows: KeptRows<Binding>;
  ofExtension(extension: string): readonly Binding[];
  /** Takes the place of each device's binding. Read at once, on the disk with the next commit. */
  put(bindings: readonly Binding[]): void;
  /** Notes the end of what has run out by `nowMs`, and forgets what ended long ago. Needs a commit too. */
  sweep(nowMs: number): void;
};

/** How many ended bindings of one extension are kept. A softphone that takes a new port each time makes many. */
const MOST_ENDED = 10;

/** `forgetAfterMs` is how long the end of a binding is remembered. */
export function createBindingStore(database: Database, forgetAfterMs: number): BindingStore {
  const rows = createKeptRows(createBindingTable(database));
  const { ofExtension } = rows;

  return {
    rows,
    ofExtension,
    put(bindings) {
      for (const binding of bindings) {
        const { extension, device } = binding;
        const others = ofExtension(extension).filter((other) => other.device !== device);
        rows.set(extension, pruned([...others, binding]));
      }
    },
    sweep(nowMs) {
      for (const [extension, bindings] of rows.entries()) {
        const kept = pruned(bindings.map((binding) => expired(binding, nowMs))).filter(
          ({ end }) => end === null || end.atMs > nowMs - forgetAfterMs,
        );
        rows.set(extension, kept);
      }
    },
  };
}

function expired(binding: Binding, nowMs: number): Binding {
  return binding.end === null && binding.expiresAtMs <= nowMs
    ? { ...binding, end: { by: 'expiry', atMs: binding.expiresAtMs } }
    : binding;
}

/** Without the oldest of too many ends. */
function pruned(bindings: readonly Binding[]): readonly Binding[] {
  const ends = bindings.flatMap(({ end }) => (end ? [end.atMs] : []));
  if (ends.length <= MOST_ENDED) return bindings;
  const oldestKeptMs = ends.sort((a, b) => b - a)[MOST_ENDED - 1] ?? 0;
  return bindings.filter(({ end }) => end === null || end.atMs >= oldestKeptMs);
}
