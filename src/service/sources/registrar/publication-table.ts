import * as z from 'zod/mini';
import type { Database } from '../../database.ts';
import type { RowTable } from './kept-rows.ts';
import type { Publication } from './publication.ts';

const COLUMNS = 'extension, id, entity_tag, call_id, cseq, accepted_at_ms, dialogs, expires_at_ms';

const rowsSchema = z.array(
  z.object({
    extension: z.string(),
    id: z.string(),
    entity_tag: z.string(),
    call_id: z.string(),
    cseq: z.number(),
    accepted_at_ms: z.number(),
    dialogs: z.string(),
    expires_at_ms: z.number(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

const dialogsSchema = z.array(z.object({ id: z.string(), presence: z.enum(['ringing', 'busy']) }));

/** The table of publications in the embedded database; a row is a publication. */
export function createPublicationTable(database: Database): RowTable<Publication> {
  const select = database.prepare(`SELECT ${COLUMNS} FROM publication`);
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO publication (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM publication WHERE extension = ? AND id = ?');

  return {
    read: () => rowsSchema.parse(select.all()).map(fromRow),
    key: ({ id }) => id,
    upsert: (publication) => void upsert.run(...toRow(publication)),
    remove: ({ extension, id }) => void remove.run(extension, id),
  };
}

function fromRow(row: Row): Publication {
  const { extension, id, entity_tag: entityTag, call_id: callId, cseq } = row;
  const { accepted_at_ms: acceptedAtMs, expires_at_ms: expiresAtMs } = row;
  const dialogs = dialogsSchema.parse(JSON.parse(row.dialogs));
  return { extension, id, entityTag, callId, cseq, acceptedAtMs, dialogs, expiresAtMs };
}

/** In the order of COLUMNS. */
function toRow(publication: Publication): (string | number)[] {
  return [
    publication.extension,
    publication.id,
    publication.entityTag,
    publication.callId,
    publication.cseq,
    publication.acceptedAtMs,
    JSON.stringify(publication.dialogs),
    publication.expiresAtMs,
  ];
}
