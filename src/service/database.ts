import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from '@photostructure/sqlite';
import { MIGRATIONS } from './migrations.ts';

/** The embedded database: what has to outlive the process. Synchronous; a statement takes microseconds. */
export type Database = {
  prepare(sql: string): StatementSyncInstance;
  /** Runs the work as a whole: when it returns, everything is on the disk; when it throws, nothing happened. */
  transaction<T>(work: () => T): T;
  close(): void;
};

/** "ROLL": tells our files from those of other programs that use SQLite. */
const APPLICATION_ID = 0x52_4f_4c_4c;

/** How long a Rollcall that is just stopping may take to let go of its data. */
const LOCK_WAIT_MS = 500;

/** SQLite's own result codes, of which the low byte is the kind. */
const SQLITE_BUSY = 5;

/**
 * Opens `rollcall.db` in the data directory, which is made when it is missing, and brings it to the present schema.
 * One process at a time: a second one is refused. Throws an Error for a person when the file is in use, damaged, not
 * ours or newer than this Rollcall; the file is then as it was.
 */
export function openDatabase(dataDir: string): Database {
  try {
    makeDirectory(dataDir);
  } catch (error) {
    throw new Error(
      `The data directory ${dataDir} cannot be made: ${reasonOf(error)}. Give another with --data-dir.`,
    );
  }
  const unlock = lock(dataDir);
  try {
    return databaseOver(openFile(join(dataDir, 'rollcall.db')), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Makes a directory and those above it. Node's own way of doing so never returns where a file system takes none (/proc). */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(dirname(directory));
  mkdirSync(directory, { mode: 0o700 });
}

function openFile(file: string): DatabaseSyncInstance {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === 0) throw unusable(file, 'is empty, which no database of Rollcall ever is');
  const connection = connect(file);
  try {
    if (size !== undefined) examine(connection, file);
    // The log is written and waited for with every commit (FULL), so that not even a power cut takes back what a
    // phone was told. It costs one flush per REGISTER, which a site's few per second do not notice.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** A database that is gone when it is closed, for tests. */
export function openMemoryDatabase(): Database {
  const connection = new DatabaseSync(':memory:');
  migrate(connection);
  return databaseOver(connection, () => {});
}

function databaseOver(connection: DatabaseSyncInstance, unlock: () => void): Database {
  return {
    // A statement by itself does not keep its connection from being collected, and closed.
    prepare: (sql) => Object.assign(connection.prepare(sql), { connection }),
    transaction(work) {
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    },
    close() {
      if (!connection.isOpen) return;
      // Everything into the one file, so that a copy of it is a whole backup.
      connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      connection.close();
      unlock();
    },
  };
}

/**
 * Takes the data directory for this process; the returned function gives it back. It is a lock of the operating
 * system on a file beside the database, so it ends with the process, however that ends, and leaves the database itself
 * open to whoever backs it up.
 */
function lock(dataDir: string): () => void {
  const holder = connect(join(dataDir, 'rollcall.lock'));
  try {
    holder.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    holder.close();
    if (!isBusy(error)) throw error;
    throw new Error(
      `Another Rollcall is running with the data in ${dataDir}. Stop it first, or give this one a data directory of its own with --data-dir.`,
    );
  }
  return () => holder.close();
}

function connect(file: string): DatabaseSyncInstance {
  try {
    return new DatabaseSync(file, { timeout: LOCK_WAIT_MS });
  } catch (error) {
    throw new Error(
      `${file} cannot be opened: ${reasonOf(error)}. Make sure that Rollcall may read and write it and its directory.`,
    );
  }
}

/** Refuses a file that is not a sound database of this Rollcall or an older one. Reads only. */
function examine(connection: DatabaseSyncInstance, file: string): void {
  let applicationId: unknown;
  let version: unknown;
  let check: unknown;
  try {
    applicationId = pragma(connection, 'application_id');
    version = pragma(connection, 'user_version');
    check = pragma(connection, 'quick_check(1)');
  } catch (error) {
    throw unusable(file, `cannot be read: ${reasonOf(error)}`);
  }
  if (applicationId !== APPLICATION_ID) throw unusable(file, 'belongs to another program');
  if (check !== 'ok') throw unusable(file, 'is damaged');
  if (typeof version === 'number' && version > MIGRATIONS.length) {
    throw unusable(
      file,
      `was written by a newer Rollcall (its schema is ${version}, this one knows ${MIGRATIONS.length})`,
      'Run that version, restore',
    );
  }
}

/** Runs the migrations that the file has not seen, all or none of them. */
function migrate(connection: DatabaseSyncInstance): void {
  const version = Number(pragma(connection, 'user_version'));
  const missing = MIGRATIONS.slice(version);
  if (missing.length === 0) return;
  connection.exec(
    [
      'BEGIN EXCLUSIVE;',
      ...missing,
      `PRAGMA application_id = ${APPLICATION_ID};`,
      `PRAGMA user_version = ${MIGRATIONS.length};`,
      'COMMIT;',
    ].join('\n'),
  );
}

/** The one value that a pragma answers with. */
function pragma(connection: DatabaseSyncInstance, name: string): unknown {
  const row: Record<string, unknown> = connection.prepare(`PRAGMA ${name}`).get() ?? {};
  return Object.values(row)[0];
}

function unusable(file: string, why: string, instead = 'Restore'): Error {
  return new Error(
    `${file} ${why}. Nothing in it was changed. ${instead} it from a backup, or move it away to begin empty.`,
  );
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
