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
const hours = fc.integer({ min: 0, max: 23 });
const quietHours = fc
  .record({ fromHour: hours, toHour: hours })
  .filter(({ fromHour, toHour }) => fromHour !== toHour);
const addresses: fc.Arbitrary<BoardAddress> = fc.record({
  query: queries,
  view: fc.constantFrom(...VIEWS),
  group: fc.constantFrom(...GROUPINGS),
  order: fc.constantFrom(...ORDERS),
  states: fc.subarray([...STATES]),
  agent: fc.string({ unit: 'grapheme' }),
  find: fc.string({ unit: 'grapheme' }),
  extension: numbers,
  everySeconds: fc.integer({ min: 1, max: 3600 }),
  theme: fc.constantFrom(...THEMES),
  isWall: fc.boolean(),
  rotateSeconds: fc.integer({ min: 0, max: 3600 }),
  hasSound: fc.boolean(),
  quiet: fc.option(quietHours, { nil: undefined }),
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
    { search: 'view=wall&theme=', ignored: ['view=wall', 'theme='] },
    { search: 'every=3601', ignored: ['every=3601'] },
    { search: 'every=1e2', ignored: ['every=1e2'] },
    { search: 'sortOrder=up&startIndex=-1', ignored: ['sortOrder=up', 'startIndex=-1'] },
    { search: 'fields=name', ignored: ['fields=name'] },
    {
      search: 'filterBy=extension&filterOp=inArray&filterValue[0]=(',
      ignored: ['filterBy=extension', 'filterOp=inArray', 'filterValue[0]=('],
    },
    { search: 'every=0', ignored: ['every=0'] },
    { search: 'every=1.5', ignored: ['every=1.5'] },
    { search: 'state=late,asleep', ignored: ['state=asleep'] },
    { search: 'count=5001&sortOrder=asc', ignored: ['count=5001'] },
    { search: 'filterOp=equals', ignored: ['filterOp=equals'] },
    { search: 'order=', ignored: ['order='] },
    { search: 'wall=yes', ignored: ['wall=yes'] },
    { search: 'rotate=never', ignored: ['rotate=never'] },
    { search: 'sound=on', ignored: ['sound=on'] },
    { search: 'quiet=22', ignored: ['quiet=22'] },
    { search: 'quiet=22-24', ignored: ['quiet=22-24'] },
    { search: 'quiet=6-6', ignored: ['quiet=6-6'] },
  ])('gives way to the default for what is not valid, and names it: $search', (row) => {
    expect(parseAddress(row.search).ignored).toEqual(row.ignored);
  });

  it('keeps what is valid beside what is not', () => {
    const { address } = parseAddress('count=5001&sortOrder=asc&state=late,asleep');
    expect(address).toMatchObject({ query: { sortOrder: 'asc' }, states: ['late'] });
    expect(address.query).not.toHaveProperty('count');
  });

  it('reads the forms that people and clients write', () => {
    const { address, ignored } = parseAddress(
      '?filterBy=extension&filterOp=inArray&filterValue=1,2&sortOrder=ascending&agent=Poly+Edge+E450',
    );
    expect(address).toMatchObject({
      query: { filter: { op: 'inArray', value: ['1', '2'] }, sortOrder: 'asc' },
      agent: 'Poly Edge E450',
    });
    expect(ignored).toEqual([]);
  });

  it.each([
    { search: 'wall', isWall: true },
    { search: 'wall=1&theme=light', isWall: true },
    { search: 'wall=0', isWall: false },
    { search: 'theme=light', isWall: false },
  ])('is a wall when it says so: $search', ({ search, isWall }) => {
    expect(parseAddress(search)).toMatchObject({ address: { isWall }, ignored: [] });
  });

  it('sounds when it says so, but for hours that may go over midnight', () => {
    expect(parseAddress('wall&sound&quiet=22-06')).toMatchObject({
      address: { hasSound: true, quiet: { fromHour: 22, toHour: 6 } },
      ignored: [],
    });
  });

  it('takes what is searched for as it is written, patterns and halves of characters too', () => {
    const written = (find: string) => formatAddress({ ...DEFAULT_ADDRESS, find });
    expect(parseAddress(written('0003*210 (+')).address.find).toBe('0003*210 (+');
    expect(written('\uD83D')).toBe('find=%EF%BF%BD');
  });

  it('drops what it does not know, without a word', () => {
    const { address, ignored } = parseAddress('utm_source=mail&view=table&constructor=1');
    expect(formatAddress(address)).toBe('view=table');
    expect(ignored).toEqual([]);
  });

  it('can be anything at all, and what was read of it is written and read again', () => {
    const names = fc.constantFrom('filterBy', 'filterValue[9]', 'count', 'state', 'every', 'view');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), (pairs) => {
        const { address } = parseAddress(`${new URLSearchParams(pairs)}`);
        expect(parseAddress(formatAddress(address))).toEqual({ address, ignored: [] });
      }),
    );
  });
});
