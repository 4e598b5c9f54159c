import { systemClock } from './clock.ts';
import { readArguments } from './config/arguments.ts';
import type { Environment } from './config/environment.ts';
import { systemFiles } from './config/files.ts';
import { helpText } from './config/help.ts';
import {
  type ConfigurationInputs,
  type ReadConfiguration,
  readConfiguration,
} from './config/read-configuration.ts';
import { type ConfigurationWatch, watchConfiguration } from './config/watch-configuration.ts';
import { loadDashboard } from './http/dashboard-files.ts';
import { createLog } from './log.ts';
import { startRollcall } from './rollcall.ts';
import { startMessage } from './start-message.ts';
import { version } from './version.ts';

export type Command = {
  /** The words after the program's name. */
  argv: readonly string[];
  environment: Environment;
  /** Where the built dashboard is; undefined when something else in front serves it. */
  dashboardFolder: string | undefined;
  /** Where browsers find that something else. */
  frontUrl?: string;
  /** For people and scripts: stdout. */
  write(text: string): void;
  /** For faults: stderr. */
  complain(text: string): void;
};

/** What became of a command: it runs until it is closed, or it has ended with an exit status. */
export type CommandOutcome = { close(): Promise<void> } | { status: 0 | 1 | 2 };

/** Does what the arguments say: prints what was asked for, or starts a Rollcall and says where it is. */
export async function runCommand(command: Command): Promise<CommandOutcome> {
  const { argv, environment, write, complain } = command;
  const { request } = readArguments(argv);
  if (request) {
    write(request === 'help' ? helpText() : `${version}\n`);
    return { status: 0 };
  }
  const inputs = { argv, environment, read: systemFiles.read };
  const outcome = readConfiguration(inputs);
  if (outcome.kind === 'faults') {
    complain(`Rollcall cannot start with this configuration:\n  ${outcome.faults.join('\n  ')}\n`);
    return { status: 2 };
  }
  try {
    return await start(command, inputs, outcome);
  } catch (error) {
    complain(`${sentenceOf(error)}\n`);
    return { status: 1 };
  }
}

async function start(
  { dashboardFolder, frontUrl, write }: Command,
  inputs: ConfigurationInputs,
  started: ReadConfiguration,
): Promise<CommandOutcome> {
  const [clock, log] = [systemClock, createLog()];
  const { stamp } = systemFiles;
  const dashboard = dashboardFolder ? await loadDashboard(dashboardFolder) : new Map();
  let watch: ConfigurationWatch | undefined;
  const rollcall = await startRollcall(started.configuration, {
    ...{ clock, log, fetch, dashboard },
    configurationFaults: () => watch?.faults() ?? [],
  });
  watch = watchConfiguration({ inputs, started, stamp, clock, log, onChange: rollcall.change });
  write(startMessage({ ...rollcall, url: frontUrl ?? rollcall.url }, started.configuration));
  return {
    close() {
      watch.close();
      return rollcall.close();
    },
  };
}

/** What was foreseen is a plain Error with a sentence for a person; of a mistake of ours one wants to know the place. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.constructor === Error ? error.message : (error.stack ?? error.message);
}
