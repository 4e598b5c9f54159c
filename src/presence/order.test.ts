import { describe, expect, it } from 'vitest';
import { comparing, type Order, type Orderable } from './order.ts';

const LIST: readonly Orderable[] = [
  { number: '0003*203', condition: 'registered', expiresAtMs: 900, agent: 'snom D785' },
  { number: '0003*210', condition: 'late', expiresAtMs: 300, agent: 'Zoiper' },
  { number: '0003*201', condition: 'not-registered', agent: '' },
  { number: '0003*224', condition: 'late', expiresAtMs: 200, agent: 'zoiper' },
  { number: '0003*0202', condition: 'lost', expiresAtMs: 100, agent: 'Yealink SIP-T46S' },
  { number: '0003*202', condition: 'expired', agent: 'Yealink SIP-T46S' },
];

function ordered(order: Order): string[] {
  return [...LIST].sort(comparing(order)).map(({ number }) => number.slice(5));
}

describe('order', () => {
  it('puts problems first, the late by their time left, others by number', () => {
    expect(ordered('problems')).toEqual(['0202', '202', '224', '210', '201', '203']);
  });

  it('sorts numbers as plain text, as the API does', () => {
    expect(ordered('extension')).toEqual(['0202', '201', '202', '203', '210', '224']);
    expect(ordered('extension-desc')).toEqual(['224', '210', '203', '202', '201', '0202']);
  });

  it('puts what ends first first, and what has no end last', () => {
    expect(ordered('expiry')).toEqual(['224', '210', '203', '0202', '201', '202']);
  });

  it('sorts agents whatever their capitals, and those without one last', () => {
    expect(ordered('agent')).toEqual(['203', '0202', '202', '210', '224', '201']);
  });
});
