import { describe, expect, it } from 'vitest';
import { mostCalls, nextCall, pauseUntilCallMs } from './calls.ts';
import { seededRandom } from './random.ts';

const phones = (organization: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ number: `${organization}*${200 + index}` }));

const SITE = [...phones('0003', 12), ...phones('0007', 12)];

/** So many calls in a row, as the same seed makes them. */
function calls(count: number, among = SITE, seed = 1) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => nextCall(random, among));
}

describe('nextCall', () => {
  it('makes the same calls from the same seed', () => {
    expect(calls(20)).toEqual(calls(20));
    expect(calls(20, SITE, 2)).not.toEqual(calls(20));
  });

  it('stays within the organization mostly, and never within the extension', () => {
    const twoDevices = [...SITE, ...SITE];
    const pairs = calls(500, twoDevices).flatMap((call) =>
      call ? [[call.caller.number, call.callee.number] as const] : [],
    );
    expect(pairs).toHaveLength(500);
    for (const [caller, callee] of pairs) expect(caller).not.toBe(callee);
    const inside = pairs.filter(([a, b]) => a.slice(0, 4) === b.slice(0, 4)).length;
    expect(inside / 500).toBeGreaterThan(0.8);
    expect(inside).toBeLessThan(500);
  });

  it('leaves some unanswered, and lets nobody ring or talk for ever', () => {
    const all = calls(500);
    const unanswered = all.filter((call) => call?.talksMs === undefined).length;
    expect(unanswered / 500).toBeGreaterThan(0.1);
    expect(unanswered / 500).toBeLessThan(0.3);
    for (const call of all) {
      expect(call?.ringsMs).toBeLessThanOrEqual(18_000);
      expect(call?.talksMs ?? 0).toBeLessThanOrEqual(50_000);
    }
  });

  it('reaches another organization where a caller has no colleague, and nobody where there is nobody', () => {
    const random = seededRandom(1);
    const pair = [{ number: '0003*210' }, { number: '0007*100' }];
    expect(nextCall(random, pair)).toBeDefined();
    expect(nextCall(random, pair.slice(1))).toBeUndefined();
    expect(nextCall(random, [])).toBeUndefined();
  });
});

it('has more calls the larger the fleet is, and the first ones sooner', () => {
  const random = () => 0.5;
  const pauseMs = (extensions: number, calls = 100) =>
    pauseUntilCallMs(random, { extensions, calls: calls * extensions });
  expect(pauseMs(1280)).toBeCloseTo(pauseMs(128) / 10);
  expect(pauseMs(128, 0)).toBeLessThan(pauseMs(128) / 3);
  expect(mostCalls(128)).toBe(6);
  expect(mostCalls(1)).toBe(1);
});
