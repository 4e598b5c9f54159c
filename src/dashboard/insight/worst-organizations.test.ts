import { expect, it } from 'vitest';
import { worstOrganizations } from './worst-organizations.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-23T12:00:00Z');

const step = (hoursAgo: number, registered: number) => ({
  at: new Date(NOON - hoursAgo * HOUR).toISOString(),
  minutes: 60,
  counts: [
    {
      ...{ organization: '0003', total: 20, static: 0, registered, lowest: registered, busy: 0 },
      ...{ ringing: 0, late: 0, expired: 20 - registered, notRegistered: 0, unknown: 0 },
    },
  ],
});

it('tells the most that were missing at once, and leaves out what is older than was asked for', () => {
  const [from, to] = [NOON - 30 * HOUR, NOON].map((ms) => new Date(ms).toISOString());
  const counts = {
    ...{ from: `${from}`, to: `${to}`, step: 3600, by: 'organization' as const, gaps: [] },
    steps: [step(25, 2), step(3, 15), step(2, 18)],
  };
  expect(worstOrganizations([], { counts, fromMs: NOON - 24 * HOUR })).toEqual([
    { prefix: '0003', missing: 5, needed: 20, atMs: NOON - 3 * HOUR },
  ]);
});
