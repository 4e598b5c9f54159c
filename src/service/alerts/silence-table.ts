import * as z from 'zod/mini';
import {
  SILENCE_KINDS,
  type SilenceKind,
  SUBJECT_KINDS,
  type Subject,
} from '../../contract/alerts.ts';
import type { Database } from '../database.ts';

/** A silence as it is kept. Times are milliseconds since 1970. */
export type KeptSilence = {
  id: string;
  accountId: number;
  kind: SilenceKind;
  subject: Subject;
  /** Null where no time ends it. */
  untilMs: number | null;
  createdAtMs: number;
  /** Its subject was seen to be lost since. */
  wasLost: boolean;
};

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    account_id: z.number(),
    kind: z.enum(SILENCE_KINDS),
    subject_kind: z.enum(SUBJECT_KINDS),
    subject: z.string(),
    until_ms: z.nullable(z.number()),
    created_at_ms: z.number(),
    was_lost: z.number(),
  }),
);

/** The table of silences. Each write is on the disk when it returns, or throws. */
export function silenceTable(database: Database) {
  const select = database.prepare('SELECT * FROM silence');
  // What is unique replaces what was there: a second silence of one subject by one account.
  const insert = database.prepare('INSERT OR REPLACE INTO silence VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM silence WHERE id = ?');
  const note = database.prepare('UPDATE silence SET was_lost = 1 WHERE id = ?');
  return {
    read: (): KeptSilence[] =>
      rowsSchema.parse(select.all()).map((row) => ({
        id: row.id,
        accountId: row.account_id,
        kind: row.kind,
        subject: { kind: row.subject_kind, value: row.subject },
        untilMs: row.until_ms,
        createdAtMs: row.created_at_ms,
        wasLost: row.was_lost === 1,
      })),
    put({ id, accountId, kind, subject, untilMs, createdAtMs, wasLost }: KeptSilence): void {
      const { kind: subjectKind, value } = subject;
      insert.run(id, accountId, kind, subjectKind, value, untilMs, createdAtMs, Number(wasLost));
    },
    remove(id: string): void {
      remove.run(id);
    },
    noteLost(id: string): void {
      note.run(id);
    },
  };
}
