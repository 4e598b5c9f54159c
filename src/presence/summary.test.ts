import { describe, expect, it } from 'vitest';
import { conditionAt } from './condition.ts';
import type { Extension } from './extension.ts';
import { isInState, STATES, summarise } from './summary.ts';
import { observe, startWatch } from './watch.ts';

const NOW_MS = Date.parse('2026-11-23T14:30:00Z');
const live = { agent: 'Zoiper', state: 'registered', expiresAtMs: NOW_MS + 600_000 } as const;

function counted(extensions: readonly Extension[]) {
  const watch = observe(startWatch(NOW_MS), { extensions, isWhole: true, atMs: NOW_MS });
  return [...watch.extensions.values()].map((watched) => ({
    watched,
    now: conditionAt(watched, NOW_MS),
  }));
}

const LIST = counted([
  { number: '1', presence: 'online', registrations: [live, { ...live, agent: 'MicroSIP' }] },
  { number: '2', presence: 'busy', registrations: [live] },
  { number: '3', presence: 'online', registrations: [live, { agent: 'snom', state: 'expired' }] },
  { number: '4', presence: 'unknown', registrations: [{ agent: 'snom', state: 'expired' }] },
  { number: '5', presence: 'unknown', registrations: [{ agent: '', state: 'not-registered' }] },
  { number: '6', presence: 'unknown', registrations: [{ agent: '', state: 'static' }] },
]);

describe('the figures', () => {
  it('count extensions, not registrations', () => {
    expect(summarise(LIST)).toMatchObject({ total: 6, counts: { registered: 3, busy: 1 } });
  });

  it('take a static extension out of those that need a registration, and for no alarm', () => {
    expect(summarise(LIST)).toMatchObject({
      needed: 5,
      counts: { static: 1, expired: 1, 'not-registered': 1 },
    });
  });

  it('agree with the filters of the same name', () => {
    const { counts } = summarise(LIST);
    for (const state of STATES) {
      expect(
        LIST.filter((one) => isInState(one, state)),
        state,
      ).toHaveLength(counts[state] ?? 0);
    }
  });

  it('are blank where the request left the field out: not asked is not none', () => {
    const withoutRegistration = summarise(counted([{ number: '1', presence: 'busy' }]));
    expect(withoutRegistration.counts).toMatchObject({ registered: undefined, busy: 1 });
    expect(withoutRegistration.needed).toBeUndefined();
    const withoutStatus = summarise(counted([{ number: '1', registrations: [live] }]));
    expect(withoutStatus.counts).toMatchObject({
      registered: 1,
      busy: undefined,
      ringing: undefined,
    });
  });
});
