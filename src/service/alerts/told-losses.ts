import * as z from 'zod/mini';
import { webhookMessageSchema } from '../../contract/alerts.ts';
import type { Database } from '../database.ts';
import { whereTaken } from '../storage-fault.ts';
import type { ToldLoss } from './loss-fold.ts';

/** The losses that webhooks were told of and that are not over, so that their recoveries are told after a restart too. */
export type ToldLosses = {
  /** Of one webhook, the oldest first. Nobody knows yet which of them are back. */
  of(webhook: string): ToldLoss[];
  put(webhook: string, loss: ToldLoss): void;
  remove(webhook: string, loss: Pick<ToldLoss, 'id'>): void;
  /** Forgets those of every other webhook. */
  keep(webhooks: readonly string[]): void;
};

const { id, extensions, count, organizations, shared } = webhookMessageSchema.shape;
const lossSchema = z.object({
  ...{ id, extensions, count, organizations, shared },
  away: z.array(z.string()),
  backSinceMs: z.nullable(z.number()),
});
const rowsSchema = z.array(
  z.object({ webhook: z.string(), told_at_ms: z.number(), loss: z.string() }),
);

/** Those that the database holds. A loss that cannot be written is told all the same; a restart forgets it. */
export function openToldLosses(database: Database): ToldLosses {
  const select = database.prepare('SELECT * FROM told_loss ORDER BY told_at_ms');
  const insert = database.prepare('INSERT OR REPLACE INTO told_loss VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM told_loss WHERE webhook = ? AND id = ?');
  const rows = () => rowsSchema.parse(select.all());
  return {
    of: (webhook) =>
      rows()
        .filter((row) => row.webhook === webhook)
        .map(({ loss, told_at_ms: toldAtMs }) => {
          const { away, ...kept } = lossSchema.parse(JSON.parse(loss));
          return { ...kept, toldAtMs, away: new Map(away.map((number) => [number, null])) };
        }),
    put(webhook, { toldAtMs, away, ...loss }) {
      const text = JSON.stringify({ ...loss, away: [...away.keys()] });
      whereTaken(() => insert.run(webhook, loss.id, toldAtMs, text));
    },
    remove(webhook, loss) {
      whereTaken(() => remove.run(webhook, loss.id));
    },
    keep(webhooks) {
      const gone = new Set(rows().map(({ webhook }) => webhook));
      for (const webhook of webhooks) gone.delete(webhook);
      const forget = database.prepare('DELETE FROM told_loss WHERE webhook = ?');
      for (const webhook of gone) whereTaken(() => forget.run(webhook));
    },
  };
}
