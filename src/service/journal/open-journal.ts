import type { Database } from '../database.ts';
import { openEmbeddedJournal } from './embedded-journal.ts';
import type { Journal } from './journal.ts';
import { type Recorder, type RecorderOptions, startRecorder } from './recorder.ts';

/**
 * Opens the journal in the embedded database, and begins to record. To be called when the source has told what it
 * remembers: what changed while nobody watched is found by comparing that with what was recorded last.
 */
export function openJournal({
  database,
  ...options
}: Omit<RecorderOptions, 'journal'> & { database: Database }): {
  journal: Journal;
  recorder: Recorder;
} {
  const journal = openEmbeddedJournal(database);
  return { journal, recorder: startRecorder({ ...options, journal }) };
}
