import * as z from 'zod/mini';
import type { Database } from '../../database.ts';
import type { Binding } from './binding.ts';

const COLUMNS =
  'extension, device, contact, parameters, path, agent, call_id, cseq, expires_at_ms, ended_by, ended_at_ms';

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
    expires_at_ms: z.number(),
    ended_by: z.nullable(z.enum(['removal', 'expiry'])),
    ended_at_ms: z.nullable(z.number()),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

/** The table of bindings in the embedded database; a row is a binding. */
export function createBindingTable(database: Database) {
  const select = database.prepare(`SELECT ${COLUMNS} FROM binding`);
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO binding (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM binding WHERE extension = ? AND device = ?');

  return {
    read: (): Binding[] => rowsSchema.parse(select.all()).map(fromRow),
    /** Makes one extension's rows in the table, `before`, into `after`. Only what differs is written. */
    write(before: readonly Binding[], after: readonly Binding[]): void {
      const devices = new Set(after.map(({ device }) => device));
      for (const { extension, device } of before) {
        if (!devices.has(device)) remove.run(extension, device);
      }
      for (const binding of after) {
        if (!before.includes(binding)) upsert.run(...toRow(binding));
      }
    },
  };
}

function fromRow(row: Row): Binding {
  const { call_id: callId, expires_at_ms: expiresAtMs, ended_by: by, ended_at_ms: atMs } = row;
  const { extension, device, contact, parameters, path, agent, cseq } = row;
  const end = by !== null && atMs !== null ? { by, atMs } : null;
  return { extension, device, contact, parameters, path, agent, callId, cseq, expiresAtMs, end };
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
    binding.expiresAtMs,
    binding.end?.by ?? null,
    binding.end?.atMs ?? null,
  ];
}
