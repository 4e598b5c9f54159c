import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from './errors.ts';
import {
  COUNT_LIMIT,
  FIELDS,
  formatQuery,
  matchesFilter,
  type PresenceQuery,
  parseQuery,
  SORT_ORDERS,
  START_INDEX_LIMIT,
} from './query.ts';

const parse = (query: string) => parseQuery(new URLSearchParams(query));

/** The code and the message with which a query is refused. */
function refusalOf(query: string) {
  try {
    return parse(query);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { code: error.code, status: error.status, message: error.message };
  }
}

const number = fc.stringMatching(/^[0-9*]{1,12}$/);
const anyQuery: fc.Arbitrary<PresenceQuery> = fc.record(
  {
    filter: fc.oneof(
      fc.record({ op: fc.constantFrom('equals', 'contains', 'startsWith'), value: number }),
      fc.record({ op: fc.constant('inArray' as const), value: fc.array(number, { minLength: 1 }) }),
    ),
    sortOrder: fc.constantFrom(...SORT_ORDERS),
    count: fc.integer({ min: 1, max: COUNT_LIMIT }),
    startIndex: fc.integer({ min: 0, max: START_INDEX_LIMIT }),
    fields: fc.subarray([...FIELDS], { minLength: 1 }),
  },
  { requiredKeys: [] },
);

describe('the query codec', () => {
  it('reads back every query that it writes', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(parse(formatQuery(query))).toEqual(query);
      }),
    );
  });

  it('never fails otherwise than with an error of the API, whatever is sent', () => {
    const name = fc.constantFrom('filterBy', 'filterOp', 'filterValue', 'filterValue[0]', 'fields');
    const value = fc.oneof(fc.constantFrom('extension', 'equals', 'inArray', ''), fc.string());
    const names = fc.oneof(name, fc.constantFrom('count', 'startIndex', 'sortOrder', 'fields[]'));
    fc.assert(
      fc.property(fc.array(fc.tuple(names, value)), (pairs) => {
        const params = new URLSearchParams(pairs);
        const outcome = refusalOf(`${params}`);
        if ('code' in outcome) expect(outcome.status).toBe(400);
        else expect(parse(formatQuery(outcome))).toEqual(outcome);
      }),
    );
  });

  it('writes an address that a person can read, in the order of the documentation', () => {
    expect(
      formatQuery({
        fields: ['extension', 'status'],
        startIndex: 40,
        count: 20,
        sortOrder: 'desc',
        filter: { op: 'inArray', value: ['0003*210', '0003*211'] },
      }),
    ).toBe(
      'filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0003*211' +
        '&sortOrder=desc&count=20&startIndex=40&fields=extension,status',
    );
    expect(formatQuery({ filter: { op: 'contains', value: '21' } })).toBe(
      'filterBy=extension&filterOp=contains&filterValue=21',
    );
    expect(formatQuery({})).toBe('');
  });
});

describe('filterBy, filterOp and filterValue', () => {
  it.each(['equals', 'contains', 'startsWith'] as const)('reads %s with one value', (op) => {
    expect(parse(`filterBy=extension&filterOp=${op}&filterValue=0003*21`)).toEqual({
      filter: { op, value: '0003*21' },
    });
  });

  it('takes equals when no operation is named', () => {
    expect(parse('filterBy=extension&filterValue=210')).toEqual({
      filter: { op: 'equals', value: '210' },
    });
  });

  it.each([
    ['indexed', 'filterValue[0]=1&filterValue[1]=2*2'],
    ['indexed, escaped', 'filterValue%5B0%5D=1&filterValue%5B1%5D=2%2A2'],
    ['indexed, out of order', 'filterValue[1]=2*2&filterValue[0]=1'],
    ['in brackets', 'filterValue[]=1&filterValue[]=2*2'],
    ['repeated', 'filterValue=1&filterValue=2*2'],
    ['a comma list', 'filterValue=1,2*2'],
  ])('reads the array of inArray %s', (_form, values) => {
    expect(parse(`filterBy=extension&filterOp=inArray&${values}`)).toEqual({
      filter: { op: 'inArray', value: ['1', '2*2'] },
    });
  });

  it('reads one scalar as an array of one', () => {
    expect(parse('filterBy=extension&filterOp=inArray&filterValue=210')).toEqual({
      filter: { op: 'inArray', value: ['210'] },
    });
  });

  const ARRAY = 'Parameter filterValue for inArray operation is invalid.';
  const NUMBERS = 'Parameter filterValue contains invalid numbers.';
  const PLAIN = 'Parameter filterValue is invalid.';
  it.each([
    ['filterBy=agent&filterValue=1', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    ['filterBy=&filterValue=1', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    ['filterOp=equals', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    ['filterValue=1', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    ['filterValue[0]=1', 'filterby_invalid', 'Parameter filterBy is invalid.'],
    [
      'filterBy=extension&filterOp=like&filterValue=1',
      'filterop_invalid',
      'Parameter filterOp is invalid.',
    ],
    [
      'filterBy=extension&filterOp=&filterValue=1',
      'filterop_invalid',
      'Parameter filterOp is invalid.',
    ],
    ['filterBy=extension', 'filtervalue_invalid', PLAIN],
    ['filterBy=extension&filterValue=', 'filtervalue_invalid', PLAIN],
    ['filterBy=extension&filterValue=1&filterValue=2', 'filtervalue_invalid', PLAIN],
    ['filterBy=extension&filterValue[0]=1', 'filtervalue_invalid', PLAIN],
    ['filterBy=extension&filterValue=.*', 'filtervalue_invalid', NUMBERS],
    ['filterBy=extension&filterValue=1,2', 'filtervalue_invalid', NUMBERS],
    ['filterBy=extension&filterOp=inArray', 'filtervalue_invalid', ARRAY],
    ['filterBy=extension&filterOp=inArray&filterValue=', 'filtervalue_invalid', ARRAY],
    ['filterBy=extension&filterOp=inArray&filterValue=1,,2', 'filtervalue_invalid', ARRAY],
    ['filterBy=extension&filterOp=inArray&filterValue[0]=(', 'filtervalue_invalid', NUMBERS],
  ])('refuses %s', (query, code, message) => {
    expect(refusalOf(query)).toEqual({ code, status: 400, message });
  });
});

describe('sortOrder', () => {
  it.each([
    ['asc', 'asc'],
    ['ascending', 'asc'],
    ['desc', 'desc'],
    ['descending', 'desc'],
  ])('reads %s as %s', (word, sortOrder) => {
    expect(parse(`sortOrder=${word}`)).toEqual({ sortOrder });
  });

  it.each(['', 'ASC', 'up', 'extension'])('refuses "%s"', (word) => {
    expect(refusalOf(`sortOrder=${word}`)).toMatchObject({ code: 'sortorder_invalid' });
  });
});

describe('count and startIndex', () => {
  it('takes the whole reach of each', () => {
    expect(parse('count=1&startIndex=0')).toEqual({ count: 1, startIndex: 0 });
    expect(parse('count=5000&startIndex=5000')).toEqual({ count: 5000, startIndex: 5000 });
  });

  it.each(['0', '5001', '-1', '1.5', '1e3', '', 'ten', '+5', '0x10'])(
    'refuses count %s',
    (value) => {
      expect(refusalOf(`count=${value}`)).toMatchObject({ code: 'count_invalid' });
    },
  );

  it.each(['5001', '-1', '1.5', '', 'first'])('refuses startIndex %s', (value) => {
    expect(refusalOf(`startIndex=${value}`)).toMatchObject({ code: 'startindex_invalid' });
  });
});

describe('fields', () => {
  it.each([
    ['a comma list', 'fields=extension,registration'],
    ['in another order', 'fields=registration,extension'],
    ['repeated', 'fields=extension&fields=registration'],
    ['in brackets', 'fields[]=extension&fields[]=registration'],
    ['indexed', 'fields[0]=extension&fields[1]=registration'],
    ['named twice', 'fields=extension,extension,registration'],
  ])('reads %s', (_form, query) => {
    expect(parse(query)).toEqual({ fields: ['extension', 'registration'] });
  });

  it.each(['', 'agent', 'extension,', 'extension,agent', 'Extension'])('refuses "%s"', (value) => {
    expect(refusalOf(`fields=${value}`)).toMatchObject({ code: 'fields_invalid' });
  });
});

it('ignores parameters that the API does not name', () => {
  expect(parse('accessRequestToken=abc&_=17&sortBy=agent')).toEqual({});
});

describe('matching', () => {
  it.each([
    [{ op: 'equals', value: '0003*210' }, ['0003*210']],
    [{ op: 'contains', value: '3*2' }, ['0003*210', '0003*2100']],
    [{ op: 'startsWith', value: '0003*210' }, ['0003*210', '0003*2100']],
    [{ op: 'inArray', value: ['0004*210', '0003*2100', '9'] }, ['0003*2100', '0004*210']],
  ] as const)('by %j is literal', (filter, expected) => {
    const extensions = ['0003*210', '0003*2100', '0004*210'];
    expect(extensions.filter((extension) => matchesFilter(extension, filter))).toEqual(expected);
  });
});
