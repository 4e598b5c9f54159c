import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PresenceEntry } from '../contract/presence.ts';
import { HEALTH, json, PRESENCE, page, registered } from './fake-service.rig.ts';
import { openPage } from './opened-page.rig.tsx';
import { pass, settle } from './passing-time.rig.ts';

beforeEach(() => {
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const wall = () => screen.findByRole('button', { name: 'Exit wall' });
/** What a screen reader says of each tile, in the order of the wall. */
const tiles = () =>
  Array.from(document.querySelectorAll('main li .sr-only'), ({ textContent }) => textContent);

function ended(extension: string, registration: '-1' | '-2' = '-2'): PresenceEntry {
  const agent = 'snom D785 10.1.184.15';
  return { extension, status: 0, registration: [{ agent, registration }] };
}

describe('a source that falls silent behind a healthy service', () => {
  const FROM = '2026-11-23T14:30:00Z';
  const silent = {
    ...HEALTH,
    status: 'stale',
    source: {
      ...{ kind: 'kamailio', asOf: FROM, since: FROM },
      ...{ reason: 'refused', error: 'db.example.net:5432 refuses the connection.' },
    },
  };
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-23T14:30:20Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('takes the colour from the wall, adds nothing to what it last told, and leaves a gap', async () => {
    let health = json(HEALTH);
    let list = [registered('0003*210'), registered('0003*211')];
    openPage({
      search: '?wall',
      routes: { [PRESENCE]: () => page(list), 'GET /health': () => health.clone() },
    });
    await settle();
    expect(screen.getByText(/^All registered since/)).toBeTruthy();

    health = json(silent, 503);
    await pass(11);
    list = [registered('0003*210'), ended('0003*211')];
    await pass(11);
    expect(screen.getByRole('alert').textContent).toBe('The source refuses the connection');
    expect(screen.getByText('db.example.net:5432 refuses the connection.')).toBeTruthy();
    expect(screen.getByText(/Last heard from at \d\d:30:00/).textContent).toMatch(
      /, 42 s ago\. The service goes on asking it\.$/,
    );
    expect(document.documentElement.dataset.live).toBe('stale');
    expect(tiles().map((sentence) => sentence?.split(',')[1])).toEqual([
      ' registered',
      ' registered',
    ]);

    health = json(HEALTH);
    await pass(11);
    expect(document.documentElement.dataset.live).toBeUndefined();
    expect(tiles()[0]).toMatch(/^0003\*211, expired/);
    const changes = within(screen.getByRole('list', { name: 'Recent changes' }));
    expect(changes.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/0003\*211expired$/),
      expect.stringMatching(/^No data \d\d:30:00 to \d\d:30:5\d$/),
    ]);
  });
});

describe('the wall', () => {
  it('is what the address says: nothing but the extensions', async () => {
    openPage({ search: '?wall' });
    await wall();
    expect(await screen.findByText('All registered since', { exact: false })).toBeTruthy();
    expect(screen.queryByRole('region', { name: 'Shown here' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Pause' })).toBeNull();
    expect(document.documentElement.dataset.wall).toBe('');
  });

  it('comes and goes with w, with the button of the board and with Exit, in the address too', async () => {
    const { user } = openPage({ search: '?every=7' });
    await screen.findByText('Live');
    await user.keyboard('w');
    expect(await wall()).toBeTruthy();
    await waitFor(() => expect(window.location.search).toBe('?every=7&wall=1'));
    await user.keyboard('w');
    await user.click(await screen.findByRole('button', { name: 'Wall' }));
    await user.click(await wall());
    await user.click(await screen.findByRole('button', { name: 'Wall' }));
    await wall();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('region', { name: 'Shown here' })).toBeTruthy();
    // Whoever left goes on where they came from.
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Wall' }));
    await waitFor(() => expect(window.location.search).toBe('?every=7'));
    expect(document.documentElement.dataset.wall).toBeUndefined();
  });

  it('cannot be paused, and lets a paused board go on', async () => {
    vi.useFakeTimers();
    let list = [registered('0003*210')];
    openPage({ search: '?every=2', routes: { [PRESENCE]: () => page(list) } });
    await settle();
    fireEvent.keyDown(document, { key: 'p' });
    await settle();
    expect(screen.getByText('Paused')).toBeTruthy();

    fireEvent.keyDown(document, { key: 'w' });
    list = [ended('0003*210')];
    await pass(3);
    expect(tiles()[0]).toMatch(/^0003\*210, expired/);
    fireEvent.keyDown(document, { key: 'p' });
    list = [registered('0003*210')];
    await pass(3);
    expect(screen.getByText('Live')).toBeTruthy();
    expect(tiles()[0]).toMatch(/^0003\*210, registered/);
    fireEvent.keyDown(document, { key: 'w' });
    await settle();
    expect(screen.getByText('Live')).toBeTruthy();
  });

  it.each(['?wall&every=2', '?every=2'])(
    'reads nothing out while nothing happens (%s)',
    async (search) => {
      vi.useFakeTimers();
      let answer = () => Promise.resolve(page([registered('0003*210')]));
      openPage({ search, routes: { [PRESENCE]: () => answer() } });
      await settle();
      const told = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
      const nothing = search.includes('wall') ? [''] : told().map(() => '');
      await pass(5);
      expect(screen.getByText('Live')).toBeTruthy();
      expect(told()).toEqual(nothing);
      answer = () => new Promise(() => {});
      await pass(7);
      expect(screen.getByText('Waiting')).toBeTruthy();
      expect(told()).toEqual(nothing);
    },
  );

  it('puts problems first, and everything else where it always is', async () => {
    const list = [
      registered('0003*210'),
      ended('0007*105'),
      registered('0003*209'),
      ended('0003*301', '-1'),
      { ...registered('0003*211'), status: 3 as const },
    ];
    openPage({ search: '?wall', routes: { [PRESENCE]: () => page(list) } });
    await wall();
    await waitFor(() => expect(tiles()).toHaveLength(5));
    expect(tiles().map((sentence) => sentence?.split(',').slice(0, 2).join(','))).toEqual([
      '0007*105, expired',
      '0003*301, not registered',
      '0003*209, registered',
      '0003*210, registered',
      '0003*211, busy',
    ]);
    expect(screen.getByText('1 expired')).toBeTruthy();
    expect(screen.getByText('1 not registered')).toBeTruthy();
    expect(screen.getByText('1 busy')).toBeTruthy();
    expect(document.querySelector('header p')?.textContent).toBe('3/ 5registered');
  });

  it('looks at the part of the list that the address refines it to, and says so', async () => {
    const list = [registered('0003*210'), registered('0007*210')];
    openPage({ search: '?wall&find=0007', routes: { [PRESENCE]: () => page(list) } });
    expect(await screen.findByText('1 of 2 shown')).toBeTruthy();
    expect(tiles()).toHaveLength(1);
  });

  it('says what else is to be known: a list that is cut, a fleet', async () => {
    openPage({
      search: '?wall&count=2',
      routes: {
        [PRESENCE]: () => page([registered('0003*210'), registered('0003*211')], 7312),
        'GET /health': () => json({ ...HEALTH, fleet: 128 }),
      },
    });
    expect(await screen.findByText('Showing 2 of 7,312')).toBeTruthy();
    expect(screen.getByText('Demonstration fleet')).toBeTruthy();
  });

  it('shows why there is nothing to show, with its clock running', async () => {
    openPage({ search: '?wall', routes: { [PRESENCE]: () => new Response('', { status: 500 }) } });
    await wall();
    expect(
      await screen.findByRole('heading', { name: 'The service reported a fault of its own' }),
    ).toBeTruthy();
    expect(screen.getByRole('timer').textContent).toMatch(/^\d\d:\d\d:\d\d$/);
  });

  it('shows its Exit button with the pointer, and hides the pointer without it', async () => {
    openPage({ search: '?wall' });
    const exit = await wall();
    const main = screen.getByRole('main');
    expect(main.className).toContain('cursor-none');
    expect(exit.className).toContain('opacity-0');
    fireEvent.pointerMove(document, { screenX: 10 });
    expect(main.className).not.toContain('cursor-none');
    expect(exit.className).not.toMatch(/(^| )opacity-0/);
  });

  it('lists thousands as lamps, each with its name', async () => {
    const list = Array.from({ length: 1300 }, (_, nth) => registered(`0003*${2000 + nth}`));
    list[7] = ended('0003*2007');
    openPage({ search: '?wall', routes: { [PRESENCE]: () => page(list) } });
    expect(await screen.findByRole('img', { name: '0003*2007, expired' })).toBeTruthy();
    expect(screen.getByRole('img', { name: '0003*2008, registered' })).toBeTruthy();
    expect(tiles()[0]).toMatch(/^0003\*2007, expired/);
  });

  it('tells the day of what happened before midnight', async () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 22, 23, 58, 0) });
    const list = [registered('0003*210'), registered('0003*211')];
    openPage({ search: '?wall&every=5', routes: { [PRESENCE]: () => page(list) } });
    await settle();
    list[1] = { ...registered('0003*211'), status: 3 };
    await pass(6);
    const changes = within(screen.getByRole('list', { name: 'Recent changes' }));
    expect(changes.getByRole('listitem').textContent).toMatch(/^23:58:0\d0003\*211busy$/);
    expect(screen.getByText(/^All registered since/).textContent).toMatch(/since 23:58$/);
    await pass(120);
    expect(changes.getByRole('listitem').textContent).toBe('22 Nov 23:580003*211busy');
    expect(screen.getByText(/^All registered since/).textContent).toMatch(/since 22 Nov 23:58$/);
  });

  it('marks a loss that somebody acknowledged, and turns its pages again', async () => {
    vi.useFakeTimers();
    const list = ['0003', '0007', '0012', '0021'].flatMap((prefix) =>
      Array.from({ length: 160 }, (_, nth) => registered(`${prefix}*${200 + nth}`)),
    );
    const silence = {
      id: 'a1',
      kind: 'acknowledgement',
      subject: { kind: 'extension', value: '0003*205' },
      until: null,
      account: { id: 12, name: 'Ann' },
      createdAt: '2026-11-23T14:20:00Z',
    };
    let silences: unknown[] = [];
    openPage({
      search: '?wall&every=2',
      routes: {
        [PRESENCE]: () => page(list),
        'GET /alerts': () => json({ silences, webhooks: 0 }),
      },
    });
    await settle();
    list[5] = ended('0003*205');
    await pass(3);
    expect(screen.getByText('Rotation held')).toBeTruthy();
    expect(tiles()[0]).not.toContain('acknowledged');
    silences = [silence];
    await pass(11);
    expect(screen.queryByText('Rotation held')).toBeNull();
    expect(tiles()[0]).toMatch(/^0003\*205, expired, .*, acknowledged by Ann/);
  });
});
