import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Installation } from '../installation.ts';
import { installForTest, plugIn, registrationsOf, rollcallWith } from './rollcall-for-test.ts';

/** The database as a crash of the disk may leave it. */
async function damageDatabase({ dataDir }: Installation): Promise<string> {
  const file = join(dataDir, 'rollcall.db');
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, 'This is no database.\n'.repeat(500));
  return file;
}

it('remembers agent and expiry of a telephone over a restart', async () => {
  const rollcall = await rollcallWith('0003*210');
  const phone = await plugIn(rollcall, '0003*210');
  await phone.register(600);
  const before = await registrationsOf(rollcall, '0003*210');

  await rollcall.stop('SIGKILL');
  await rollcall.start();

  expect(before).toMatchObject([{ agent: 'Desk 0003*210', registration: '1' }]);
  expect(await registrationsOf(rollcall, '0003*210')).toEqual(before);
});

it.each(['SIGTERM', 'SIGINT'] as const)('exits with 0 after %s', async (signal) => {
  const rollcall = await rollcallWith('0003*210');

  expect(await rollcall.stop(signal)).toBe(0);
});

it('exits with 1, names the file and leaves it alone when the database cannot be read', async () => {
  const rollcall = await installForTest({});
  const file = await damageDatabase(rollcall);
  const before = await readFile(file);

  const program = await rollcall.launch();

  expect(await program.ended).toBe(1);
  expect(program.output()).toContain(file);
  expect(program.output()).toContain('Restore it from a backup');
  expect(await readFile(file)).toEqual(before);
});

it('exits with 2 and tells every fault of a bad configuration', async () => {
  const rollcall = await installForTest({
    fleet: 'many',
    sip: { digest: 'md4' },
    colour: 'blue',
    extensions: [{ number: '210' }],
  });

  const program = await rollcall.launch();

  expect(await program.ended).toBe(2);
  for (const key of ['fleet', 'sip.digest', 'colour', 'extensions']) {
    expect(program.output()).toContain(key);
  }
});

it('exits with 1, and names the port and the flag that changes it, when the port is taken', async () => {
  const { addresses } = await rollcallWith('0003*210');
  const second = await installForTest({});

  const program = await second.launch({ httpPort: addresses.httpPort });

  expect(await program.ended).toBe(1);
  expect(program.output()).toContain(addresses.httpPort);
  expect(program.output()).toContain('--http-port');
});
