import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, FILTER_OPERATIONS, type Filter, SORT_ORDERS } from '../../contract/query.ts';
import { ORDERS } from '../../presence/order.ts';
import { STATES } from '../../presence/summary.ts';
import {
  type BoardAddress,
  DEFAULT_ADDRESS,
  formatAddress,
  GROUPINGS,
  parseAddress,
  THEMES,
  VIEWS,
} from './board-address.ts';

const numbers = fc.stringMatching(/^[0-9*]{1,12}$/);
const filters: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    op: fc.constantFrom(...FILTER_OPERATIONS.filter((op) => op !== 'inArray')),
    value: numbers,
  }),
  fc.record({
    op: fc.constant('inArray' as const),
    value: fc.array(numbers, { minLength: 1, maxLength: 8 }),
  }),
);
const queries = fc.record(
  {
    filter: filters,
    sortOrder: fc.constantFrom(...SORT_ORDERS),
    count: fc.integer({ min: 1, max: 5000 }),
    startIndex: fc.integer({ min: 0, max: 5000 }),
    fields: fc.subarray([...FIELDS], { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const addresses: fc.Arbitrary<BoardAddress> = fc.record({
  query: queries,
  view: fc.constantFrom(...VIEWS),
  group: fc.constantFrom(...GROUPINGS),
  order: fc.constantFrom(...ORDERS),
  states: fc.subarray([...STATES]),
  agent: fc.string(),
  find: fc.string(),
  extension: numbers,
  everySeconds: fc.integer({ min: 1, max: 3600 }),
  theme: fc.constantFrom(...THEMES),
});

describe('the address of a board', () => {
  it('says everything about the view, and is read back as it was written', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(parseAddress(formatAddress(address))).toEqual({ address, ignored: [] });
      }),
    );
  });

  it('is empty when everything is as usual', () => {
    expect(formatAddress(DEFAULT_ADDRESS)).toBe('');
    expect(parseAddress('')).toEqual({ address: DEFAULT_ADDRESS, ignored: [] });
  });

  it('puts the request first, under the names of the API, and keeps a count of 20', () => {
    const text = formatAddress({
      ...DEFAULT_ADDRESS,
      query: { filter: { op: 'inArray', value: ['0003*210', '0007*100'] }, count: 20 },
      view: 'table',
      everySeconds: 10,
    });
    expect(text).toBe(
      'filterBy=extension&filterOp=inArray&filterValue[0]=0003*210&filterValue[1]=0007*100&count=20&view=table&every=10',
    );
  });

  it.each([
    { search: 'view=rings', ignored: ['view=rings'] },
    { search: 'every=0', ignored: ['every=0'] },
    { search: 'every=1.5', ignored: ['every=1.5'] },
    { search: 'state=late,asleep', ignored: ['state=asleep'] },
    { search: 'count=5001&sortOrder=asc', ignored: ['count=5001'] },
    { search: 'filterOp=equals', ignored: ['filterOp=equals'] },
    { search: 'order=', ignored: ['order='] },
  ])('gives way to the default for what is not valid, and names it: $search', (row) => {
    expect(parseAddress(row.search).ignored).toEqual(row.ignored);
  });

  it('keeps what is valid beside what is not', () => {
    const { address } = parseAddress('count=5001&sortOrder=asc&state=late,asleep');
    expect(address).toMatchObject({ query: { sortOrder: 'asc' }, states: ['late'] });
    expect(address.query).not.toHaveProperty('count');
  });
});
