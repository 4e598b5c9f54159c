import * as z from 'zod/mini';
import type { Database } from '../../database.ts';
import { whereTaken } from '../../storage-fault.ts';
import type { UpstreamAccess } from './upstream-client.ts';
import type { UpstreamExtension } from './upstream-extension.ts';

/** What upstream last said, in times of our clock, and by how much its own was ahead. */
export type KeptAnswer = {
  /** When it came, and the moment as of which it was told. */
  asOfMs: number;
  atMs: number;
  offsetMs: number;
  extensions: readonly UpstreamExtension[];
};

/** The last answer as the database keeps it, so that a restart while upstream is away shows what was last known. */
export type AnswerStore = {
  /** That of this upstream to this App; undefined when there is none that this version reads. */
  read(): KeptAnswer | undefined;
  /** Puts it in the place of the one before. A disk that takes nothing keeps the one before. */
  write(answer: KeptAnswer): void;
};

const answerSchema = z.object({
  asOfMs: z.number(),
  atMs: z.number(),
  offsetMs: z.number(),
  extensions: z.array(
    z.object({
      number: z.string(),
      static: z.boolean(),
      presence: z.enum(['unknown', 'online', 'ringing', 'busy']),
      devices: z.array(
        z.object({
          id: z.string(),
          agent: z.string(),
          state: z.enum(['registered', 'not-registered', 'expired', 'unknown']),
          untilMs: z.nullable(z.number()),
          heardAtMs: z.number(),
          longestLeftMs: z.number(),
        }),
      ),
    }),
  ),
});
const rowSchema = z.optional(z.object({ answer: z.string() }));

/** What another upstream said, or said to another App, is not shown: that may see what this one must not. */
export function openAnswerStore(
  database: Database,
  { baseUrl, appId }: Pick<UpstreamAccess, 'baseUrl' | 'appId'>,
): AnswerStore {
  const upstream = `${baseUrl} ${appId}`;
  const select = database.prepare('SELECT answer FROM upstream_answer WHERE upstream = ?');
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO upstream_answer (id, upstream, answer) VALUES (1, ?, ?)',
  );
  return {
    read() {
      const row = rowSchema.parse(select.get(upstream));
      return row && answerSchema.safeParse(JSON.parse(row.answer)).data;
    },
    write(answer) {
      whereTaken(() => void upsert.run(upstream, JSON.stringify(answer)));
    },
  };
}
