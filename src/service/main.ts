import { fileURLToPath } from 'node:url';
import { systemClock } from './clock.ts';
import { systemFiles } from './config/files.ts';
import { helpText } from './config/help.ts';
import { type ReadConfiguration, readConfiguration } from './config/read-configuration.ts';
import { type ConfigurationWatch, watchConfiguration } from './config/watch-configuration.ts';
import { loadDashboard } from './http/dashboard-files.ts';
import { createLog } from './log.ts';
import { type Rollcall, startRollcall } from './rollcall.ts';
import { startMessage } from './start-message.ts';
import { version } from './version.ts';

/** Where the build puts the dashboard, beside the service. */
const DASHBOARD = fileURLToPath(new URL('../dashboard', import.meta.url));

const argv = process.argv.slice(2);
if (argv.includes('--help')) process.stdout.write(helpText());
else if (argv.includes('--version')) process.stdout.write(`${version}\n`);
else await main();

async function main(): Promise<void> {
  const inputs = { argv, environment: process.env, read: systemFiles.read };
  const outcome = readConfiguration(inputs);
  if (outcome.kind === 'faults') {
    process.stderr.write(`The configuration is not right:\n  ${outcome.faults.join('\n  ')}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await run(inputs, outcome);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function run(
  inputs: Parameters<typeof readConfiguration>[0],
  started: ReadConfiguration,
): Promise<void> {
  const [clock, log] = [systemClock, createLog()];
  const { stamp } = systemFiles;
  let rollcall: Rollcall | undefined;
  const onChange: Rollcall['change'] = (next) => rollcall?.change(next);
  const watch = watchConfiguration({ inputs, started, stamp, clock, log, onChange });
  try {
    const dashboard = await loadDashboard(DASHBOARD);
    const surroundings = { clock, log, dashboard, configurationFaults: watch.faults };
    rollcall = await startRollcall(started.configuration, surroundings);
  } catch (error) {
    watch.close();
    throw error;
  }
  endOnSignal(rollcall, watch);
  process.stdout.write(startMessage(rollcall, started.configuration.dataDir));
}

/** The first signal ends everything in order, with status 0; a second one does not wait. */
function endOnSignal(rollcall: Rollcall, watch: ConfigurationWatch): void {
  let isEnding = false;
  const end = async () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    watch.close();
    await rollcall.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void end()).on('SIGTERM', () => void end());
}
