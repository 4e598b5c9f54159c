import type { Database } from '../../database.ts';
import type { Binding } from './binding.ts';
import { createBindingTable } from './binding-table.ts';

/** The registrar's memory: bindings and, for a while, how earlier ones ended. Read from memory, kept on the disk. */
export type BindingStore = {
  all(): Binding[];
  ofExtension(extension: string): readonly Binding[];
  /** Takes the place of each device's binding. Read at once, on the disk with the next `commit`. */
  put(bindings: readonly Binding[]): void;
  /** Notes the end of what has run out by `nowMs`, and forgets what ended long ago. Needs a `commit` too. */
  sweep(nowMs: number): void;
  /**
   * Writes what has changed since it was last written, as a whole; false when nothing has. When it throws, the disk
   * is as it was and the changes stand in memory alone: the next commit writes them too.
   */
  commit(): boolean;
};

/** How many ended bindings of one extension are kept. A softphone that takes a new port each time makes many. */
const MOST_ENDED = 10;

/** `forgetAfterMs` is how long the end of a binding is remembered. */
export function createBindingStore(database: Database, forgetAfterMs: number): BindingStore {
  const table = createBindingTable(database);
  const byExtension = new Map<string, readonly Binding[]>();
  /** Of each extension that has changed since the last commit, its bindings on the disk. */
  const unsaved = new Map<string, readonly Binding[]>();

  const ofExtension = (extension: string) => byExtension.get(extension) ?? [];
  const set = (extension: string, bindings: readonly Binding[]) => {
    if (bindings.length > 0) byExtension.set(extension, bindings);
    else byExtension.delete(extension);
  };
  const change = (extension: string, bindings: readonly Binding[]) => {
    if (!unsaved.has(extension)) unsaved.set(extension, ofExtension(extension));
    set(extension, bindings);
  };
  for (const binding of table.read()) {
    set(binding.extension, [...ofExtension(binding.extension), binding]);
  }

  return {
    all: () => [...byExtension.values()].flat(),
    ofExtension,
    put(bindings) {
      for (const binding of bindings) {
        const { extension, device } = binding;
        const others = ofExtension(extension).filter((other) => other.device !== device);
        change(extension, pruned([...others, binding]));
      }
    },
    sweep(nowMs) {
      for (const [extension, bindings] of byExtension) {
        const kept = pruned(bindings.map((binding) => expired(binding, nowMs))).filter(
          ({ end }) => end === null || end.atMs > nowMs - forgetAfterMs,
        );
        if (!isSame(kept, bindings)) change(extension, kept);
      }
    },
    commit() {
      if (unsaved.size === 0) return false;
      database.transaction(() => {
        for (const [extension, before] of unsaved) table.write(before, ofExtension(extension));
      });
      unsaved.clear();
      return true;
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

function isSame(a: readonly Binding[], b: readonly Binding[]): boolean {
  return a.length === b.length && a.every((binding, index) => binding === b[index]);
}
