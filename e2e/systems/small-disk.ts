import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Installation } from '../installation.ts';
import { type Program, startProgram } from '../program.ts';

/** Room for a database of a few telephones. */
const SIZE = '1m';
const MOUNT = `mount -t tmpfs -o size=${SIZE},mode=700 tmpfs "$0" && echo mounted && exec cat`;

/** Whoever is not root is root in a user namespace of their own. */
const IS_ROOT = process.getuid?.() === 0;
const UNSHARE = IS_ROOT ? ['--mount'] : ['--mount', '--user', '--map-root-user'];
const ENTER = IS_ROOT ? ['--mount'] : ['--mount', '--user', '--preserve-credentials'];

/**
 * A small file system of an Installation's own in the place of its data directory. Only what runs in one mount
 * namespace sees it, so it goes when the program that holds the namespace does: there is nothing to unmount, however
 * the test ends.
 */
export class SmallDisk {
  readonly #holder: Program;
  readonly #directory: string;

  private constructor(holder: Program, directory: string) {
    this.#holder = holder;
    this.#directory = directory;
  }

  /** Gives the installation a small disk, before its first start. Rejects with an Error where the system allows none. */
  static async under(rollcall: Installation): Promise<SmallDisk> {
    await mkdir(rollcall.dataDir);
    const args = [...UNSHARE, '--', 'sh', '-c', MOUNT, rollcall.dataDir];
    const holder = await startProgram('unshare', args);
    onTestFinished(() => void holder.end());
    await holder.printed(/mounted/).catch((error: unknown) => {
      throw new Error(
        'This test mounts a file system in a namespace of its own. Run it as root, in a container with CAP_SYS_ADMIN, or where user namespaces are allowed.',
        { cause: error },
      );
    });
    const disk = new SmallDisk(holder, rollcall.dataDir);
    rollcall.runsWithin = disk.#within;
    return disk;
  }

  /** Writes until there is no room for another byte. */
  fill(): void {
    const file = openSync(this.#filler, 'w');
    try {
      for (;;) writeSync(file, Buffer.alloc(4096));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Takes back what `fill` has written. */
  makeRoom(): void {
    rmSync(this.#filler);
  }

  /** Possible while nothing is open on it, which is to say while no Rollcall runs. */
  async makeReadOnly(): Promise<void> {
    const [command = '', ...within] = this.#within;
    const remount = ['mount', '-o', 'remount,bind,ro', this.#directory];
    const mount = await startProgram(command, [...within, ...remount]);
    const status = await mount.ended;
    if (status !== 0) throw new Error(`It cannot be made read-only: ${mount.output()}`);
  }

  get #within(): readonly string[] {
    return ['nsenter', '--target', String(this.#holder.pid), ...ENTER, '--'];
  }

  get #filler(): string {
    return join(`/proc/${this.#holder.pid}/root`, this.#directory, 'filler');
  }
}
