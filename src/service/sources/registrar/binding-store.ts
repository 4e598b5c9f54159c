import * as z from 'zod/mini';
import type { Database } from '../../database.ts';
import type { Binding } from './binding.ts';

/** The registrar's memory: bindings, and for a while how earlier ones ended. Each change is on the disk on return. */
export type BindingStore = {
  all(): Binding[];
  ofExtension(extension: string): Binding[];
  /** Writes all of them or, when it throws, none. */
  save(bindings: readonly Binding[]): void;
  /** Notes the end of what has run out by `nowMs`, and forgets what ended long ago. */
  sweep(nowMs: number): void;
};

/** How many ended bindings of one extension are kept. A softphone that takes a new port each time makes many. */
const MOST_ENDED = 10;

const COLUMNS =
  'extension, device, contact, parameters, path, agent, call_id, cseq, expires_at_ms, ended_by, ended_at_ms';

const rowSchema = z.object({
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
});
const rowsSchema = z.array(rowSchema);

/** `forgetAfterMs` is how long the end of a binding is remembered. */
export function createBindingStore(database: Database, forgetAfterMs: number): BindingStore {
  const selectAll = database.prepare(`SELECT ${COLUMNS} FROM binding`);
  const selectExtension = database.prepare(`SELECT ${COLUMNS} FROM binding WHERE extension = ?`);
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO binding (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const expire = database.prepare(
    `UPDATE binding SET ended_by = 'expiry', ended_at_ms = expires_at_ms
      WHERE ended_at_ms IS NULL AND expires_at_ms <= ? RETURNING extension`,
  );
  const forget = database.prepare('DELETE FROM binding WHERE ended_at_ms <= ?');
  const prune = database.prepare(
    `DELETE FROM binding WHERE extension = ?1 AND device IN (
       SELECT device FROM binding WHERE extension = ?1 AND ended_at_ms IS NOT NULL
        ORDER BY ended_at_ms DESC LIMIT -1 OFFSET ${MOST_ENDED})`,
  );
  const pruneEach = (extensions: Iterable<string>) => {
    for (const extension of new Set(extensions)) prune.run(extension);
  };

  return {
    all: () => rowsSchema.parse(selectAll.all()).map(fromRow),
    ofExtension: (extension) => rowsSchema.parse(selectExtension.all(extension)).map(fromRow),
    save(bindings) {
      if (bindings.length === 0) return;
      database.transaction(() => {
        for (const binding of bindings) upsert.run(...toRow(binding));
        pruneEach(bindings.filter(({ end }) => end).map(({ extension }) => extension));
      });
    },
    sweep(nowMs) {
      database.transaction(() => {
        pruneEach(expiredSchema.parse(expire.all(nowMs)).map(({ extension }) => extension));
        forget.run(nowMs - forgetAfterMs);
      });
    },
  };
}

const expiredSchema = z.array(z.pick(rowSchema, { extension: true }));

function fromRow(row: z.infer<typeof rowSchema>): Binding {
  const { call_id: callId, expires_at_ms: expiresAtMs, ended_by: by, ended_at_ms: atMs } = row;
  const { extension, device, contact, parameters, path, agent, cseq } = row;
  const end = by !== null && atMs !== null ? { by, atMs } : null;
  return { extension, device, contact, parameters, path, agent, callId, cseq, expiresAtMs, end };
}

/** In the order of COLUMNS. */
function toRow(binding: Binding): (string | number | null)[] {
  const { extension, device, contact, parameters, path, agent, callId, cseq } = binding;
  const { expiresAtMs, end } = binding;
  return [
    extension,
    device,
    contact,
    parameters,
    path,
    agent,
    callId,
    cseq,
    expiresAtMs,
    end?.by ?? null,
    end?.atMs ?? null,
  ];
}
