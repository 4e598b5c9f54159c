import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { HEALTH, json, PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { blockStorage, openPage, startEachTestAnew } from './opened-page.rig.tsx';

startEachTestAnew();

const button = (name: string) => screen.findByRole('button', { name });

describe('beside the data', () => {
  it('pauses and goes on, by key and by button', async () => {
    const { user } = openPage();
    await screen.findByText('Live');
    await user.keyboard('p');
    expect(await screen.findByText(/^Paused at \d\d:\d\d:\d\d$/)).toBeTruthy();
    expect(screen.getByText('Countdowns keep running, states do not.')).toBeTruthy();
    await user.keyboard('p');
    expect(screen.queryByText(/^Paused at/)).toBeNull();
    await user.click(await button('Pause'));
    expect(screen.getByText('Paused')).toBeTruthy();
  });

  it('types a p where something is typed, and leaves it alone with a modifier', async () => {
    const { user } = openPage();
    await screen.findByText('Live');
    await user.type(screen.getByRole('searchbox', { name: 'Find' }), 'p');
    await user.click(document.body);
    await user.keyboard('{Meta>}p{/Meta}');
    expect(screen.queryByText(/^Paused at/)).toBeNull();
  });

  it('offers the usual intervals and the one of the address', async () => {
    const { user } = openPage({ search: '?every=7' });
    await screen.findByText('Live');
    const interval = screen.getByRole('combobox', { name: 'Interval' });
    expect([...interval.children].map(({ textContent }) => textContent)).toEqual([
      '1 s',
      '2 s',
      '5 s',
      '7 s',
      '10 s',
      '30 s',
      '1 min',
    ]);
    await user.selectOptions(interval, '30 s');
    expect(window.location.search).toBe('?every=30');
  });

  it('goes from dark to light to the theme of the system, in the address too', async () => {
    const { user } = openPage();
    await screen.findByText('Live');
    expect(document.documentElement.dataset.theme).toBe('dark');
    await user.click(await button('Theme: dark'));
    expect(document.documentElement.dataset.theme).toBe('light');
    await user.click(await button('Theme: light'));
    expect(await button('Theme: system')).toBeTruthy();
    await waitFor(() => expect(window.location.search).toBe('?theme=system'));
  });

  it('opens the legend', async () => {
    const { user } = openPage();
    await user.click(await button('Legend'));
    expect(screen.getByRole('dialog', { name: 'Legend' })).toBeTruthy();
  });

  it('says what of the address was ignored', async () => {
    openPage({ search: '?view=rings' });
    const notice = await screen.findByText(/in the address is not known here and was ignored/);
    expect(notice.textContent).toBe('view=rings in the address is not known here and was ignored.');
  });

  it('says that the telephones are a demonstration, in the header for as long as they are', async () => {
    const { user } = openPage({ routes: { 'GET /health': () => json({ ...HEALTH, fleet: 128 }) } });
    expect(
      await screen.findByText(
        'Demonstration fleet: these telephones are simulated, their registrations are real SIP.',
      ),
    ).toBeTruthy();
    await user.click(await button('Close this notice'));
    expect(screen.queryByText(/their registrations are real SIP/)).toBeNull();
    expect(screen.getByText('Demonstration fleet')).toBeTruthy();
  });

  it('says so too in a browser that lets no page keep anything', async () => {
    blockStorage();
    const { user } = openPage({ routes: { 'GET /health': () => json({ ...HEALTH, fleet: 128 }) } });
    await screen.findByText(/their registrations are real SIP/);
    await user.click(await button('Close this notice'));
    expect(screen.queryByText(/their registrations are real SIP/)).toBeNull();
    expect(screen.getByText('Live')).toBeTruthy();
  });

  it('loses its colour when the source of the service is silent, and says why, and which configuration was refused', async () => {
    const source = {
      kind: 'kamailio',
      asOf: null,
      since: null,
      reason: 'no-route',
      error: 'There is no route to db.example.net.',
    };
    const configuration = { faults: ['sip.port: 0 to 65535.'] };
    const unwell = { ...HEALTH, status: 'stale', source, configuration };
    openPage({ routes: { 'GET /health': () => json(unwell, 503) } });
    expect(await screen.findByText(/^There is no route to db\.example\.net\./)).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toBe('There is no route to the source');
    expect(
      screen.getByText(/Values below are the last known\. It has not answered yet\./),
    ).toBeTruthy();
    expect(await screen.findByText('Source silent')).toBeTruthy();
    expect(document.documentElement.dataset.live).toBe('stale');
    expect(screen.getByText('sip.port: 0 to 65535.')).toBeTruthy();
  });

  it('says since when registrations are in memory only, why, and what that means', async () => {
    const storage = { error: 'The disk is full.', since: new Date(2026, 10, 23, 14, 20).toJSON() };
    const unwell = { ...HEALTH, status: 'degraded', storage };
    openPage({ routes: { 'GET /health': () => json(unwell) } });
    expect(
      await screen.findByText('Registrations are kept in memory only since 23 Nov 14:20'),
    ).toBeTruthy();
    expect(screen.getByText('The disk is full. A restart would lose them.')).toBeTruthy();
  });

  it('never lets a page look like the whole', async () => {
    const { user } = openPage({
      search: '?count=2',
      routes: { [PRESENCE]: () => page([registered('0003*210'), registered('0003*211')], 7) },
    });
    expect(await screen.findByText('Showing 2 of 7')).toBeTruthy();
    await user.click(await button('Next 2'));
    expect(window.location.search).toBe('?count=2&startIndex=2');
  });

  it('says at once that the session has ended, and keeps the data', async () => {
    let isKnown = true;
    const { user } = openPage({
      search: '?every=1',
      routes: {
        [PRESENCE]: () =>
          isKnown ? page([registered('0003*210')]) : refusal(401, 'access_denied'),
      },
    });
    await screen.findByText('Live');
    isKnown = false;
    expect(await screen.findByText(/^Signed out at/, {}, { timeout: 3000 })).toBeTruthy();
    expect(screen.getByText('Refused')).toBeTruthy();
    const figures = within(screen.getByRole('region', { name: 'Filter by state' }));
    expect(figures.getByRole('button', { name: /^Registered/ }).textContent).toContain('1/ 1');
    await user.click(await button('Sign in again'));
    expect(screen.getByRole('dialog', { name: 'Sign in' })).toBeTruthy();
  });

  it('says of an opened extension that it flaps', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1400);
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(900);
    let polls = 0;
    const on = registered('0003*210');
    const off = { ...on, registration: [{ agent: 'snom D785 10.1.184.15', registration: '-2' }] };
    openPage({
      search: '?every=1&extension=0003*210',
      routes: {
        [PRESENCE]: () => {
          polls += 1;
          return json([{ totalResults: 1, entry: [polls % 2 === 1 ? on : off] }]);
        },
      },
    });
    const note = /^Flapping: lost and back \d+ times since \d\d:\d\d$/;
    const drawer = within(await screen.findByRole('dialog', { name: '0003*210' }));
    expect(drawer.queryByText(note)).toBeNull();
    expect(await drawer.findByText(note, {}, { timeout: 50_000 })).toBeTruthy();
    expect(polls).toBeGreaterThanOrEqual(7);
  });

  it('tells in the title how many have expired', async () => {
    const lost = { ...registered('0003*210'), registration: [{ agent: 'a', registration: '-2' }] };
    openPage({ routes: { [PRESENCE]: () => json([{ totalResults: 1, entry: [lost] }]) } });
    await screen.findByText('Live');
    expect(document.title).toBe('1 expired · Rollcall');
  });
});
