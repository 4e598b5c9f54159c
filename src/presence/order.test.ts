import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITIONS } from './condition.ts';
import { compareNumbers, comparing, ORDERS, type Orderable } from './order.ts';

const item = (number: string, rest: Partial<Orderable> = {}): Orderable => ({
  number,
  condition: 'registered',
  agent: '',
  ...rest,
});
const numbersIn = (order: (typeof ORDERS)[number], items: Orderable[]) =>
  [...items].sort(comparing(order)).map(({ number }) => number);

describe('problems first', () => {
  it('goes from the worst to the calmest, and by number within', () => {
    const conditions = [...CONDITIONS].reverse();
    const items = conditions.map((condition, index) => item(String(index), { condition }));
    const sorted = [...items].sort(comparing('problems')).map(({ condition }) => condition);
    expect(sorted).toEqual([
      'lost',
      'expired',
      'late',
      'not-registered',
      'unknown',
      'ringing',
      'busy',
      'registered',
      'static',
      'not-asked',
    ]);
  });

  it('puts the late one first that ends first', () => {
    expect(
      numbersIn('problems', [
        item('1', { condition: 'late', expiresAtMs: 30 }),
        item('2', { condition: 'late', expiresAtMs: 10 }),
        item('3', { condition: 'late', expiresAtMs: 10 }),
      ]),
    ).toEqual(['2', '3', '1']);
  });
});

it('orders by number as plain text, stable with leading zeros', () => {
  const items = ['0003*210', '0003*21', '0012*9', '0003*9'].map((number) => item(number));
  expect(numbersIn('extension', items)).toEqual(['0003*21', '0003*210', '0003*9', '0012*9']);
  expect(numbersIn('extension-desc', items)).toEqual(['0012*9', '0003*9', '0003*210', '0003*21']);
});

it('orders by expiry what is live, and puts what has no end last', () => {
  expect(
    numbersIn('expiry', [
      item('1', { condition: 'not-registered', expiresAtMs: 1 }),
      item('2', { condition: 'registered', expiresAtMs: 30 }),
      item('3', { condition: 'busy', expiresAtMs: 20 }),
      item('4', { condition: 'late', expiresAtMs: 10 }),
      item('5', { condition: 'static' }),
    ]),
  ).toEqual(['4', '3', '2', '1', '5']);
});

it('orders by agent whatever its capitals, and puts those without one last', () => {
  expect(
    numbersIn('agent', [
      item('1'),
      item('2', { agent: 'snom D785' }),
      item('3', { agent: 'Poly Edge' }),
      item('4', { agent: 'SNOM D785' }),
    ]),
  ).toEqual(['3', '2', '4', '1']);
});

it('is a total order, whatever is ordered', () => {
  const anyItem = fc.record({
    number: fc.stringMatching(/^[0-9*]{1,3}$/),
    condition: fc.constantFrom(...CONDITIONS),
    agent: fc.constantFrom('', 'a', 'A', 'b'),
    expiresAtMs: fc.option(fc.nat(3), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.constantFrom(...ORDERS), fc.tuple(anyItem, anyItem, anyItem), (order, items) => {
      const [a, b, c] = items;
      const compare = comparing(order);
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) || 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      if (a.number !== b.number) expect(compare(a, b)).not.toBe(0);
    }),
  );
});

it('compares numbers', () => {
  expect([compareNumbers('1', '2'), compareNumbers('2', '1'), compareNumbers('1', '1')]).toEqual([
    -1, 1, 0,
  ]);
});
