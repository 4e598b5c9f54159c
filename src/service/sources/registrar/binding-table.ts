import * as z from 'zod/mini';
import type { Database } from '../../database.ts';
import type { Binding } from './binding.ts';
import type { RowTable } from './kept-rows.ts';

const COLUMNS =
  'extension, device, contact, parameters, path, agent, call_id, cseq, live_since_ms, heard_at_ms, expires_at_ms, ended_by, ended_at_ms';

const rowsSchema = z.array(
  z.object({
    extension: z.string(),
    device: z.string(),
    contact: z.string(),
    parameters: z.string(),
    path: z.string(),
    agent: z.string(),
    call_id: z.string(),
    cseq: z.number(),
    live_since_ms: z.nullable(z.number()),
    heard_at_ms: z.nullable(z.number()),
    expires_at_ms: z.number(),
    ended_by: z.nullable(z.enum(['removal', 'expiry'])),
    ended_at_ms: z.nullable(z.number()),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

/** The table of bindings in the embedded database; a row is a binding. */
export function createBindingTable(database: Database): RowTable<Binding> {
  const select = database.prepare(`SELECT ${COLUMNS} FROM binding`);
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO binding (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM binding WHERE extension = ? AND device = ?');

  return {
    read: () => rowsSchema.parse(select.all()).map(fromRow),
    key: ({ device }) => device,
    upsert: (binding) => void upsert.run(...toRow(binding)),
    remove: ({ extension, device }) => void remove.run(extension, device),
  };
}

function fromRow(row: Row): Binding {
  const { extension, device, contact, parameters, path, agent, cseq } = row;
  const { ended_by: by, ended_at_ms: atMs } = row;
  return {
    ...{ extension, device, contact, parameters, path, agent, cseq },
    callId: row.call_id,
    liveSinceMs: row.live_since_ms,
    heardAtMs: row.heard_at_ms,
    expiresAtMs: row.expires_at_ms,
    end: by !== null && atMs !== null ? { by, atMs } : null,
  };
}

/** In the order of COLUMNS. */
function toRow(binding: Binding): (string | number | null)[] {
  return [
    binding.extension,
    binding.device,
    binding.contact,
    binding.parameters,
    binding.path,
    binding.agent,
    binding.callId,
    binding.cseq,
    binding.liveSinceMs,
    binding.heardAtMs,
    binding.expiresAtMs,
    binding.end?.by ?? null,
    binding.end?.atMs ?? null,
  ];
}
