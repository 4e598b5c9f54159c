import { DatabaseSync } from '@photostructure/sqlite';
import { expect, it } from 'vitest';
import { cannotWrite, storageFaultOf } from './storage-fault.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: some text`), { code });

function errorOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

it.each(['ENOSPC', 'EDQUOT'])('knows a full disk by %s', (code) => {
  expect(storageFaultOf(systemError(code)).reason).toBe('The disk is full');
});

it.each(['EROFS', 'EACCES', 'EPERM'])('knows by %s what may only be read', (code) => {
  expect(storageFaultOf(systemError(code)).reason).toBe('The data directory is read-only');
});

it('knows SQLite’s word for a full disk', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE note (text TEXT); PRAGMA max_page_count = 2');
  const error = errorOf(() =>
    database.prepare('INSERT INTO note VALUES (?)').run('x'.repeat(10_000)),
  );
  expect(storageFaultOf(error)).toEqual({ reason: 'The disk is full', remedy: 'Make room on it' });
});

it('knows SQLite’s word for what may only be read', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('PRAGMA query_only = ON');
  const error = errorOf(() => database.exec('CREATE TABLE note (text TEXT)'));
  expect(storageFaultOf(error).reason).toBe('The data directory is read-only');
});

it('repeats what it does not know', () => {
  expect(storageFaultOf(systemError('EIO')).reason).toBe(
    'The disk or what is on it is at fault (EIO: some text)',
  );
});

it('says what cannot be written, why, and what would mend it', () => {
  expect(cannotWrite('/srv/rollcall', systemError('ENOSPC')).message).toBe(
    '/srv/rollcall cannot be written. The disk is full. Make room on it, or give another data directory with --data-dir.',
  );
});
