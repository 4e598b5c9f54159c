import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Installation } from '../installation.ts';
import {
  eventually,
  healthOf,
  installForTest,
  PASSWORD,
  plugIn,
  registrationsOf,
} from './rollcall-for-test.ts';
import { SmallDisk } from './small-disk.ts';

const BEFORE = '0003*210';
const MEANWHILE = '0003*211';

/** A Rollcall on a disk of its own, which is not started yet. */
async function rollcallOnSmallDisk() {
  const rollcall = await installForTest({
    extensions: [BEFORE, MEANWHILE].map((number) => ({ number, password: PASSWORD })),
  });
  return { rollcall, disk: await SmallDisk.under(rollcall) };
}

async function register(rollcall: Installation, number: string): Promise<void> {
  const phone = await plugIn(rollcall, number);
  await phone.register(600);
}

async function isRegistered(rollcall: Installation, number: string): Promise<boolean> {
  const [registration] = await registrationsOf(rollcall, number);
  return registration?.registration === '1';
}

it('registers on while the disk is full, says so, and has everything on it once there is room', async () => {
  const { rollcall, disk } = await rollcallOnSmallDisk();
  await rollcall.start();
  await register(rollcall, BEFORE);
  disk.fill();

  await register(rollcall, MEANWHILE);

  expect(await isRegistered(rollcall, MEANWHILE)).toBe(true);
  expect(await healthOf(rollcall)).toMatchObject({
    status: 'degraded',
    source: { error: null },
    storage: { error: 'The disk is full.', since: expect.stringMatching(/^\d{4}-.+Z$/) },
  });
  const file = join(rollcall.dataDir, 'rollcall.db');
  expect(rollcall.output).toContain(
    `${file} cannot be written. The disk is full. Make room on it.`,
  );

  disk.makeRoom();
  await eventually(async () => expect((await healthOf(rollcall)).status).toBe('ok'));
  expect(rollcall.output).toContain(`${file} has every registration again.`);
  await rollcall.stop('SIGKILL');
  await rollcall.start();

  expect(await isRegistered(rollcall, BEFORE)).toBe(true);
  expect(await isRegistered(rollcall, MEANWHILE)).toBe(true);
});

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'has what it stored before the disk was full when it ends by %s',
  async (signal) => {
    const { rollcall, disk } = await rollcallOnSmallDisk();
    await rollcall.start();
    await register(rollcall, BEFORE);
    disk.fill();
    await register(rollcall, MEANWHILE);

    expect(await rollcall.stop(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
    disk.makeRoom();
    await rollcall.start();

    expect(await isRegistered(rollcall, BEFORE)).toBe(true);
    expect(await isRegistered(rollcall, MEANWHILE)).toBe(false);
    expect(await healthOf(rollcall)).toMatchObject({ status: 'ok' });
  },
);

/** What it prints when it cannot start, with exit status 1. */
async function refusal(rollcall: Installation): Promise<string> {
  const program = await rollcall.launch();
  expect(await program.ended).toBe(1);
  return program.output();
}

const OR_ANOTHER = 'or give another data directory with --data-dir.\n';

it.each(['an empty', 'a used'])('exits with 1 on %s disk that is full', async (kind) => {
  const { rollcall, disk } = await rollcallOnSmallDisk();
  if (kind === 'a used') {
    await rollcall.start();
    await rollcall.stop();
  }
  disk.fill();

  expect(await refusal(rollcall)).toBe(
    `${rollcall.dataDir} cannot be written. The disk is full. Make room on it, ${OR_ANOTHER}`,
  );
});

it.each(['an empty', 'a used'])('exits with 1 on %s disk that is read-only', async (kind) => {
  const { rollcall, disk } = await rollcallOnSmallDisk();
  if (kind === 'a used') {
    await rollcall.start();
    await rollcall.stop();
  }
  await disk.makeReadOnly();

  expect(await refusal(rollcall)).toBe(
    `${rollcall.dataDir} cannot be written. The data directory is read-only. Make it writable for Rollcall, ${OR_ANOTHER}`,
  );
});
