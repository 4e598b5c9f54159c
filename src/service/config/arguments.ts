import { nearest } from './nearest.ts';
import { SETTINGS, SETTINGS_NOT_YET } from './settings.ts';

/** A value that somebody gave, and the name under which they gave it. */
export type Given = { key: string; value: string; origin: string };

export type Arguments = {
  /** What was asked for instead of a start. */
  request: 'help' | 'version' | undefined;
  /** What `--config` names. */
  configurationFile: string | undefined;
  given: readonly Given[];
  faults: readonly string[];
};

const FLAGS = [
  '--config',
  '--help',
  '--version',
  ...[...SETTINGS, ...SETTINGS_NOT_YET].map(({ flag }) => flag),
];

/** Reads `--flag value` and `--flag=value`; the last one wins. A fault never repeats a value: it may be a secret. */
export function readArguments(argv: readonly string[]): Arguments {
  const { flags, strays } = splitArguments(argv);
  const names = flags.map(({ flag }) => flag);
  const request = (['help', 'version'] as const).find((name) => names.includes(`--${name}`));
  const values = flags.filter(({ flag }) => flag !== '--help' && flag !== '--version');
  return {
    request,
    configurationFile: values.findLast(({ flag }) => flag === '--config')?.value || undefined,
    given: values.flatMap(({ flag, value }) => {
      const setting = SETTINGS.find((known) => known.flag === flag);
      return setting && value ? [{ key: setting.key, value, origin: flag }] : [];
    }),
    faults: [
      ...values.flatMap(({ flag, value }) => flagFault(flag, value) ?? []),
      ...strays.map(
        (place) => `argument ${place}: belongs to no flag. Every setting is given as --flag value.`,
      ),
    ],
  };
}

type Flag = { flag: string; value: string | undefined };

/** Flags with their values, and the places (from 1) of words that belong to none. */
function splitArguments(argv: readonly string[]): { flags: Flag[]; strays: number[] } {
  const flags: Flag[] = [];
  const strays: number[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const equals = word.indexOf('=');
    if (!isFlag(word)) strays.push(index + 1);
    else if (equals > 0) flags.push({ flag: word.slice(0, equals), value: word.slice(equals + 1) });
    else if (word === '--help' || word === '--version')
      flags.push({ flag: word, value: undefined });
    else {
      const next = argv[index + 1];
      const value = next !== undefined && isFlag(next) ? undefined : next;
      flags.push({ flag: word, value });
      if (value !== undefined) index += 1;
    }
  }
  return { flags, strays };
}

/** A key in PEM form, put where its path belongs, begins with hyphens, too: it is no flag, whose name may be shown. */
function isFlag(word: string): boolean {
  return /^--[a-z]/i.test(word);
}

function flagFault(flag: string, value: string | undefined): string | undefined {
  const notYet = SETTINGS_NOT_YET.find((known) => known.flag === flag);
  if (notYet) return `${flag}: ${notYet.says}`;
  if (!FLAGS.includes(flag)) {
    const meant = nearest(flag, FLAGS);
    return `${flag}: is not a flag. ${meant ? `Did you mean ${meant}?` : 'See --help.'}`;
  }
  return value ? undefined : `${flag}: needs a value after it.`;
}
