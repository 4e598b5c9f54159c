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
export type KeptRows<Row> = Unsaved & {
  /** The extensions that have any, with all of theirs. */
  entries(): Iterable<[string, readonly Row[]]>;
  ofExtension(extension: string): readonly Row[];
  /** Makes these the extension's rows. The same ones again are no change. */
  set(extension: string, rows: readonly Row[]): void;
};

/** What has changed since it was last on the disk. */
type Unsaved = {
  hasChanged(): boolean;
  /** Writes it, within a transaction. Only what differs is written. */
  write(): void;
  /** Said when the transaction was. Until then the changes stand in memory alone, and are written again. */
  saved(): void;
};

export function createKeptRows<Row extends { extension: string }>(
  table: RowTable<Row>,
): KeptRows<Row> {
  const byExtension = new Map<string, readonly Row[]>();
  /** Of each extension that has changed since, its rows on the disk. */
  const unsaved = new Map<string, readonly Row[]>();

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
      if (!unsaved.has(extension)) unsaved.set(extension, before);
      assign(extension, rows);
    },
    hasChanged: () => unsaved.size > 0,
    write() {
      for (const [extension, before] of unsaved) replace(table, before, ofExtension(extension));
    },
    saved: () => unsaved.clear(),
  };
}

/**
 * Writes what has changed in any of them as a whole; false when nothing has. When it throws, the disk is as it was and
 * the changes stand in memory alone: the next time they are written too.
 */
export function commitTogether(database: Database, kept: readonly Unsaved[]): boolean {
  const changed = kept.filter((rows) => rows.hasChanged());
  if (changed.length === 0) return false;
  database.transaction(() => {
    for (const rows of changed) rows.write();
  });
  for (const rows of changed) rows.saved();
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
