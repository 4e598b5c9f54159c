import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');
/** What the product is made of. */
const INPUTS = [
  'src',
  'public',
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
];
/** What stands among it and is no part of the product. */
const NO_INPUT = /\.(test|rig)\.tsx?$|\.md$|tsconfig\.json$/;
/** Pages beside the board. Each is a build of its own, so that the board shares no file with them and stays small. */
export const PAGES = ['reference', 'report'];
const HOUR_MS = 3_600_000;

/**
 * Where the build of the present source is, or would be: `dist/HASH`, with `service/main.js` and `dashboard/` in it.
 * @returns {Promise<{ folder: string, isMade: boolean }>}
 */
export async function presentBuild() {
  const hash = createHash('sha256');
  for (const file of (
    await Promise.all(INPUTS.map((input) => filesIn(join(ROOT, input))))
  ).flat()) {
    const content = await readFile(file);
    hash.update(`${relative(ROOT, file)}\0${content.length}\0`).update(content);
  }
  const folder = join(DIST, hash.digest('hex').slice(0, 12));
  return { folder, isMade: existsSync(folder) };
}

/**
 * Makes the build of the present source when it is not there yet.
 * @returns {Promise<string>} its folder
 * @throws Error whose message says, for a person, what is missing; or whatever the compiler has to say
 */
export async function build() {
  const { folder, isMade } = await presentBuild();
  if (!isMade) await make(folder);
  // A build counts as old by when it was last used.
  await utimes(folder, new Date(), new Date());
  await removeOldBuilds(folder);
  return folder;
}

/**
 * Throws when a dependency is not installed.
 * @returns {Promise<void>}
 */
export async function requireDependencies() {
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const missing = Object.keys(dependencies).find(
    (name) => !existsSync(join(ROOT, 'node_modules', name)),
  );
  if (missing) throw new Error(`The package ${missing} is not installed. Run npm ci first.`);
}

/**
 * Builds in a folder of its own and renames it, so that nobody ever sees half a build and two starts from one
 * checkout do not trip over each other.
 * @param {string} folder
 */
async function make(folder) {
  await requireDependencies();
  await mkdir(DIST, { recursive: true });
  const temporary = await mkdtemp(join(DIST, 'tmp-'));
  try {
    // Temporary folders are their maker's alone; who runs the product may be another user.
    await chmod(temporary, 0o755);
    await compile(temporary);
    await rename(temporary, folder);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    // Somebody else has made the same build meanwhile; theirs is as good.
    if (!existsSync(folder)) throw error;
  }
}

/** @param {string} folder */
async function compile(folder) {
  // Whoever starts us may have set another one, and would be given React's development build, which leaks on a wall.
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  const configFile = join(ROOT, 'vite.config.ts');
  const shared = /** @type {const} */ ({
    root: ROOT,
    configFile,
    mode: 'production',
    logLevel: 'warn',
  });
  await vite.build({ ...shared, build: { outDir: join(folder, 'dashboard') } });
  for (const page of PAGES) {
    await vite.build({
      ...shared,
      root: join(ROOT, 'src/dashboard', page),
      base: `/${page}/`,
      publicDir: false,
      build: {
        outDir: join(folder, 'dashboard', page),
        emptyOutDir: true,
        // Swagger UI comes whole. Nobody waits for it but who reads the reference.
        chunkSizeWarningLimit: 2000,
      },
    });
  }
  await vite.build({
    ...shared,
    // One file, but for what is native or loads itself.
    ssr: { noExternal: true, external: ['@photostructure/sqlite', 'pino'] },
    build: {
      ssr: 'src/service/main.ts',
      outDir: join(folder, 'service'),
      target: 'node20',
      copyPublicDir: false,
    },
  });
}

/**
 * Removes what has not been used for an hour, among it what an interrupted build left. A Rollcall that still runs
 * from there has everything in memory.
 * @param {string} present
 */
async function removeOldBuilds(present) {
  for (const name of await readdir(DIST)) {
    const folder = join(DIST, name);
    const lastUsedMs =
      (await stat(folder).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (folder !== present && lastUsedMs < Date.now() - HOUR_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * The files under a path, in an order that is the same everywhere.
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function filesIn(path) {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !NO_INPUT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(`Rollcall is built in ${await build()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
