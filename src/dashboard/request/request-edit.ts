import {
  COUNT_LIMIT,
  FIELDS,
  type Field,
  type Filter,
  type FilterOperation,
  NUMBER_PART,
  type PresenceQuery,
  type SortOrder,
  START_INDEX_LIMIT,
} from '../../contract/query.ts';

/** What a person typed into a control: a value for the request, or words that say what would be right. */
export type Reading<T> = { value: T } | { problem: string };

/** More would not fit into one request line: servers refuse what is longer than 16 kB, and each takes up to 28 bytes. */
export const CHIP_LIMIT = 400;

/** Reads filterValue. Nothing typed means that no filter is sent. */
export function readFilterValue(text: string): Reading<string | undefined> {
  const value = text.trim();
  if (value === '') return { value: undefined };
  return NUMBER_PART.test(value)
    ? { value }
    : { problem: 'filterValue: digits and * only, as in 0003*210' };
}

/** Adds what was typed or pasted (`0003*210, 0003*211`, one a line, or both) to the chips of inArray, each once. */
export function readChips(chips: readonly string[], text: string): Reading<readonly string[]> {
  const added = text.split(/[\s,;]+/).filter((part) => part !== '');
  const wrong = added.find((part) => !NUMBER_PART.test(part));
  if (wrong !== undefined) {
    return { problem: `filterValue: digits and * only, as in 0003*210, not “${wrong}”` };
  }
  const value = [...new Set([...chips, ...added])];
  return value.length > CHIP_LIMIT
    ? { problem: `filterValue: at most ${CHIP_LIMIT} numbers fit into one request` }
    : { value };
}

/** Reads count. Nothing typed means the whole list. */
export function readCount(text: string): Reading<number | undefined> {
  if (text.trim() === '') return { value: undefined };
  return readWholeNumber(text, {
    min: 1,
    max: COUNT_LIMIT,
    problem: 'count: 1 to 5000, or empty for all',
  });
}

/** Reads startIndex. Nothing typed means the beginning. */
export function readStartIndex(text: string): Reading<number | undefined> {
  if (text.trim() === '') return { value: undefined };
  return readWholeNumber(text, {
    min: 0,
    max: START_INDEX_LIMIT,
    problem: 'startIndex: 0 to 5000',
  });
}

/** The request with another filter, or none. Another list begins at its first page. */
export function withFilter(query: PresenceQuery, filter: Filter | undefined): PresenceQuery {
  const { filter: _filter, startIndex: _startIndex, ...rest } = query;
  return filter ? { filter, ...rest } : rest;
}

/** The request with what was typed as filterValue under this operation. */
export function withFilterValues(
  query: PresenceQuery,
  op: FilterOperation,
  values: readonly string[],
): PresenceQuery {
  const [first] = values;
  if (first === undefined) return withFilter(query, undefined);
  return withFilter(query, op === 'inArray' ? { op, value: values } : { op, value: first });
}

/** The values of a filter, whichever its operation. */
export function filterValues(filter: Filter | undefined): readonly string[] {
  if (!filter) return [];
  return filter.op === 'inArray' ? filter.value : [filter.value];
}

export function withSortOrder(query: PresenceQuery, order: SortOrder | undefined): PresenceQuery {
  const { sortOrder: _sortOrder, startIndex: _startIndex, ...rest } = query;
  return order ? { ...rest, sortOrder: order } : rest;
}

/** The request with another page size; without one it is the whole list, from its beginning. */
export function withCount(query: PresenceQuery, count: number | undefined): PresenceQuery {
  const { count: _count, startIndex: _startIndex, ...rest } = query;
  return count === undefined ? rest : { ...query, count };
}

export function withStartIndex(
  query: PresenceQuery,
  startIndex: number | undefined,
): PresenceQuery {
  const { startIndex: _startIndex, ...rest } = query;
  return startIndex ? { ...rest, startIndex } : rest;
}

/** Asks for a field, or no longer. All of them is the same as naming none, and the last one stays. */
export function withFieldToggled(query: PresenceQuery, field: Field): PresenceQuery {
  const { fields: asked = FIELDS, ...rest } = query;
  const fields = FIELDS.filter((name) => asked.includes(name) !== (name === field));
  if (fields.length === 0) return query;
  return fields.length === FIELDS.length ? rest : { ...rest, fields };
}

/** Where the page before begins, undefined on the first. */
export function previousStart({ count, startIndex = 0 }: PresenceQuery): number | undefined {
  return startIndex === 0 ? undefined : Math.max(0, startIndex - (count ?? COUNT_LIMIT));
}

/** Where the next page begins; undefined on the last, past the API's reach, and while the whole list is asked for. */
export function nextStart(
  { count, startIndex = 0 }: PresenceQuery,
  totalResults: number | undefined,
): number | undefined {
  if (count === undefined || totalResults === undefined) return undefined;
  const next = startIndex + count;
  return next < totalResults && next <= START_INDEX_LIMIT ? next : undefined;
}

function readWholeNumber(
  text: string,
  rule: { min: number; max: number; problem: string },
): Reading<number> {
  const value = Number(text);
  const isRight = /^\s*\d+\s*$/.test(text) && value >= rule.min && value <= rule.max;
  return isRight ? { value } : { problem: rule.problem };
}
