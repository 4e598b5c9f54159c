import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PresenceEntry } from '../contract/presence.ts';
import { HEALTH, json, PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { openPage, startEachTestAnew } from './opened-page.rig.tsx';
import { pass, settle } from './passing-time.rig.ts';

startEachTestAnew();

const TWO = [registered('0003*210'), registered('0003*211')];
const expired: PresenceEntry = {
  extension: '0003*211',
  status: 0,
  registration: [{ agent: 'snom D785', registration: '-2' }],
};

/** A service that gives the first page and no other. */
const cutAfter = (first: readonly PresenceEntry[], total: number) => () => {
  let pages = 0;
  return () => {
    pages += 1;
    return pages % 2 === 1 ? page(first, total) : page([], total);
  };
};

describe('a list that was to be whole and was cut', () => {
  it('is claimed to be nothing but a part', async () => {
    openPage({ search: '?wall', routes: { [PRESENCE]: cutAfter(TWO, 7312)() } });
    expect(await screen.findByText('Showing 2 of 7,312')).toBeTruthy();
    expect(screen.getByText('Of the others nothing is known here.')).toBeTruthy();
    expect(screen.queryByText(/^All /)).toBeNull();
  });

  it('is still told to be one beside what is wrong, and under a banner', async () => {
    vi.useFakeTimers();
    const some = cutAfter([registered('0003*210'), expired], 7312)();
    let answer: () => Response = some;
    openPage({ search: '?wall&every=2', routes: { [PRESENCE]: () => answer() } });
    await settle();
    expect(screen.getByText('1 expired')).toBeTruthy();
    expect(screen.getByText('Showing 2 of 7,312')).toBeTruthy();
    answer = () => refusal(500, 'internal_server_error');
    await pass(40);
    expect(screen.getByRole('alert').textContent).toMatch(/^No data/);
    expect(screen.getByText('Showing 2 of 7,312')).toBeTruthy();
  });
});

it.each(['?wall&count=2', '?wall&startIndex=5000'])(
  'a page that somebody chose is claimed to be well as a page (%s)',
  async (search) => {
    openPage({ search, routes: { [PRESENCE]: () => page(TWO, 7312) } });
    expect(await screen.findByText(/^All on this page registered since/)).toBeTruthy();
    expect(screen.getByText('Showing 2 of 7,312')).toBeTruthy();
  },
);

it('a whole list is claimed to be well', async () => {
  openPage({ search: '?wall', routes: { [PRESENCE]: () => page(TWO) } });
  expect(await screen.findByText(/^All registered since/)).toBeTruthy();
  expect(screen.queryByText(/^Showing/)).toBeNull();
});

describe('what the board says in notices', () => {
  const notes = () =>
    Array.from(document.querySelectorAll('footer p span'), ({ textContent }) => textContent);
  // So wide that no note is shortened.
  beforeEach(() => {
    vi.stubGlobal('innerWidth', 3840);
    vi.stubGlobal('innerHeight', 1080);
  });

  it('is said in the foot: what of the address was ignored', async () => {
    openPage({ search: `?wall&rotate=abc&every=${'9'.repeat(80)}&view=rows` });
    await screen.findByText('Live');
    expect(notes()).toContain(
      `Ignored in the address: view=rows, every=${'9'.repeat(17)}…, 1 more`,
    );
  });

  it('is said in the foot: that registrations are not stored, the gravest first', async () => {
    const storage = { error: 'The disk is full. Make room on it.', since: new Date().toJSON() };
    const health = { ...HEALTH, status: 'degraded', storage, fleet: 128 };
    openPage({
      search: '?wall&rotate=abc',
      routes: {
        'GET /health': () =>
          json({ ...health, configuration: { faults: ['http.port: is no number'] } }),
      },
    });
    await screen.findByText('Demonstration fleet');
    expect(notes().slice(0, 4)).toEqual([
      expect.stringMatching(/^Registrations are kept in memory only since \d\d:\d\d:\d\d$/),
      'Demonstration fleet',
      'Ignored in the address: rotate=abc',
      'The changed configuration was refused',
    ]);
  });
});
