import type { PresenceEntry } from '../../../contract/presence.ts';
import {
  COUNT_LIMIT,
  type Filter,
  matchesFilter,
  NUMBER_PART,
  START_INDEX_LIMIT,
} from '../../../contract/query.ts';
import type { UpstreamClient, UpstreamPage } from './upstream-client.ts';
import type { AnswerTime } from './upstream-clock.ts';
import { UpstreamFault } from './upstream-fault.ts';

/** A whole list with the moment from which on it was read. `etag` is that of a list on one page, which can be asked for again. */
export type WholeList = {
  entries: readonly PresenceEntry[];
  time: AnswerTime;
  etag: string | null;
};

/** A list that changes while it is read is begun anew, so often. */
const TRIES = 3;
/** A hundred thousand extensions in pages of a hundred. */
const MOST_REQUESTS = 1000;
const MOST_EXTENSIONS = 100_000;
/** As numbers go: an organization of 32 digits, `*`, and 32 more. */
const LONGEST_NUMBER = 65;
/** What a number can go on with. */
const DIGITS = [...'0123456789*'];

/** Thrown within this file: the list is another one than when it was begun. */
class ListChanged extends Error {}

/**
 * Reads all that upstream lists, page by page; past the reach of one listing it is split by what numbers begin with.
 * Throws UpstreamFault where what was read is no whole list. Of an upstream that counts more than it lists, as the API's
 * own example does, the list is what it lists.
 * @param known the list of before, given back with another time when it is the same
 */
export async function readList(
  client: UpstreamClient,
  { known, signal }: { known: WholeList | undefined; signal: AbortSignal },
): Promise<WholeList> {
  let before: WholeList | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const { list, isShort } = await readOnce(client, { known, signal });
      // Who counts more than there is to list does so each time; what changes while it is read is another list each time.
      if (!isShort || (before && isSameList(before, list))) return list;
      before = list;
    } catch (error) {
      if (!(error instanceof ListChanged)) throw error;
    }
  }
  const says = `The list of ${client.host} does not hold together: its pages are of different lists, or it counts others than it lists.`;
  throw new UpstreamFault('bad-answer', says);
}

/** `filter` is undefined for the whole list. */
type Part = { filter: Filter | undefined; first: UpstreamPage };
type AskPage = (filter: Filter | undefined, startIndex: number) => Promise<UpstreamPage>;

async function readOnce(
  client: UpstreamClient,
  { known, signal }: { known: WholeList | undefined; signal: AbortSignal },
): Promise<{ list: WholeList; isShort: boolean }> {
  let requests = 0;
  const askPage: AskPage = async (filter, startIndex) => {
    requests += 1;
    if (requests > MOST_REQUESTS) throw tooMuch(client, `in ${MOST_REQUESTS} requests`);
    const query = { ...(filter && { filter }), count: COUNT_LIMIT, startIndex };
    const isBeginning = !filter && startIndex === 0;
    const etag = isBeginning ? (known?.etag ?? null) : null;
    const page = await client.page(query, { signal, etag });
    if (filter) requireFiltered(page, filter, client);
    return page;
  };
  const first = await askPage(undefined, 0);
  const { collection, time, etag } = first;
  if (!collection && known) return { list: { ...known, time }, isShort: false };
  const total = collection?.totalResults ?? 0;
  if (total > MOST_EXTENSIONS) throw tooMuch(client, 'at all');
  const entries = await readPart({ filter: undefined, first }, askPage);
  const numbers = new Set(entries.map((entry) => numberOf(entry, client)));
  // One on two pages has moved while they were read, and another was missed for it.
  if (numbers.size !== entries.length || entries.length > total) throw new ListChanged();
  const isOnePage = collection?.entry.length === total;
  const list = { entries, time, etag: isOnePage ? etag : null };
  return { list, isShort: entries.length < total };
}

function isSameList(one: WholeList, other: WholeList): boolean {
  return (
    one.entries.length === other.entries.length &&
    one.entries.every(({ extension }, nth) => extension === other.entries[nth]?.extension)
  );
}

async function readPart({ filter, first }: Part, askPage: AskPage): Promise<PresenceEntry[]> {
  const entries = [...(first.collection?.entry ?? [])];
  const total = first.collection?.totalResults ?? 0;
  // What a server gives at a time is what it gave the first time.
  if (total > START_INDEX_LIMIT + entries.length) return readByBeginning(filter, askPage);
  while (entries.length < total) {
    const { collection } = await askPage(filter, entries.length);
    // Past the end of a list that counts more than it has, a server may answer 204.
    if (collection?.entry.length === 0) return entries;
    if (collection?.totalResults !== total) throw new ListChanged();
    entries.push(...collection.entry);
  }
  return entries;
}

/** The number that is just what the others begin with, and those that go on with each of the digits. */
async function readByBeginning(
  filter: Filter | undefined,
  askPage: AskPage,
): Promise<PresenceEntry[]> {
  const beginning = typeof filter?.value === 'string' ? filter.value : '';
  // Longer than any number is: a server that ignores the filter would be asked for ever.
  if (beginning.length > LONGEST_NUMBER) throw new ListChanged();
  const parts: Filter[] = DIGITS.map((digit) => ({ op: 'startsWith', value: beginning + digit }));
  if (beginning !== '') parts.unshift({ op: 'equals', value: beginning });
  const entries: PresenceEntry[] = [];
  for (const part of parts) {
    const read = await readPart({ filter: part, first: await askPage(part, 0) }, askPage);
    entries.push(...read);
  }
  return entries;
}

function numberOf({ extension = '' }: PresenceEntry, { host }: UpstreamClient): string {
  if (NUMBER_PART.test(extension) && extension.length <= LONGEST_NUMBER) return extension;
  const says = `${host} lists an extension without a number, or with one that is none.`;
  throw new UpstreamFault('bad-answer', says);
}

/** Past the reach of one listing, what is not filtered would be the same again and again. */
function requireFiltered(
  { collection }: UpstreamPage,
  filter: Filter,
  { host }: UpstreamClient,
): void {
  const entries = collection?.entry ?? [];
  if (entries.every(({ extension = '' }) => matchesFilter(extension, filter))) return;
  const says = `${host} has more extensions than one listing reaches, and does not filter them. Give an App that sees fewer.`;
  throw new UpstreamFault('bad-answer', says);
}

function tooMuch({ host }: UpstreamClient, within: string): UpstreamFault {
  const says = `${host} lists more extensions than can be read ${within}. Give an App that sees fewer.`;
  return new UpstreamFault('bad-answer', says);
}
