import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from '@photostructure/sqlite';
import { MIGRATIONS } from './migrations.ts';
import { cannotWrite, SQLITE_BUSY, sqliteCodeOf } from './storage-fault.ts';

/** The embedded database: what has to outlive the process. Synchronous; a statement takes microseconds. */
export type Database = {
  /** Where it is, for messages to a person. */
  readonly file: string;
  prepare(sql: string): StatementSyncInstance;
  /** Runs the work as a whole: when it returns, everything is on the disk; when it throws, nothing happened. */
  transaction<T>(work: () => T): T;
  close(): void;
};

/** "ROLL": tells our files from those of other programs that use SQLite. */
const APPLICATION_ID = 0x52_4f_4c_4c;

/** How long a Rollcall that is just stopping may take to let go of its data. */
const LOCK_WAIT_MS = 500;

/** As much as SQLite needs to begin, and then some. */
const ROOM_TO_BEGIN_BYTES = 64 * 1024;

/**
 * Opens `rollcall.db` in the data directory, which is made when it is missing, and brings it to the present schema.
 * One process at a time: a second one is refused. Throws an Error for a person when the file is in use, damaged, not
 * ours or newer than this Rollcall, and when it cannot be written; the file is then as it was.
 */
export function openDatabase(dataDir: string): Database {
  try {
    makeDirectory(dataDir);
  } catch (error) {
    throw new Error(
      `The data directory ${dataDir} cannot be made: ${reasonOf(error)}. Give another with --data-dir.`,
    );
  }
  requireWritable(dataDir);
  const unlock = lock(dataDir);
  const file = join(dataDir, 'rollcall.db');
  try {
    return databaseOver(openFile(file), { file, unlock });
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

/**
 * Writes a file and removes it again. SQLite would open what it cannot write, or take a full disk for a damaged file,
 * and would fail only when the first telephone comes.
 */
function requireWritable(dataDir: string): void {
  const file = join(dataDir, 'rollcall.probe');
  try {
    try {
      writeFileSync(file, Buffer.alloc(ROOM_TO_BEGIN_BYTES), { mode: 0o600, flush: true });
    } finally {
      rmSync(file, { force: true });
    }
  } catch (error) {
    throw cannotWrite(dataDir, error);
  }
}

function openFile(file: string): DatabaseSyncInstance {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === 0) throw unusable(file, 'is empty, which no database of Rollcall ever is');
  const connection = connect(file);
  try {
    if (size !== undefined) examine(connection, file);
    // The log is written and waited for with every commit (FULL), so that not even a power cut takes back what a
    // phone was told. It costs one flush per REGISTER, which a site's few per second do not notice.
    try {
      connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
      migrate(connection);
    } catch (error) {
      throw cannotWrite(file, error);
    }
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
  return databaseOver(connection, { file: ':memory:', unlock: () => {} });
}

function databaseOver(
  connection: DatabaseSyncInstance,
  { file, unlock }: { file: string; unlock: () => void },
): Database {
  return {
    file,
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
      try {
        // Everything into the one file, so that a copy of it is a whole backup.
        connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // The disk takes nothing: the log beside the file keeps what was stored, and the next start reads it.
      }
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
    if (sqliteCodeOf(error) !== SQLITE_BUSY) throw cannotWrite(dataDir, error);
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

/**
 * Runs the migrations that the file has not seen, all or none of them. Something is written even when it has seen all:
 * on a disk that takes nothing the start fails here, and not the first registration.
 */
function migrate(connection: DatabaseSyncInstance): void {
  const version = Number(pragma(connection, 'user_version'));
  connection.exec(
    [
      'BEGIN EXCLUSIVE;',
      ...MIGRATIONS.slice(version),
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

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
