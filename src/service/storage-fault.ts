import { errorCodeOf } from './error-code.ts';

/** Why something cannot be written, and what would mend it: two clauses for a person, without a path or a secret. */
export type StorageFault = { readonly reason: string; readonly remedy: string };

export const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_FULL = 13;

const FULL: StorageFault = { reason: 'The disk is full', remedy: 'Make room on it' };
const READ_ONLY: StorageFault = {
  reason: 'The data directory is read-only',
  remedy: 'Make it writable for Rollcall',
};
const HELD: StorageFault = {
  reason: 'Another program holds the database',
  remedy: 'End that program',
};

/** By SQLite's result codes and by the system's. */
const FAULTS = new Map<unknown, StorageFault>([
  [SQLITE_FULL, FULL],
  ['ENOSPC', FULL],
  ['EDQUOT', FULL],
  [SQLITE_READONLY, READ_ONLY],
  ['EROFS', READ_ONLY],
  ['EACCES', READ_ONLY],
  ['EPERM', READ_ONLY],
  [SQLITE_BUSY, HELD],
]);

/** What an error of SQLite's or of the file system's says about the place that was written to. */
export function storageFaultOf(error: unknown): StorageFault {
  const known = FAULTS.get(sqliteCodeOf(error)) ?? FAULTS.get(errorCodeOf(error));
  if (known) return known;
  const message = error instanceof Error ? error.message : String(error);
  return {
    reason: `The disk or what is on it is at fault (${message})`,
    remedy: 'Look at the disk and the files in the data directory',
  };
}

/** The error with which a start ends that cannot write `path`. */
export function cannotWrite(path: string, error: unknown): Error {
  const { reason, remedy } = storageFaultOf(error);
  return new Error(
    `${path} cannot be written. ${reason}. ${remedy}, or give another data directory with --data-dir.`,
    { cause: error },
  );
}

/**
 * A write that nobody waits for. A disk that takes nothing fails nothing here: that is told by what must not be lost.
 */
export function whereTaken(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (sqliteCodeOf(error) === undefined) throw error;
  }
}

/** The kind of an error of SQLite's, undefined for any other. */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error && 'errcode' in error)) return undefined;
  // The low byte is the kind, the others say more of it.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
