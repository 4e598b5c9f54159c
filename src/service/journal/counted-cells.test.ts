import { describe, expect, it } from 'vitest';
import { AGENTS_REMEMBERED, createAgentKeys } from './counted-cells.ts';
import type { CountedStep } from './journal.ts';
import { MINUTE_MS, startJournal } from './journal-bench.rig.ts';

const HOUR_MS = 60 * MINUTE_MS;

/** An organization whose telephones say what they like. */
function startWith(telephones: number) {
  const numbers = Array.from({ length: telephones }, (_, nth) => `0003*${1000 + nth}`);
  const started = startJournal({ extensions: numbers });
  const { clock, directory } = started;
  let made = 0;
  const registerAnew = () => {
    for (const extension of numbers) {
      const agent = `Phone${made}/1.0`;
      made += 1;
      directory.registered({ extension, device: 'a', agent }, clock.now() + HOUR_MS);
    }
  };
  return { ...started, registerAnew };
}

const othersOf = (step: CountedStep | undefined) =>
  step?.groups.find(({ agent }) => agent?.agent === 'Other agents')?.cell.sums[0];

describe('agents that are made up', () => {
  it('are told apart up to two hundred in a minute, and counted together beyond', async () => {
    const { clock, steps, registerAnew } = startWith(1000);
    registerAnew();
    const fromMs = clock.now();
    clock.advance(MINUTE_MS);
    const [minute] = await steps({ fromMs, by: 'agent' });
    expect(minute?.groups).toHaveLength(201);
    expect(othersOf(minute)).toBe(800);
  });

  it('are no more in an hour than in a minute, however many there were', async () => {
    const { clock, steps, registerAnew } = startWith(20);
    clock.advance(HOUR_MS - (clock.now() % HOUR_MS));
    const fromMs = clock.now();
    for (let minute = 0; minute < 60; minute += 1) {
      registerAnew();
      clock.advance(MINUTE_MS);
    }
    const [hour] = await steps({ fromMs, by: 'agent', stepSeconds: 3600 });
    expect(hour?.minutes).toBe(60);
    expect(hour?.groups).toHaveLength(201);
    // Ten minutes of twenty new ones each were enough; all that came later are others.
    expect(othersOf(hour)).toBeCloseTo((20 * 50) / 60, 1);
  });
});

it('remembers what it took apart, but no more than there is room for', () => {
  const taken: string[] = [];
  const keyOf = createAgentKeys((raw) => {
    taken.push(raw);
    return raw;
  });
  const askAll = (count: number) => {
    for (let nth = 0; nth < count; nth += 1) keyOf(`Phone${nth}/1.0`);
  };
  askAll(AGENTS_REMEMBERED);
  askAll(AGENTS_REMEMBERED);
  expect(taken).toHaveLength(AGENTS_REMEMBERED);
  keyOf('one more');
  keyOf('Phone0/1.0');
  expect(taken.slice(AGENTS_REMEMBERED)).toEqual(['one more', 'Phone0/1.0']);
});
