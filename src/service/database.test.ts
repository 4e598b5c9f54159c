import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

let dataDir: string;
let file: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rollcall-database-'));
  file = join(dataDir, 'rollcall.db');
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const INSERT = `INSERT INTO binding VALUES ('0003*210', ?, '', '', '', '', '', 1, 0, NULL, NULL, NULL, NULL)`;
const COUNT = 'SELECT count(*) AS n FROM binding';

it('makes the data directory, and keeps what was committed', () => {
  const nested = join(dataDir, 'not', 'there');
  const first = openDatabase(nested);
  first.transaction(() => first.prepare(INSERT).run('a'));
  first.close();
  const second = openDatabase(nested);
  expect(second.prepare(COUNT).get()).toEqual({ n: 1 });
  second.close();
});

it('takes back the whole of a transaction that throws', () => {
  const database = openDatabase(dataDir);
  const work = () => {
    database.prepare(INSERT).run('a');
    throw new Error('the second half');
  };
  expect(() => database.transaction(work)).toThrow('the second half');
  expect(database.prepare(COUNT).get()).toEqual({ n: 0 });
  database.close();
});

it('leaves one whole file behind, and may be closed twice', () => {
  const database = openDatabase(dataDir);
  database.transaction(() => database.prepare(INSERT).run('a'));
  database.close();
  database.close();
  rmSync(`${file}-wal`, { force: true });
  const copy = new DatabaseSync(file);
  expect(copy.prepare(COUNT).get()).toEqual({ n: 1 });
  copy.close();
});

/** What openDatabase says about the file, which must be the same afterwards. */
function refusal(): string {
  const before = readFileSync(file);
  try {
    openDatabase(dataDir).close();
  } catch (error) {
    expect(readFileSync(file).equals(before), 'the file was changed').toBe(true);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('It was opened.');
}

const ADVICE =
  'Nothing in it was changed. Restore it from a backup, or move it away to begin empty.';

it('refuses a file that is no database, and says so again the next time', () => {
  writeFileSync(file, 'Not a database, but somebody may need it.\n'.repeat(200));
  expect(refusal()).toBe(`${file} cannot be read: file is not a database. ${ADVICE}`);
  expect(refusal()).toContain('cannot be read');
});

it('refuses an empty file', () => {
  writeFileSync(file, '');
  expect(refusal()).toBe(`${file} is empty, which no database of Rollcall ever is. ${ADVICE}`);
});

it.each([50, 3000, 4096, 12_288])('refuses a database cut off after %i bytes', (bytes) => {
  const database = openDatabase(dataDir);
  const insert = database.prepare(INSERT);
  database.transaction(() => {
    for (let n = 0; n < 300; n++) insert.run(`device ${n} ${'x'.repeat(100)}`);
  });
  database.close();
  truncateSync(file, bytes);
  expect(refusal()).toMatch(/rollcall\.db (cannot be read: .+|is damaged)\. Nothing in it/);
});

it('says when the data directory cannot be made', () => {
  writeFileSync(file, '');
  expect(() => openDatabase(join(file, 'data'))).toThrow(
    /^The data directory .+rollcall\.db\/data cannot be made: ENOTDIR.+\. Give another with --data-dir\.$/,
  );
});

it('refuses the database of another program', () => {
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE invoices (number INTEGER)');
  other.close();
  expect(refusal()).toBe(`${file} belongs to another program. ${ADVICE}`);
});

it('refuses a database that a newer Rollcall wrote', () => {
  openDatabase(dataDir).close();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(refusal()).toBe(
    `${file} was written by a newer Rollcall (its schema is 99, this one knows ${MIGRATIONS.length}). Nothing in it was changed. Run that version, restore it from a backup, or move it away to begin empty.`,
  );
});

it('refuses a second Rollcall on the same data', () => {
  const first = openDatabase(dataDir);
  expect(() => openDatabase(dataDir)).toThrow(
    `Another Rollcall is running with the data in ${dataDir}. Stop it first, or give this one a data directory of its own with --data-dir.`,
  );
  first.close();
  openDatabase(dataDir).close();
});

it('is not locked for ever by a Rollcall that was killed', async () => {
  openDatabase(dataDir).close();
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', HOLD_THE_LOCK], {
    env: { ...process.env, LOCK: join(dataDir, 'rollcall.lock') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  expect(() => openDatabase(dataDir)).toThrow('Another Rollcall is running');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  openDatabase(dataDir).close();
});

const HOLD_THE_LOCK = `
  import { DatabaseSync } from '@photostructure/sqlite';
  const holder = new DatabaseSync(process.env.LOCK);
  holder.exec('BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => holder, 1000);
`;
