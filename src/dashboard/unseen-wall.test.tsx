import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { HEALTH, json, PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { openPage, startEachTestAnew } from './opened-page.rig.tsx';
import { pass, settle } from './passing-time.rig.ts';

startEachTestAnew();
beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 14, 30) });
});

const isGrey = () => document.documentElement.dataset.live === 'stale';

/** What a television may believe of itself for a month, and be wrong. */
const BELIEFS = [
  {
    name: 'that nobody sees it',
    begin: () => {
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
    end: () => {
      vi.restoreAllMocks();
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    },
  },
  {
    name: 'that there is no network',
    begin: () => {
      vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
      window.dispatchEvent(new Event('offline'));
    },
    end: () => {
      vi.restoreAllMocks();
      window.dispatchEvent(new Event('online'));
    },
  },
];

describe.each(BELIEFS)('a wall whose browser believes $name', ({ begin, end }) => {
  it('loses its colour when the service says that its source is silent', async () => {
    let health = json(HEALTH);
    const routes = { 'GET /health': () => health.clone() };
    openPage({ search: '?wall&rotate=0', routes });
    await settle();
    begin();
    const from = new Date().toJSON();
    const silent = { kind: 'kamailio', asOf: from, since: from, reason: 'refused', error: 'No.' };
    health = json({ ...HEALTH, status: 'stale', source: silent }, 503);
    await pass(12);
    expect(screen.getByRole('alert').textContent).toBe('The source refuses the connection');
    expect(isGrey()).toBe(true);
    // What was unreadable in between is asked for again all the same.
    health = refusal(500, 'internal_server_error');
    await pass(12);
    health = json(HEALTH);
    await pass(12);
    expect(isGrey()).toBe(false);
    end();
  });

  it('hears of a mute, also after a request that failed', async () => {
    let alerts = () => json({ silences: [], webhooks: 0 });
    const routes = {
      [PRESENCE]: () => page([registered('0003*210')]),
      'GET /alerts': () => alerts(),
    };
    openPage({ search: '?wall&rotate=0', routes });
    await settle();
    begin();
    alerts = () => refusal(500, 'internal_server_error');
    await pass(12);
    const mute = {
      ...{ id: 'm1', kind: 'mute', subject: { kind: 'extension', value: '0003*210' } },
      ...{ until: null, account: { id: 12, name: 'Ann' }, createdAt: '2026-11-23T14:20:00Z' },
    };
    alerts = () => json({ silences: [mute], webhooks: 0 });
    await pass(12);
    expect(screen.getByText(/^0003\*210, registered, .*muted/)).toBeTruthy();
    end();
  });
});
