import { openMemoryDatabase } from '../database.ts';
import { openEmbeddedJournal } from '../journal/embedded-journal.ts';
import { startRecorder } from '../journal/recorder.ts';
import { startService } from './running-service.rig.ts';

/** For tests: a service whose journal records what its directory is told, with the clock of a test. */
export async function startRecorded(now: string) {
  const database = openMemoryDatabase();
  const journal = openEmbeddedJournal(database);
  const service = await startService({
    ...{ now, database, journal },
    organizationNames: () => ({ '0003': 'Acme' }),
  });
  const { clock, directory } = service;
  let source: { sinceMs: number; error: string | null } = { sinceMs: clock.now(), error: null };
  const record = () =>
    startRecorder({
      ...{ directory, journal, clock, log: { info: () => {}, warn: () => {} } },
      sourceHealth: () => ({ kind: 'registrar', asOfMs: clock.now(), reason: null, ...source }),
    });
  const setStale = (isStale: boolean) => {
    source = { sinceMs: clock.now(), error: isStale ? 'No answer.' : null };
  };
  return { ...service, record, setStale };
}

export type Recorded = Awaited<ReturnType<typeof startRecorded>>;
