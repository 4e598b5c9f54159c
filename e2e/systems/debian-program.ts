import { onTestFailed, onTestFinished } from 'vitest';
import { type Program, startProgram } from '../program.ts';

/** The programs of the tests, and the Debian packages that bring them. */
const PACKAGES = {
  sipsak: 'sipsak',
  sipp: 'sip-tester',
  baresip: 'baresip-core',
  linphonec: 'linphone-cli',
  curl: 'curl',
} as const;

/**
 * Starts a client, which the end of the test kills. Rejects with an Error that names the Debian package when it is
 * not installed: a client that is missing fails its tests, they are never skipped.
 */
export async function startClient(
  name: keyof typeof PACKAGES,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<Program> {
  const program = await startProgram(name, args, options).catch((error: unknown) => {
    const advice = `Install it: apt-get install --no-install-recommends ${PACKAGES[name]}`;
    throw new Error(`${name} is in the Debian package ${PACKAGES[name]}. ${advice}`, {
      cause: error,
    });
  });
  onTestFinished(() => void program.end());
  onTestFailed(() => void process.stdout.write(`${name} printed:\n${program.output()}\n`));
  return program;
}
