import { expect, it } from 'vitest';
import type { MassLoss } from './mass-loss.ts';
import { massLossLines } from './mass-loss-text.ts';

const LOSS: MassLoss = {
  numbers: new Set(Array.from({ length: 1087 }, (_, nth) => `0003*${2000 + nth}`)),
  sinceMs: 0,
  withinMs: 60_000,
  shared: { model: 'Yealink SIP-T46S' },
  count: 1087,
  total: 1200,
};

it('counts as everything else on the wall does: with the thousands apart', () => {
  expect(massLossLines(LOSS)).toEqual(['1,087 of 1,200 lost in 60 s', 'all Yealink SIP-T46S']);
  expect(massLossLines({ ...LOSS, count: 1037 })).toEqual([
    '1,087 lost in 60 s',
    '1,037 of 1,087 Yealink SIP-T46S',
  ]);
});
