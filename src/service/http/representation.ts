import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';

type Bytes = Uint8Array<ArrayBuffer>;
type Coding = 'br' | 'gzip';

/** A body as it may be sent many times: with its validator, and compressed once for each coding that was asked for. */
export type Representation = {
  type: string;
  body: Bytes;
  etag: string;
  compressed: Map<Coding, Promise<Bytes>>;
};

/** Below this a coding saves nothing worth its header. */
const COMPRESS_FROM_BYTES = 1024;
const COMPRESSIBLE = /^text\/|json|svg/;

const compress: Record<Coding, (body: Bytes) => Promise<Bytes>> = {
  // Quality 4 is as fast as gzip on a listing of 5,000; the default, 11, takes a second.
  br: promisify((body: Bytes, done: (error: Error | null, result: Buffer<ArrayBuffer>) => void) =>
    brotliCompress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }, done),
  ),
  gzip: promisify<Bytes, Bytes>(gzip),
};

/** Makes what can be sent of a body. `type` is its Content-Type. */
export function represent(body: string | Bytes, type: string): Representation {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  // Weak, since one validator stands for the body in every coding.
  return { type, body: bytes, etag: `W/"${hash}"`, compressed: new Map() };
}

/** Answers with a representation: 304 to whoever has it already, else 200, compressed when asked for. */
export async function send(
  c: Context,
  representation: Representation,
  cacheControl: string,
): Promise<Response> {
  const { type, body, etag, compressed } = representation;
  const canCompress = COMPRESSIBLE.test(type) && body.length >= COMPRESS_FROM_BYTES;
  c.header('ETag', etag);
  c.header('Cache-Control', cacheControl);
  if (canCompress) c.header('Vary', 'Accept-Encoding');
  if (isKnown(etag, c.req.header('If-None-Match'))) return c.body(null, 304);
  c.header('Content-Type', type);
  const coding = canCompress ? codingFor(c.req.header('Accept-Encoding')) : undefined;
  if (!coding) return c.body(body, 200, { 'Content-Length': `${body.length}` });
  const pending = compressed.get(coding) ?? compress[coding](body);
  compressed.set(coding, pending);
  const small = await pending;
  return c.body(small, 200, { 'Content-Encoding': coding, 'Content-Length': `${small.length}` });
}

/** RFC 9110 13.1.2: the comparison is weak, and `*` is whatever there is. */
function isKnown(etag: string, ifNoneMatch = ''): boolean {
  const opaque = etag.replace(/^W\//, '');
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(opaque);
}

/** RFC 9110 12.5.3: a coding with weight 0 is refused. Weights above that are not ranked: the smaller body is sent. */
function codingFor(acceptEncoding = ''): Coding | undefined {
  const accepted = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => !/;\s*q=0(\.0*)?$/.test(item))
    .map((item) => item.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((coding) => accepted.includes(coding));
}
