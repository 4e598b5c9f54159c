import type { Clock } from '../../clock.ts';
import { connectionFaultOf } from '../../connection-fault.ts';
import { version } from '../../version.ts';
import { UpstreamFault } from './upstream-fault.ts';

/** What asking needs of the world. */
export type Asking = { fetch: typeof fetch; clock: Clock };

/** An answer that was read to its end; its body is text. */
export type UpstreamAnswer = {
  response: Response;
  text: string;
  sentAtMs: number;
  receivedAtMs: number;
};

type UpstreamRequest = {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: URLSearchParams;
};

const TIMEOUT_MS = 10_000;
/** Five thousand extensions of 16 telephones with long names are a tenth of it. */
const LARGEST_BODY_BYTES = 64 * 1024 * 1024;

/**
 * Asks upstream once and reads the answer, all within ten seconds. Throws UpstreamFault when no answer comes about, or
 * what `signal` is aborted with.
 */
export async function askUpstream(
  { url, ...init }: UpstreamRequest,
  { fetch, clock, signal }: Asking & { signal: AbortSignal },
): Promise<UpstreamAnswer> {
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end);
  const cancelTimeout = clock.after(TIMEOUT_MS, end);
  const { host } = new URL(url);
  const sentAtMs = clock.now();
  try {
    signal.throwIfAborted();
    const response = await fetch(url, {
      ...init,
      headers: { 'User-Agent': `Rollcall/${version}`, ...init.headers },
      redirect: 'manual',
      signal: ending.signal,
    });
    const receivedAtMs = clock.now();
    return { response, text: await readText(response, host), sentAtMs, receivedAtMs };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UpstreamFault) throw error;
    const { reason, sentence } = connectionFaultOf(error, host);
    throw new UpstreamFault(reason, sentence);
  } finally {
    cancelTimeout();
    signal.removeEventListener('abort', end);
  }
}

async function readText(response: Response, host: string): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > LARGEST_BODY_BYTES) {
      reader.cancel().catch(() => {});
      throw new UpstreamFault('bad-answer', `${host} answers more than any list of extensions is.`);
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}
