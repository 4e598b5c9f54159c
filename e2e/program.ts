import { type ChildProcess, spawn } from 'node:child_process';

/** A program that a test runs. */
export type Program = {
  readonly pid: number;
  /** Everything that it printed so far, both streams together. */
  output(): string;
  /** Resolves with the first match in its output; rejects with all it printed when it ends without one. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  /** Writes to its standard input. */
  write(text: string): void;
  /** Resolves with the exit status once it has ended, null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sends the signal and resolves like `ended`; at once when it has ended already. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

type Options = { cwd?: string; env?: NodeJS.ProcessEnv };

const running = new Set<ChildProcess>();
// An interrupted test run has no time to clean up: what it started must not outlive it.
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program. Rejects with Node's own Error, code ENOENT, when it is not installed. */
export async function startProgram(
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<Program> {
  const child = spawn(command, args, { ...options, stdio: 'pipe' });
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (status) => {
      running.delete(child);
      resolve(status);
    });
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => child.pid !== undefined && resolve(child.pid));
  });
  running.add(child);
  // A program that has ended reads no more: what was on its way to it is of no interest.
  child.stdin.on('error', () => undefined);
  const { output, printed } = collectOutput(child, ended);
  return {
    pid,
    output,
    printed,
    write: (text) => void child.stdin.write(text),
    ended,
    end(signal = 'SIGKILL') {
      child.kill(signal);
      return ended;
    },
  };
}

function collectOutput(
  child: Pick<ChildProcess, 'stdout' | 'stderr'>,
  ended: Promise<unknown>,
): Pick<Program, 'output' | 'printed'> {
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const look of waiting) look();
    });
  }
  return {
    output: () => output,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = output.match(pattern);
          if (!match) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
        void ended.then(() =>
          reject(new Error(`It ended without ${pattern}. It printed:\n${output}`)),
        );
      }),
  };
}
