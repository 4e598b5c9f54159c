import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/** A package that carries a real Chromium 88, built for Linux on x64. Nothing else of it is used. */
const PACKAGE = 'chrome-aws-lambda@5.5.0';
const PACKED_FILE = 'package/bin/chromium.br';
const SHA_256 = 'cef8fb4eb5e41b149838bd37619392d7c9f03bc7f7b0f8327d8af7deb674c037';
const CACHE = fileURLToPath(new URL('../.cache', import.meta.url));

/** Where it lies once it was fetched. */
export const CHROMIUM_88 = join(CACHE, 'chromium-88');

/**
 * Fetches it from the npm registry, unless it is there.
 * @throws Error whose message says, for a person, why it cannot be had
 */
export async function fetchChromium88() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Chromium 88 is to be had for Linux on x64 only, and this is ${process.platform} on ${process.arch}. CI tests it.`,
    );
  }
  if (existsSync(CHROMIUM_88)) return;
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'tmp-'));
  try {
    console.log(`Fetching Chromium 88, the package ${PACKAGE} (47 MB), into .cache`);
    run(folder, `npm pack ${PACKAGE} --loglevel=error`);
    run(folder, `tar -xzf chrome-aws-lambda-5.5.0.tgz ${PACKED_FILE}`);
    const program = brotliDecompressSync(readFileSync(join(folder, PACKED_FILE)));
    if (createHash('sha256').update(program).digest('hex') !== SHA_256) {
      throw new Error(`The Chromium in ${PACKAGE} is another than the one that was tested with.`);
    }
    const unpacked = join(folder, 'chromium');
    writeFileSync(unpacked, program, { mode: 0o755 });
    // Whoever finds it finds all of it.
    renameSync(unpacked, CHROMIUM_88);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {string} command
 */
function run(folder, command) {
  const { status, stderr } = spawnSync(command, { cwd: folder, shell: true, encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`Chromium 88 could not be fetched: ${command} failed. ${stderr.trim()}`);
}
