import { expect, it } from 'vitest';
import type { WatchEvent } from '../../presence/events.ts';
import type { MassLoss } from '../../presence/mass-loss.ts';
import { changeSummary } from './change-summary.ts';

const BASE = { nth: 1, atMs: 0 };

const lost = (number: string): WatchEvent => {
  return { ...BASE, number, from: 'registered', to: 'lost', kind: 'lost' };
};
const back = (number: string): WatchEvent => {
  return { ...BASE, number, from: 'expired', to: 'registered', kind: 'back' };
};
const late = (number: string): WatchEvent => {
  return { ...BASE, number, from: 'registered', to: 'late' };
};

it.each<[string, WatchEvent[]]>([
  ['', []],
  ['0003*201 lost', [lost('0003*201')]],
  ['0003*201, 0003*202, 0007*100 lost', ['0003*201', '0003*202', '0007*100'].map(lost)],
  ['4 late', ['201', '202', '203', '204'].map(late)],
  [
    '0003*201 lost. 0003*204 flapping. 0003*202 late. 0003*203 registered again',
    [
      back('0003*203'),
      late('0003*202'),
      lost('0003*201'),
      { ...back('0003*204'), kind: 'flapping' },
    ],
  ],
])('says "%s"', (text, events) => {
  expect(changeSummary({ events, gaps: [] }, undefined)).toBe(text);
});

it('folds what was lost together, says what it has in common, and names the others', () => {
  const massLoss: MassLoss = {
    numbers: new Set(['0003*201', '0003*202', '0003*203']),
    sinceMs: 0,
    withinMs: 40_000,
    shared: { model: 'Yealink SIP-T46S', version: '66.86.0.15', organization: '0003' },
    count: 3,
    total: 12,
  };
  expect(changeSummary({ events: [lost('0003*203'), lost('0007*100')], gaps: [] }, massLoss)).toBe(
    '3 of 12 lost in 40 s, all Yealink SIP-T46S 66.86.0.15, organization 0003. 0007*100 lost',
  );
  expect(
    changeSummary(
      { events: [lost('0003*203')], gaps: [] },
      { ...massLoss, shared: {}, total: 128 },
    ),
  ).toBe('3 of 128 lost in 40 s');
  expect(changeSummary({ events: [late('0007*100')], gaps: [] }, massLoss)).toBe('0007*100 late');
});

it('names an extension once, however often it was lost', () => {
  expect(
    changeSummary(
      { events: [lost('0003*201'), back('0003*201'), lost('0003*201')], gaps: [] },
      undefined,
    ),
  ).toBe('0003*201 lost. 0003*201 registered again');
});

it('says that one registers that was not registered before', () => {
  const event = { ...BASE, number: '201', from: 'not-registered', to: 'registered' } as const;
  expect(changeSummary({ events: [event], gaps: [] }, undefined)).toBe('201 registered again');
});

it('has nothing to say of telephones that ring, of calls that end, and of what a flapping one does', () => {
  const silent: WatchEvent[] = [
    { ...BASE, number: '201', from: 'registered', to: 'ringing' },
    { ...BASE, number: '201', from: 'busy', to: 'registered' },
    { ...BASE, number: '201', from: 'registered', to: 'lost' },
    { ...BASE, number: '201', from: 'lost', to: 'registered' },
  ];
  expect(changeSummary({ events: silent, gaps: [] }, undefined)).toBe('');
});

it('says first for how long nothing was known', () => {
  const [fromMs, toMs] = [new Date(2026, 10, 23, 14, 31, 20), new Date(2026, 10, 23, 14, 33, 2)];
  const gap = { nth: 1, fromMs: fromMs.getTime(), toMs: toMs.getTime() };
  expect(changeSummary({ events: [lost('0003*201')], gaps: [gap] }, undefined)).toBe(
    'No data 14:31:20 to 14:33:02. 0003*201 lost',
  );
});
