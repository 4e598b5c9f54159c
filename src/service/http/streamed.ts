import type { Context } from 'hono';
import type { Log } from '../log.ts';

/** Short pieces are sent together: each chunk costs more than its bytes. */
const CHUNK_LENGTH = 32 * 1024;

/**
 * Answers 200 with a body as it is being made: as fast as it is read, and never whole in memory. It has no validator, so
 * it is not kept. A body that fails half-way breaks off, so that nobody takes it for a whole one.
 */
export function streamed(
  c: Context,
  pieces: AsyncIterable<string>,
  { type, fileName, log }: { type: string; fileName?: string; log: Pick<Log, 'error'> },
): Response {
  const isGzipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?(,|$))/i.test(
    c.req.header('Accept-Encoding') ?? '',
  );
  c.header('Content-Type', type);
  c.header('Cache-Control', 'no-store');
  c.header('Vary', 'Accept-Encoding');
  if (fileName !== undefined) {
    c.header('Content-Disposition', `attachment; filename="${fileName}"`);
  }
  if (c.req.method === 'HEAD') return c.body(null, 200);
  const body = bytesOf(inChunks(pieces), (error) => {
    log.error({ err: error, path: c.req.path }, 'An answer broke off.');
  });
  if (!isGzipped) return c.body(body, 200);
  return c.body(body.pipeThrough(new CompressionStream('gzip')), 200, {
    'Content-Encoding': 'gzip',
  });
}

async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function bytesOf(
  chunks: AsyncGenerator<string>,
  failed: (error: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        failed(error);
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
