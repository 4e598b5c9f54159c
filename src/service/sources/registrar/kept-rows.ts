import type { Database } from '../../database.ts';

/** A table of the embedded database whose rows each belong to an extension. */
export type RowTable<Row> = {
  read(): Row[];
  /** What tells the rows of one extension apart. */
  key(row: Row): string;
  /** Puts the row in the place of the one with its extension and key. */
  upsert(row: Row): void;
  remove(row: Row): void;
};

/** The rows of one table by extension. They are read from memory, and are on the disk after `commitTogether`. */
export type KeptRows<Row> = Uncommitted & {
  /** The extensions that have any, with all of theirs. */
  entries(): Iterable<[string, readonly Row[]]>;
  ofExtension(extension: string): readonly Row[];
  /** Makes these the extension's rows. The same ones again are no change. */
  set(extension: string, rows: readonly Row[]): void;
};

/** What has changed since the last commit. */
type Uncommitted = {
  hasChanged(): boolean;
  /** Writes it, within a transaction. Only what differs is written. */
  write(): void;
  /** Said when the transaction has ended. When nothing of it is on the disk, nothing of it has happened. */
  settle(isWritten: boolean): void;
};

export function createKeptRows<Row extends { extension: string }>(
  table: RowTable<Row>,
): KeptRows<Row> {
  const byExtension = new Map<string, readonly Row[]>();
  /** Of each extension that has changed since the last commit, its rows before. */
  const committed = new Map<string, readonly Row[]>();

  const ofExtension = (extension: string) => byExtension.get(extension) ?? [];
  const assign = (extension: string, rows: readonly Row[]) => {
    if (rows.length > 0) byExtension.set(extension, rows);
    else byExtension.delete(extension);
  };
  for (const row of table.read()) assign(row.extension, [...ofExtension(row.extension), row]);

  return {
    entries: () => byExtension.entries(),
    ofExtension,
    set(extension, rows) {
      const before = ofExtension(extension);
      if (isSame(rows, before)) return;
      if (!committed.has(extension)) committed.set(extension, before);
      assign(extension, rows);
    },
    hasChanged: () => committed.size > 0,
    write() {
      for (const [extension, before] of committed) replace(table, before, ofExtension(extension));
    },
    settle(isWritten) {
      if (!isWritten) for (const [extension, before] of committed) assign(extension, before);
      committed.clear();
    },
  };
}

/**
 * Writes what has changed in any of them as a whole; false when nothing has. When it throws, none of it has happened.
 */
export function commitTogether(database: Database, kept: readonly Uncommitted[]): boolean {
  const changed = kept.filter((rows) => rows.hasChanged());
  if (changed.length === 0) return false;
  let isWritten = false;
  try {
    database.transaction(() => {
      for (const rows of changed) rows.write();
    });
    isWritten = true;
  } finally {
    for (const rows of changed) rows.settle(isWritten);
  }
  return true;
}

/** Makes one extension's rows in the table, `before`, into `after`. */
function replace<Row>(table: RowTable<Row>, before: readonly Row[], after: readonly Row[]): void {
  const keys = new Set(after.map((row) => table.key(row)));
  for (const row of before) {
    if (!keys.has(table.key(row))) table.remove(row);
  }
  for (const row of after) {
    if (!before.includes(row)) table.upsert(row);
  }
}

function isSame<Row>(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}
