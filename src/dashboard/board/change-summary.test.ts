import { expect, it } from 'vitest';
import type { Change } from '../../presence/changes.ts';
import { changeSummary } from './change-summary.ts';

const SECOND = 1000;

function lost(number: string, atSeconds = 0): Change {
  return { number, from: 'registered', to: 'lost', atMs: atSeconds * SECOND };
}

it.each<[string, Change[]]>([
  ['', []],
  ['0003*201 lost', [lost('0003*201')]],
  ['2 lost, organization 0003', [lost('0003*201'), lost('0003*202')]],
  ['2 lost in 40 s, organization 0003', [lost('0003*201'), lost('0003*202', 40)]],
  ['2 lost', [lost('0003*201'), lost('0007*100')]],
  ['2 lost', [lost('201'), lost('202')]],
  [
    '0003*201 lost. 0003*202 late. 0003*203 registered again',
    [
      { ...lost('0003*203'), from: 'expired', to: 'registered' },
      { ...lost('0003*202'), to: 'late' },
      lost('0003*201'),
    ],
  ],
])('says "%s"', (text, changes) => {
  expect(changeSummary(changes)).toBe(text);
});

it('counts an extension once, however often it was lost', () => {
  const back = { ...lost('0003*201', 5), from: 'lost', to: 'late' } as const;
  expect(changeSummary([lost('0003*201'), back, lost('0003*201', 10)])).toMatch(/^0003\*201 lost/);
});

it('has nothing to say of telephones that ring and calls that end', () => {
  const rings = { ...lost('0003*201'), to: 'ringing' } as const;
  const ends = { ...lost('0003*201'), from: 'busy', to: 'registered' } as const;
  expect(changeSummary([rings, ends])).toBe('');
});

it('does not call the one expired that was lost already', () => {
  const said = { ...lost('0003*201'), from: 'lost', to: 'expired' } as const;
  expect(changeSummary([said])).toBe('');
});
