import { ApiError, FILTER_VALUE_MESSAGES } from './errors.ts';

export const FILTER_OPERATIONS = ['equals', 'contains', 'startsWith', 'inArray'] as const;
export type FilterOperation = (typeof FILTER_OPERATIONS)[number];
/** What `filterBy` without `filterOp` means. The documents name no default; this is ours. */
export const FILTER_OPERATION_DEFAULT: FilterOperation = 'equals';

/** The only thing that one can filter by. */
export const FILTER_BY = 'extension';

export const FIELDS = ['extension', 'status', 'registration'] as const;
export type Field = (typeof FIELDS)[number];

export const SORT_ORDERS = ['asc', 'desc'] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];

/** UnifiedAPI v3: `count` is 1 to 5000 and 20 when left out, `startIndex` 0 to 5000. */
export const COUNT_MINIMUM = 1;
export const COUNT_LIMIT = 5000;
export const COUNT_DEFAULT = 20;
export const START_INDEX_LIMIT = 5000;

/** A filter on the extended number. Matching is literal, never a pattern. */
export type Filter =
  | { op: Exclude<FilterOperation, 'inArray'>; value: string }
  | { op: 'inArray'; value: readonly string[] };

/** One request's parameters. What is undefined was not sent, and the API's default holds. */
export type PresenceQuery = {
  filter?: Filter;
  sortOrder?: SortOrder;
  count?: number;
  startIndex?: number;
  fields?: readonly Field[];
};

/** A number, or a part of one. */
export const NUMBER_PART = /^[0-9*]+$/;

/**
 * Reads a query string. Takes every form that published clients send: `filterValue[0]=`, `filterValue[]=`,
 * repeated, comma list; `ascending` for `asc`. Unknown parameters are ignored, and so is the first `?`.
 * Throws ApiError with the parameter's own code for what is not valid.
 */
export function parseQuery(params: URLSearchParams): PresenceQuery {
  const filter = parseFilter(params);
  const sortOrder = parseSortOrder(params);
  const count = parseWholeNumber(params, {
    name: 'count',
    code: 'count_invalid',
    min: COUNT_MINIMUM,
  });
  const startIndex = parseWholeNumber(params, {
    name: 'startIndex',
    code: 'startindex_invalid',
    min: 0,
  });
  const fields = parseFields(params);
  return {
    ...(filter && { filter }),
    ...(sortOrder && { sortOrder }),
    ...(count !== undefined && { count }),
    ...(startIndex !== undefined && { startIndex }),
    ...(fields && { fields }),
  };
}

/**
 * Writes a query as the API's parameters, in the order of its documentation, without a leading `?`.
 * Only what would break the address is escaped, so that a person can read it: `filterValue[0]=0003*210`.
 */
export function formatQuery(query: PresenceQuery): string {
  const pairs: string[] = [];
  if (query.filter) {
    pairs.push(`filterBy=${FILTER_BY}`, `filterOp=${query.filter.op}`);
    if (query.filter.op === 'inArray') {
      query.filter.value.forEach((value, index) => {
        pairs.push(`filterValue[${index}]=${encodeURIComponent(value)}`);
      });
    } else {
      pairs.push(`filterValue=${encodeURIComponent(query.filter.value)}`);
    }
  }
  if (query.sortOrder) pairs.push(`sortOrder=${query.sortOrder}`);
  if (query.count !== undefined) pairs.push(`count=${query.count}`);
  if (query.startIndex !== undefined) pairs.push(`startIndex=${query.startIndex}`);
  if (query.fields) pairs.push(`fields=${query.fields.join(',')}`);
  return pairs.join('&');
}

/** True when the extended number satisfies the filter. */
export function matchesFilter(extension: string, filter: Filter): boolean {
  switch (filter.op) {
    case 'equals':
      return extension === filter.value;
    case 'contains':
      return extension.includes(filter.value);
    case 'startsWith':
      return extension.startsWith(filter.value);
    case 'inArray':
      return filter.value.includes(extension);
  }
}

function parseFilter(params: URLSearchParams): Filter | undefined {
  const by = params.getAll('filterBy');
  const op = params.get('filterOp');
  const values = valuesOf(params, 'filterValue');
  if (by.length === 0) {
    if (op !== null || values.length > 0) throw new ApiError('filterby_invalid');
    return undefined;
  }
  if (by.some((name) => name !== FILTER_BY)) throw new ApiError('filterby_invalid');
  const operation = FILTER_OPERATIONS.find((name) => name === (op ?? FILTER_OPERATION_DEFAULT));
  if (!operation) throw new ApiError('filterop_invalid');
  if (operation === 'inArray') return parseInArray(values);
  const [value] = values;
  if (
    values.length !== 1 ||
    value === undefined ||
    value === '' ||
    params.get('filterValue') === null
  ) {
    throw new ApiError('filtervalue_invalid');
  }
  refuseOtherThanNumbers([value]);
  return { op: operation, value };
}

function parseInArray(values: readonly string[]): Filter {
  const members = values.flatMap((value) => value.split(','));
  if (members.length === 0 || members.includes('')) {
    throw new ApiError('filtervalue_invalid', FILTER_VALUE_MESSAGES.inArray);
  }
  refuseOtherThanNumbers(members);
  return { op: 'inArray', value: members };
}

function refuseOtherThanNumbers(values: readonly string[]): void {
  if (!values.every((value) => NUMBER_PART.test(value))) {
    throw new ApiError('filtervalue_invalid', FILTER_VALUE_MESSAGES.numbers);
  }
}

function parseSortOrder(params: URLSearchParams): SortOrder | undefined {
  switch (params.get('sortOrder')) {
    case null:
      return undefined;
    // The publisher's own client sends the long words.
    case 'asc':
    case 'ascending':
      return 'asc';
    case 'desc':
    case 'descending':
      return 'desc';
    default:
      throw new ApiError('sortorder_invalid');
  }
}

function parseWholeNumber(
  params: URLSearchParams,
  rule: { name: string; code: 'count_invalid' | 'startindex_invalid'; min: number },
): number | undefined {
  const text = params.get(rule.name);
  if (text === null) return undefined;
  const value = Number(text);
  const limit = rule.code === 'count_invalid' ? COUNT_LIMIT : START_INDEX_LIMIT;
  if (!/^\d+$/.test(text) || value < rule.min || value > limit) throw new ApiError(rule.code);
  return value;
}

function parseFields(params: URLSearchParams): readonly Field[] | undefined {
  const names = valuesOf(params, 'fields').flatMap((value) => value.split(','));
  if (names.length === 0) return undefined;
  const known = FIELDS.filter((field) => names.includes(field));
  if (!names.every((name) => FIELDS.some((field) => field === name))) {
    throw new ApiError('fields_invalid');
  }
  return known;
}

/** Every value of a parameter in its plain, `name[]` and `name[0]` forms; the indexed ones in index order. */
function valuesOf(params: URLSearchParams, name: string): string[] {
  const plain: string[] = [];
  const indexed: { index: number; value: string }[] = [];
  const form = new RegExp(`^${name}\\[(\\d*)\\]$`);
  params.forEach((value, key) => {
    if (key === name) plain.push(value);
    const match = form.exec(key);
    if (match) indexed.push({ index: match[1] ? Number(match[1]) : indexed.length, value });
  });
  indexed.sort((a, b) => a.index - b.index);
  return [...plain, ...indexed.map(({ value }) => value)];
}
