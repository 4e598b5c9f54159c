import { PATHS } from '../../contract/paths.ts';
import { entriesAsSent, parsePresence } from '../../contract/presence.ts';
import {
  COUNT_LIMIT,
  formatQuery,
  type PresenceQuery,
  START_INDEX_LIMIT,
} from '../../contract/query.ts';
import { type Extension, extensionFromEntry, isPlace } from '../../presence/extension.ts';
import { compareNumbers } from '../../presence/order.ts';
import { boardClock } from '../clock/board-clock.ts';
import { type Answer, type AskOptions, ask, failureOf, parseJson, unreadable } from './ask.ts';
import { shareRoll } from './keyed-sharing.ts';
import { PollError } from './poll-failure.ts';
import type { PresenceRoll } from './poll-state.ts';
import { TIMEOUT_MS, withinTime } from './within-time.ts';

/** One page as it was read. Its text is kept, since comparing texts costs nothing and parsing 800 kB does. */
type Page = { answer: Answer; extensions: readonly Extension[]; totalResults: number };

/** The pages that a roll was read from, for as long as the roll lives. */
const pagesOf = new WeakMap<PresenceRoll, readonly Page[]>();

/** The first request of a poll, as it is sent: without a chosen `count` the largest page, from the beginning. */
export function firstPage(query: PresenceQuery): PresenceQuery {
  return query.count === undefined
    ? { ...query, count: COUNT_LIMIT, startIndex: query.startIndex ?? 0 }
    : query;
}

/** The address of a presence request, as the board sends it to its own origin. */
export function presencePath(query: PresenceQuery): string {
  const parameters = formatQuery(query);
  return `${PATHS.boardPresence}${parameters && `?${parameters}`}`;
}

/**
 * Fetches what a query asks for: with a chosen `count` exactly that page, without one every page there is (to 10,000
 * extensions, the reach of one listing) as one list. All of it must come in `timeoutMs`.
 * Gives `previous` back when nothing changed. Throws PollError, or AbortError when `signal` takes the request back.
 */
export async function fetchPresence(
  query: PresenceQuery,
  options: Omit<AskOptions, 'method' | 'body'> & { previous?: PresenceRoll | undefined } = {},
): Promise<PresenceRoll> {
  const { signal, timeoutMs = TIMEOUT_MS, clock = boardClock, previous } = options;
  const sentAtMs = clock.stamp().monotonicMs;
  const known = (previous && pagesOf.get(previous)) ?? [];
  const pages = await withinTime(
    (within) => fetchPages(query, { options: { ...options, signal: within }, known }),
    { signal, timeoutMs, clock },
  );
  if (previous && pages.length === known.length && pages.every((page, i) => page === known[i])) {
    return previous;
  }
  const { serverMs, monotonicMs } = clock.stamp();
  const roll = shareRoll(previous, {
    ...merge(query, pages),
    bytes: pages.reduce((sum, { answer }) => sum + answer.bytes, 0),
    durationMs: monotonicMs - sentAtMs,
    answeredAtMs: monotonicMs,
    atMs: serverMs,
  });
  pagesOf.set(roll, pages);
  return roll;
}

/**
 * The entry of an extension as the service sent it, whatever is in it; undefined when no page of the answer has it.
 * Read from the answer's own text, since what is drawn was put right and shared with the answers before.
 */
export function entryAsAnswered(roll: PresenceRoll, number: string): unknown {
  // An extension on two pages is as the later one has it.
  const pages = [...(pagesOf.get(roll) ?? [])].reverse();
  for (const { answer, extensions } of pages) {
    const place = extensions.findIndex((extension) => extension.number === number);
    if (place >= 0) return entriesAsSent(parseJson(answer.text))[place];
  }
  return undefined;
}

async function fetchPages(
  query: PresenceQuery,
  { options, known }: { options: AskOptions; known: readonly Page[] },
): Promise<Page[]> {
  const pages: Page[] = [];
  let next: PresenceQuery | undefined = firstPage(query);
  while (next) {
    const page = await fetchPage(next, { options, known: known[pages.length] });
    pages.push(page);
    next = query.count === undefined ? pageAfter(page, next) : undefined;
  }
  return pages;
}

/** The page that follows, where one does and can be asked for. A server may give fewer at a time than it was asked for. */
function pageAfter(page: Page, asked: PresenceQuery): PresenceQuery | undefined {
  const startIndex = (asked.startIndex ?? 0) + page.extensions.length;
  const isLast = page.extensions.length === 0 || startIndex >= page.totalResults;
  return isLast || startIndex > START_INDEX_LIMIT ? undefined : { ...asked, startIndex };
}

async function fetchPage(
  query: PresenceQuery,
  { options, known }: { options: AskOptions; known: Page | undefined },
): Promise<Page> {
  const answer = await ask(presencePath(query), options);
  const isUnchanged = answer.status === known?.answer.status && answer.text === known.answer.text;
  if (isUnchanged) return known;
  const { clock = boardClock } = options;
  return readPage(answer, { startIndex: query.startIndex ?? 0, atMs: clock.nowMs() });
}

function readPage(answer: Answer, asked: { startIndex: number; atMs: number }): Page {
  // 204 has no body, and means that nothing matches.
  if (answer.status === 204) return { answer, extensions: [], totalResults: 0 };
  const isRefusal = answer.status < 200 || answer.status > 299;
  if (isRefusal) throw new PollError(failureOf(answer, asked.atMs));
  try {
    const { entry, totalResults } = parsePresence(parseJson(answer.text));
    const extensions = entry.map((one, index) => extensionFromEntry(one, asked.startIndex + index));
    return { answer, extensions, totalResults };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PollError(unreadable(answer, { atMs: asked.atMs, message }));
  }
}

/** One list of all pages. What the list did while it was paged through shows as an extension too many or too few. */
function merge(query: PresenceQuery, pages: readonly Page[]) {
  const listed = pages.flatMap(({ extensions }) => extensions);
  const extensions = sorted(withoutRepeats(listed), query);
  const totalResults = totalOf(pages);
  const startIndex = query.startIndex ?? 0;
  const status: 200 | 204 = pages[0]?.answer.status === 204 ? 204 : 200;
  return {
    extensions,
    status,
    totalResults,
    isTruncated: startIndex + extensions.length < totalResults,
    isWhole: startIndex === 0 && extensions.length >= totalResults,
  };
}

/** The newest page knows best, but one past the end may be a 204, which tells nothing. */
function totalOf(pages: readonly Page[]): number {
  const telling = pages.filter(({ extensions }) => extensions.length > 0);
  return (telling[telling.length - 1] ?? pages[0])?.totalResults ?? 0;
}

/** An extension on two pages moved while they were fetched; the later page is the newer. */
function withoutRepeats(extensions: readonly Extension[]): readonly Extension[] {
  return [...new Map(extensions.map((extension) => [extension.number, extension])).values()];
}

/** Some servers ignore `sortOrder`. What has no number stays in its place. */
function sorted(extensions: readonly Extension[], { sortOrder }: PresenceQuery) {
  if (sortOrder === undefined || extensions.some(({ number }) => isPlace(number))) {
    return extensions;
  }
  const direction = sortOrder === 'asc' ? 1 : -1;
  return [...extensions].sort((a, b) => direction * compareNumbers(a.number, b.number));
}
