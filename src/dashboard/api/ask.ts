import * as z from 'zod/mini';
import { XSRF_COOKIE, XSRF_HEADER } from '../../contract/session.ts';
import { boardClock } from '../clock/board-clock.ts';
import type { SteadyClock } from '../clock/steady-clock.ts';
import { PollError, type PollFailure } from './poll-failure.ts';
import { TIMEOUT_MS, withinTime } from './within-time.ts';

/** How a request is made; everything has a default. */
export type AskOptions = {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  timeoutMs?: number;
  clock?: SteadyClock;
  fetch?: typeof globalThis.fetch;
};

/** What the service answered, whatever its status. */
export type Answer = { status: number; headers: Headers; text: string; bytes: number };

/** An answer is kept for "Show answer" up to this length. */
const ANSWER_TEXT_LIMIT = 4000;

/**
 * Asks the board's own origin and reads the whole answer. Each answer also tells the clock the server's time.
 * Throws PollError when there is none (`timeout`, `no-connection`), and AbortError when `signal` takes it back.
 */
export function ask(path: string, options: AskOptions = {}): Promise<Answer> {
  const { signal, timeoutMs = TIMEOUT_MS, clock = boardClock } = options;
  return withinTime((within) => askNow(path, { ...options, signal: within }), {
    signal,
    timeoutMs,
    clock,
  });
}

async function askNow(
  path: string,
  options: AskOptions & { signal: AbortSignal },
): Promise<Answer> {
  const { method = 'GET', body, signal, clock = boardClock, fetch = globalThis.fetch } = options;
  const sentAt = clock.stamp();
  try {
    const response = await fetch(path, {
      method,
      headers: headersFor(body),
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    const serverDateMs = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(serverDateMs)) {
      clock.addSample({ sentAt, answeredAt: clock.stamp(), serverDateMs });
    }
    const buffer = await response.arrayBuffer();
    return {
      status: response.status,
      headers: response.headers,
      text: new TextDecoder().decode(buffer),
      bytes: buffer.byteLength,
    };
  } catch (error) {
    // A refused connection, a name that is not known and a bad certificate are one TypeError to a browser.
    throw signal.aborted ? error : new PollError({ kind: 'no-connection', atMs: clock.nowMs() });
  }
}

function headersFor(body: unknown): Record<string, string> {
  const token = readCookie(XSRF_COOKIE);
  return {
    accept: 'application/json',
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { [XSRF_HEADER]: token }),
  };
}

function readCookie(name: string): string | undefined {
  const start = `${name}=`;
  return document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(start))
    ?.slice(start.length);
}

/** The service's refusals: `{"error":{"code","message"}}`. */
const refusalSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Says what a refusal (any status outside 2xx) means for the board. */
export function failureOf(answer: Answer, atMs: number): PollFailure {
  const { status, headers, text } = answer;
  const refusal = refusalSchema.safeParse(parseJson(text));
  const retryAfterMs = status === 429 ? readRetryAfter(headers) : undefined;
  return {
    kind: kindOf(status),
    httpStatus: status,
    ...(refusal.success && refusal.data.error),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...answerText(text),
    atMs,
  };
}

/** The answer when it has the status that was asked for, or throws PollError. */
export function accepted(answer: Answer, status: number): Answer {
  if (answer.status === status) return answer;
  throw new PollError(failureOf(answer, boardClock.nowMs()));
}

/** An answer with status 2xx that is not what was asked for: another program's page, half a body, a stranger's JSON. */
export function unreadable(
  answer: Answer,
  problem: { atMs: number; message: string },
): PollFailure {
  return { kind: 'unreadable', httpStatus: answer.status, ...problem, ...answerText(answer.text) };
}

/** Parses what must be JSON of a given shape, or throws PollError. */
export function readJson<T>(answer: Answer, schema: z.ZodMiniType<T>, atMs: number): T {
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return parsed.data;
  throw new PollError(unreadable(answer, { atMs, message: 'The answer has another shape.' }));
}

/** Undefined for what is no JSON: no schema takes that. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOf(status: number): PollFailure['kind'] {
  if (status === 401 || status === 403) return 'refused';
  return status === 429 ? 'too-many' : 'fault';
}

/** RFC 9110 10.2.3: seconds, or a date, which only the server's own clock can judge. */
function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const ms = Date.parse(text) - Date.parse(headers.get('date') ?? '');
  return ms >= 0 ? ms : undefined;
}

function answerText(text: string): { answerText?: string } {
  return text === '' ? {} : { answerText: text.slice(0, ANSWER_TEXT_LIMIT) };
}
