import { type Database, openMemoryDatabase } from '../database.ts';
import { createDirectory, type Directory } from '../directory/directory.ts';
import type { ProvisionedExtension } from '../directory/roll.ts';
import type { Scope } from '../directory/scope.ts';
import { FakeClock } from '../fake-clock.rig.ts';
import type { SourceHealth } from '../sources/registration-source.ts';
import type { ChangesPageQuery, CountedStep, CountsSelection } from './journal.ts';
import { openJournal } from './open-journal.ts';

/** For tests: a directory whose changes are recorded, on a clock of its own, and what was recorded in few words. */
export function startJournal({
  database = openMemoryDatabase(),
  clock = new FakeClock(),
  extensions = ['0003*210', '0003*211'],
  remembered = () => {},
}: {
  database?: Database;
  clock?: FakeClock;
  extensions?: readonly (string | ProvisionedExtension)[];
  /** What the source tells before the journal listens. */
  remembered?: (directory: Directory) => void;
} = {}) {
  const directory = createDirectory({ clock });
  directory.provision(
    extensions.map((one) =>
      typeof one === 'string' ? { number: one, name: '', static: false } : one,
    ),
  );
  remembered(directory);
  const source: { health: SourceHealth } = {
    health: {
      kind: 'registrar',
      asOfMs: clock.now(),
      sinceMs: clock.now(),
      error: null,
      reason: null,
    },
  };
  const logged: string[] = [];
  const log = {
    info: (_: object, message: string) => logged.push(message),
    warn: (_: object, message: string) => logged.push(message),
  };
  const { journal, recorder } = openJournal({
    ...{ database, directory, clock, log },
    sourceHealth: () => source.health,
  });
  const all: ChangesPageQuery = {
    ...{ sinceMs: 0, untilMs: Number.MAX_SAFE_INTEGER, sortOrder: 'asc', count: 100_000 },
    ...{ extensions: [], organizations: [], kinds: [] },
  };
  const changes = async (query: Partial<ChangesPageQuery> = {}, scope: Scope = EVERYTHING) =>
    (await journal.changes(scope, { ...all, ...query })).changes;
  /** `14:31:00 0003*210 expired: registered → expired`, but for what there was at the start. */
  const told = async (query: Partial<ChangesPageQuery> = {}, scope: Scope = EVERYTHING) =>
    (await changes(query, scope))
      .filter(({ kind }) => kind !== 'added')
      .map(({ atMs, extension, kind, from, to }) =>
        [timeOf(atMs), extension, `${kind}:`, from ?? '-', '→', to ?? '-']
          .filter(Boolean)
          .join(' '),
      );
  const steps = async (query: Partial<CountsSelection> = {}, scope: Scope = EVERYTHING) => {
    const selection = {
      ...{ fromMs: clock.now() - 3_600_000, toMs: clock.now(), stepSeconds: 60 },
      ...{ by: 'condition' as const, organizations: [] },
      ...query,
    };
    const list: CountedStep[] = [];
    for await (const step of journal.counts(scope, selection)) list.push(step);
    return list;
  };
  return { clock, database, directory, journal, recorder, source, logged, changes, told, steps };
}

export const EVERYTHING: Scope = { kind: 'all' };

export const SECOND_MS = 1000;
export const MINUTE_MS = 60_000;

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
