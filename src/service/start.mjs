import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { presentBuild, requireDependencies } from './build.mjs';

const BUILD = fileURLToPath(new URL('build.mjs', import.meta.url));

/**
 * Builds in a process of its own, so that the compiler's memory is not held for as long as Rollcall runs. What it
 * says goes to stderr: stdout is for the start message.
 * @returns {Promise<boolean>} whether there is a build now
 */
async function makeBuild() {
  process.stderr.write('Building Rollcall …\n');
  const child = spawn(process.execPath, [BUILD], { stdio: ['ignore', 2, 2] });
  const stop = () => {
    child.kill();
    process.exit(0);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const [status] = await once(child, 'exit');
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return status === 0;
}

/**
 * Builds when there is no build of the present source, and runs it in this process.
 * @returns {Promise<void>}
 */
async function start() {
  await requireDependencies();
  const { folder, isMade } = await presentBuild();
  if (isMade || (await makeBuild())) {
    await import(pathToFileURL(join(folder, 'service/main.js')).href);
  } else {
    process.exitCode = 1;
  }
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
