import { fileURLToPath } from 'node:url';
import { runCommand } from './command.ts';

/** Where the build puts the dashboard, beside the service. */
const DASHBOARD = fileURLToPath(new URL('../dashboard', import.meta.url));

/** npm passes on a signal that the terminal has already sent to us: what comes so soon is the same one. */
const SAME_SIGNAL_MS = 500;

const running = runCommand({
  argv: process.argv.slice(2),
  environment: process.env,
  dashboardFolder: DASHBOARD,
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
});
// A signal may come while it starts: what was opened by then is closed in order all the same.
endOnSignal(async () => {
  const outcome = await running;
  if ('close' in outcome) await outcome.close();
});
const outcome = await running;
if ('status' in outcome) process.exitCode = outcome.status;

/** The first signal ends everything in order, with status 0; another one does not wait. */
function endOnSignal(close: () => Promise<void>): void {
  let endingSinceMs: number | undefined;
  const end = async () => {
    if (endingSinceMs !== undefined) {
      if (Date.now() - endingSinceMs > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    endingSinceMs = Date.now();
    await close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end()).on('SIGTERM', () => void end());
}
