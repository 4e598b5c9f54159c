import { describe, expect, it } from 'vitest';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import {
  CHIP_LIMIT,
  nextStart,
  previousStart,
  readChips,
  readCount,
  readFilterValue,
  readStartIndex,
  withCount,
  withFieldToggled,
  withFilter,
  withFilterValues,
  withSortOrder,
  withStartIndex,
} from './request-edit.ts';

describe('reading what was typed', () => {
  it('takes digits and stars as filterValue', () => {
    expect(readFilterValue(' 0003*2 ')).toEqual({ value: '0003*2' });
  });

  it('takes an empty filterValue as no filter', () => {
    expect(readFilterValue('  ')).toEqual({ value: undefined });
  });

  it('says what filterValue may hold when letters were typed', () => {
    expect(readFilterValue('Ann')).toEqual({
      problem: 'filterValue: digits and * only, as in 0003*210',
    });
  });

  it('adds a pasted list to the chips, each number once', () => {
    expect(readChips(['0003*210'], '0003*211, 0003*210\n0003*212;')).toEqual({
      value: ['0003*210', '0003*211', '0003*212'],
    });
  });

  it('names the part of a pasted list that is wrong', () => {
    expect(readChips([], '0003*211,(x)')).toEqual({
      problem: 'filterValue: digits and * only, as in 0003*210, not “(x)”',
    });
  });

  it('refuses more chips than fit into a request', () => {
    const list = Array.from({ length: CHIP_LIMIT + 1 }, (_, index) => String(index)).join(',');
    expect(readChips([], list)).toEqual({
      problem: 'filterValue: at most 400 numbers fit into one request',
    });
  });

  it('fits the most chips into the request line that servers take', () => {
    const value = Array.from({ length: CHIP_LIMIT }, (_, index) => `00${100000 + index}*210`);
    expect(formatQuery({ filter: { op: 'inArray', value } }).length).toBeLessThan(15_000);
  });

  it.each(['0', '5001', '-1', '2.5', 'ten'])('refuses %s as count', (text) => {
    expect(readCount(text)).toEqual({ problem: 'count: 1 to 5000, or empty for all' });
  });

  it('takes an empty count as the whole list', () => {
    expect(readCount('')).toEqual({ value: undefined });
    expect(readCount('20')).toEqual({ value: 20 });
  });

  it.each(['5001', '-1', 'x'])('refuses %s as startIndex', (text) => {
    expect(readStartIndex(text)).toEqual({ problem: 'startIndex: 0 to 5000' });
  });

  it('takes 0 as startIndex', () => {
    expect(readStartIndex('0')).toEqual({ value: 0 });
  });
});

describe('editing the request', () => {
  const page: PresenceQuery = { sortOrder: 'asc', count: 20, startIndex: 40 };

  it('begins at the first page when the filter or the order changes', () => {
    const filter = { op: 'startsWith', value: '00' } as const;
    expect(withFilter(page, filter)).toEqual({ filter, sortOrder: 'asc', count: 20 });
    expect(withSortOrder(page, 'desc')).toEqual({ sortOrder: 'desc', count: 20 });
    expect(withSortOrder(page, undefined)).toEqual({ count: 20 });
  });

  it('sends no filter when there is no value', () => {
    expect(withFilterValues(page, 'inArray', [])).toEqual({ sortOrder: 'asc', count: 20 });
  });

  it('keeps every chip for inArray and the first value for the other operations', () => {
    expect(withFilterValues({}, 'inArray', ['1', '2'])).toEqual({
      filter: { op: 'inArray', value: ['1', '2'] },
    });
    expect(withFilterValues({}, 'equals', ['1', '2'])).toEqual({
      filter: { op: 'equals', value: '1' },
    });
  });

  it('keeps the page when its size changes, and leaves it with the size', () => {
    expect(withCount(page, 50)).toEqual({ sortOrder: 'asc', count: 50, startIndex: 40 });
    expect(withCount(page, undefined)).toEqual({ sortOrder: 'asc' });
  });

  it('leaves startIndex out at the beginning', () => {
    expect(withStartIndex(page, 0)).toEqual({ sortOrder: 'asc', count: 20 });
  });

  it('names fields only when not all are asked for, in the order of the API', () => {
    const without = withFieldToggled({}, 'status');
    expect(without).toEqual({ fields: ['extension', 'registration'] });
    expect(withFieldToggled(without, 'status')).toEqual({});
  });

  it('keeps the last field', () => {
    expect(withFieldToggled({ fields: ['status'] }, 'status')).toEqual({ fields: ['status'] });
  });
});

describe('paging', () => {
  it('moves by count', () => {
    expect(nextStart({ count: 20, startIndex: 40 }, 128)).toBe(60);
    expect(previousStart({ count: 20, startIndex: 40 })).toBe(20);
  });

  it('stops at both ends', () => {
    expect(nextStart({ count: 20, startIndex: 120 }, 128)).toBeUndefined();
    expect(nextStart({ count: 20, startIndex: 100 }, 120)).toBeUndefined();
    expect(previousStart({ count: 20 })).toBeUndefined();
    expect(previousStart({ count: 20, startIndex: 7 })).toBe(0);
  });

  it('stops at the reach of the API', () => {
    expect(nextStart({ count: 5000 }, 12_000)).toBe(5000);
    expect(nextStart({ count: 5000, startIndex: 5000 }, 12_000)).toBeUndefined();
  });

  it('has no next page while the whole list is asked for, or while its length is not known', () => {
    expect(nextStart({}, 128)).toBeUndefined();
    expect(nextStart({ count: 20 }, undefined)).toBeUndefined();
  });
});
