import {
  COUNT_DEFAULT,
  COUNT_LIMIT,
  COUNT_MINIMUM,
  FIELDS,
  FILTER_BY,
  FILTER_OPERATION_DEFAULT,
  FILTER_OPERATIONS,
  NUMBER_PART,
  SORT_ORDERS,
  START_INDEX_LIMIT,
} from '../../contract/query.ts';
import type { Json } from './openapi.ts';

const USER_ID: Json = {
  name: 'userId',
  in: 'path',
  required: true,
  description:
    '`@me` or `@viewer`: the caller. `@owner`: whoever owns the extension in the path, so not together with `@self`. Or the Id of an account: to the administrator any, to an organization its own and those of its users, to a user its own.',
  schema: { type: 'string', pattern: '^(@me|@viewer|@owner|\\d+)$' },
  example: '@me',
};

const EXTENSION: Json = {
  name: 'extension',
  in: 'path',
  required: true,
  description:
    '`@self`: every extension under the user. Or one extended number, `0003*210`; its short form, `210`, is an extension of the caller’s own organization. `@` and `*` may be percent-encoded.',
  schema: { type: 'string' },
  example: '@self',
};

const FILTER: readonly Json[] = [
  {
    name: 'filterBy',
    in: 'query',
    description: 'What to filter by. Needs `filterValue`.',
    schema: { type: 'string', enum: [FILTER_BY] },
  },
  {
    name: 'filterOp',
    in: 'query',
    // No default of the schema: clients send those along, and without filterBy it is refused.
    description: `How \`filterValue\` is compared; \`${FILTER_OPERATION_DEFAULT}\` when it is left out. \`inArray\` takes several values, the others take one. It is literal, never a pattern.`,
    schema: { type: 'string', enum: FILTER_OPERATIONS },
  },
  {
    name: 'filterValue',
    in: 'query',
    description:
      'A number or a part of one: digits and `*`. For `inArray` as `filterValue[0]=…&filterValue[1]=…`; `filterValue[]=…`, the plain name repeated and one list with commas mean the same.',
    schema: {
      type: 'array',
      items: { type: 'string', pattern: NUMBER_PART.source },
      minItems: 1,
    },
    style: 'form',
    explode: true,
  },
];

const PAGE: readonly Json[] = [
  {
    name: 'sortOrder',
    in: 'query',
    description:
      'The order of the extended numbers, as plain strings. `ascending` and `descending` mean the same. Without it the order is ascending, and `sorted` is false.',
    schema: { type: 'string', enum: SORT_ORDERS },
  },
  {
    name: 'count',
    in: 'query',
    description: 'How many extensions make a page.',
    schema: {
      type: 'integer',
      minimum: COUNT_MINIMUM,
      maximum: COUNT_LIMIT,
      default: COUNT_DEFAULT,
    },
  },
  {
    name: 'startIndex',
    in: 'query',
    description: `Where the page begins, counted from 0. With \`count\` one listing reaches ${(START_INDEX_LIMIT + COUNT_LIMIT).toLocaleString('en')} extensions; beyond that, split it by \`startsWith\`.`,
    schema: { type: 'integer', minimum: 0, maximum: START_INDEX_LIMIT, default: 0 },
  },
  {
    name: 'fields',
    in: 'query',
    description:
      'Which fields an entry has; all of them when it is left out. A list with commas, repeated, or indexed like `filterValue`.',
    schema: { type: 'array', items: { type: 'string', enum: FIELDS }, minItems: 1 },
    style: 'form',
    explode: false,
  },
];

/** What a listing takes, in its path and its query (contract/query.ts reads them). */
export const PRESENCE_PARAMETERS: readonly Json[] = [USER_ID, EXTENSION, ...FILTER, ...PAGE];
