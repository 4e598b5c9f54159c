import { expect, it } from 'vitest';
import { agentShares, mostTelling } from './agent-shares.ts';
import { conditionAt } from './condition.ts';
import type { RegistrationState } from './extension.ts';
import { observe, startWatch } from './watch.ts';

const NOW = Date.parse('2026-11-23T14:31:26Z');

function listOf(...devices: (readonly [agent: string, state: RegistrationState])[]) {
  const extensions = devices.map(([agent, state], nth) => ({
    number: `0003*${200 + nth}`,
    registrations: [
      { agent, state, ...(state === 'registered' && { expiresAtMs: NOW + 3_600_000 }) },
    ],
  }));
  const watch = observe(startWatch(NOW), { extensions, isWhole: true, atMs: NOW });
  return [...watch.extensions.values()].map((watched) => ({
    watched,
    now: conditionAt(watched, NOW),
  }));
}

const LIST = listOf(
  ['Yealink SIP-T46S 66.86.0.15', 'registered'],
  ['Yealink SIP-T46S 66.86.0.15', 'expired'],
  ['Yealink SIP-T46S 66.85.0.5', 'registered'],
  ['Yealink SIP-T54W 96.86.0.70', 'registered'],
  ['snom D785 10.1.184.15', 'registered'],
  ['', 'not-registered'],
);

it('counts extensions by vendor, model or version, with those of them that are lost', () => {
  expect(agentShares(LIST, 'vendor')).toEqual([
    { name: 'Yealink', count: 4, lost: 1 },
    { name: 'Snom', count: 1, lost: 0 },
  ]);
  expect(agentShares(LIST, 'model')).toEqual([
    { name: 'Yealink SIP-T46S', count: 3, lost: 1 },
    { name: 'Yealink SIP-T54W', count: 1, lost: 0 },
    { name: 'snom D785', count: 1, lost: 0 },
  ]);
  expect(agentShares(LIST, 'version')[0]).toEqual({
    ...{ name: 'Yealink SIP-T46S 66.86.0.15', count: 2, lost: 1 },
  });
});

it('keeps two hundred of what strangers call themselves, the commonest', () => {
  const strangers = Array.from(
    { length: 300 },
    (_, nth) => [`Agent${1000 + nth}/1.0.0`, 'registered'] as const,
  );
  const shares = agentShares(listOf(...strangers, ['Agent1299/1.0.0', 'registered']), 'model');
  expect(shares).toHaveLength(200);
  expect(shares[0]).toEqual({ name: 'Agent1299', count: 2, lost: 0 });
});

it('leaves out no agent that has lost extensions for one that has not', () => {
  const share = (name: string, count: number, lost = 0) => ({ name, count, lost });
  const shares = [share('a', 9), share('b', 5), share('c', 3), share('d', 1, 1)];
  expect(mostTelling(shares, 3).map(({ name }) => name)).toEqual(['a', 'b', 'd']);
  expect(mostTelling(shares, 9)).toEqual(shares);
});
