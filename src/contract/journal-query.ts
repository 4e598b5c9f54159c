import { ApiError } from './errors.ts';
import {
  CHANGE_KINDS,
  type ChangeKind,
  COUNTS_BY,
  type CountsBy,
  RETENTION_DAYS,
} from './journal.ts';
import { SORT_ORDERS, type SortOrder } from './query.ts';

export const JOURNAL_FORMATS = ['json', 'csv'] as const;
export type JournalFormat = (typeof JOURNAL_FORMATS)[number];

/** Of changes: how many make a page. */
export const CHANGES_COUNT_DEFAULT = 100;
export const CHANGES_COUNT_LIMIT = 5000;
/** How many extensions, organizations or kinds one request may name. */
export const NAMED_LIMIT = 500;
/** Of counts: the seconds of a step are whole minutes, and so many steps make an answer: a week in steps of five minutes. */
export const STEP_DEFAULT = 60;
export const STEPS_LIMIT = 2016;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const HOUR_SECONDS = 3600;

/** What changes are asked for. An empty list is no filter. Times in milliseconds since 1970, `untilMs` excluded. */
export type ChangesQuery = {
  sinceMs: number;
  untilMs: number;
  extensions: readonly string[];
  organizations: readonly string[];
  kinds: readonly ChangeKind[];
  sortOrder: SortOrder;
  /** 'all' is one answer without pages. */
  count: number | 'all';
  cursor: string | undefined;
  format: JournalFormat;
};

/** What counts are asked for. `fromMs` and `toMs` are whole steps of `stepSeconds` apart, counted from 1970. */
export type CountsQuery = {
  fromMs: number;
  toMs: number;
  stepSeconds: number;
  by: CountsBy;
  organizations: readonly string[];
  format: JournalFormat;
};

/**
 * Reads the parameters of `GET /journal/changes`; each may be left out: the last 24 hours, the newest first, 100 to a
 * page, or all of them as CSV. Unknown ones are ignored. Throws ApiError `parameter_invalid`, which says what is right.
 */
export function parseChangesQuery(params: URLSearchParams, nowMs: number): ChangesQuery {
  const format = oneOf(params, 'format', JOURNAL_FORMATS) ?? 'json';
  const untilMs = instantOf(params, 'until') ?? nowMs;
  const sinceMs = instantOf(params, 'since') ?? untilMs - DAY_MS;
  if (sinceMs > untilMs) throw invalid('since', 'it may not be later than until');
  return {
    sinceMs,
    untilMs,
    extensions: namesOf(params, 'extension', /^[0-9*]{1,64}$/),
    organizations: namesOf(params, 'organization', /^[0-9]{0,32}$/),
    kinds: kindsOf(params),
    sortOrder: oneOf(params, 'sortOrder', SORT_ORDERS) ?? 'desc',
    count: countOf(params) ?? (format === 'csv' ? 'all' : CHANGES_COUNT_DEFAULT),
    cursor: cursorOf(params),
    format,
  };
}

/**
 * Reads the parameters of `GET /journal/counts`; each may be left out: the last 24 hours in steps of 60 seconds, by
 * condition. Times are taken down to whole steps. Unknown ones are ignored. Throws ApiError `parameter_invalid`.
 */
export function parseCountsQuery(params: URLSearchParams, nowMs: number): CountsQuery {
  const stepSeconds = stepOf(params);
  const stepMs = stepSeconds * 1000;
  const toMs = downTo(instantOf(params, 'to') ?? nowMs, stepMs);
  const fromMs = downTo(instantOf(params, 'from') ?? toMs - DAY_MS, stepMs);
  if (fromMs > toMs) throw invalid('from', 'it may not be later than to');
  if ((toMs - fromMs) / stepMs > STEPS_LIMIT) {
    throw invalid('step', `at most ${STEPS_LIMIT} steps are told at once, so it must be longer`);
  }
  const minutesSinceMs = nowMs - RETENTION_DAYS.minutes * DAY_MS - MINUTE_MS;
  if (fromMs < downTo(minutesSinceMs, stepMs) && stepSeconds % HOUR_SECONDS !== 0) {
    throw invalid(
      'step',
      `before the last ${RETENTION_DAYS.minutes} days hours are kept, so it must be a multiple of ${HOUR_SECONDS}`,
    );
  }
  return {
    ...{ fromMs, toMs, stepSeconds },
    by: oneOf(params, 'by', COUNTS_BY) ?? 'condition',
    organizations: namesOf(params, 'organization', /^[0-9]{0,32}$/),
    format: oneOf(params, 'format', JOURNAL_FORMATS) ?? 'json',
  };
}

/** A place among the changes, which `next` and `cursor` carry: after the change with this time and number. */
export type ChangesCursor = { atMs: number; id: number };

const CURSOR = /^(-?\d{1,15})\.(\d{1,15})$/;

/** Reads what `formatCursor` wrote; undefined for what it did not. */
export function parseCursor(text: string): ChangesCursor | undefined {
  const [, atMs, id] = CURSOR.exec(text) ?? [];
  return atMs === undefined || id === undefined
    ? undefined
    : { atMs: Number(atMs), id: Number(id) };
}

export function formatCursor({ atMs, id }: ChangesCursor): string {
  return `${atMs}.${id}`;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function instantOf(params: URLSearchParams, name: string): number | undefined {
  // A plus sign in an address that nobody escaped has become a space.
  const text = params.get(name)?.replace(/ (?=\d{2}:\d{2}$)/, '+');
  if (text === undefined) return undefined;
  const ms = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  // Years before 1970 are no time of any journal.
  if (!(ms >= 0)) throw invalid(name, 'a time such as 2026-11-23T14:30:00Z is needed');
  return ms;
}

/** Every value, repeated or in a list with commas. */
function valuesOf(params: URLSearchParams, name: string): string[] {
  return params.getAll(name).flatMap((value) => value.split(','));
}

function namesOf(params: URLSearchParams, name: string, form: RegExp): readonly string[] {
  const values = [...new Set(valuesOf(params, name))];
  if (values.length > NAMED_LIMIT) throw invalid(name, `at most ${NAMED_LIMIT} may be named`);
  if (!values.every((value) => form.test(value))) throw invalid(name, 'numbers are needed');
  return values;
}

function kindsOf(params: URLSearchParams): readonly ChangeKind[] {
  const values = valuesOf(params, 'kind');
  const kinds = CHANGE_KINDS.filter((kind) => values.includes(kind));
  if (!values.every((value) => kinds.some((kind) => kind === value))) {
    throw invalid('kind', `any of ${CHANGE_KINDS.join(', ')} is needed`);
  }
  return kinds;
}

function oneOf<Value extends string>(
  params: URLSearchParams,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const text = params.get(name);
  if (text === null) return undefined;
  const found = values.find((value) => value === text);
  if (found === undefined) throw invalid(name, `one of ${values.join(', ')} is needed`);
  return found;
}

function countOf(params: URLSearchParams): number | 'all' | undefined {
  const text = params.get('count');
  if (text === null || text === 'all') return text ?? undefined;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > CHANGES_COUNT_LIMIT) {
    throw invalid('count', `1 to ${CHANGES_COUNT_LIMIT} is needed, or all`);
  }
  return value;
}

function stepOf(params: URLSearchParams): number {
  const text = params.get('step');
  if (text === null) return STEP_DEFAULT;
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  // Steps begin at whole multiples since 1970: a longer one than a day would begin where nobody expects it.
  if (value === 0 || value % 60 !== 0 || (DAY_MS / 1000) % value !== 0) {
    throw invalid('step', 'seconds are needed: whole minutes, of which a whole number makes a day');
  }
  return value;
}

function cursorOf(params: URLSearchParams): string | undefined {
  const text = params.get('cursor');
  if (text === null) return undefined;
  if (!parseCursor(text)) throw invalid('cursor', 'what an answer gave as next is needed');
  return text;
}

function downTo(ms: number, stepMs: number): number {
  return Math.floor(ms / stepMs) * stepMs;
}

function invalid(name: string, why: string): ApiError {
  return new ApiError('parameter_invalid', `Parameter ${name} is invalid: ${why}.`);
}
