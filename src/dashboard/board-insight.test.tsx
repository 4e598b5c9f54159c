import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PresenceEntry } from '../contract/presence.ts';
import { json, PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { openPage, startEachTestAnew } from './opened-page.rig.tsx';
import { pass, settle } from './passing-time.rig.ts';

startEachTestAnew();
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300);
});

const STEP_MS = 300_000;
const COUNTS = 'GET /journal/counts';
const CHANGES = 'GET /journal/changes';

const expired = (extension: string): PresenceEntry => ({
  extension,
  status: 0,
  registration: [{ agent: 'Zoiper rv2.10.20.4', registration: '-2' }],
});

/** A journal that counted `registered` of 10 in each step of the last day, but for the first hour of it. */
function countsOf(count: number) {
  const toMs = Math.floor(Date.now() / STEP_MS) * STEP_MS;
  const steps = Array.from({ length: 288 }, (_, nth) => ({
    at: new Date(toMs - (288 - nth) * STEP_MS).toISOString(),
    minutes: nth < 12 ? 0 : 5,
    counts:
      nth < 12
        ? null
        : [
            {
              ...{ total: 12, static: 2, registered: count, lowest: count, busy: 0, ringing: 0 },
              ...{ late: 0, expired: 0, notRegistered: 0, unknown: 0 },
            },
          ],
  }));
  const [from, to] = [new Date(toMs - 288 * STEP_MS), new Date(toMs)].map((at) => at.toISOString());
  return json({ from, to, step: STEP_MS / 1000, by: 'condition', steps, gaps: [] });
}

const rail = async () => within(await screen.findByRole('complementary', { name: /^Charts/ }));
const chart = async (name: RegExp) => within(await (await rail()).findByRole('region', { name }));

describe('the rail', () => {
  it('says since when this browser has watched, where there is no journal', async () => {
    openPage();
    const shown = await chart(/^Registered/);
    expect(await shown.findByText(/^As seen by this browser since \d\d:\d\d$/)).toBeTruthy();
    expect(shown.getByText('no data')).toBeTruthy();
    const reading = await shown.findByRole('slider', { name: 'Registered, last hour' });
    expect(reading.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d, 2 of 2$/);
  });

  it('tells the day of what happened before midnight', async () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 22, 23, 58, 0) });
    const list = [registered('0003*210'), registered('0003*211')];
    openPage({ search: '?every=5', routes: { [PRESENCE]: () => page(list) } });
    await settle();
    list[1] = { ...registered('0003*211'), status: 3 };
    await pass(6);
    const feed = within(screen.getByRole('region', { name: /^Changes/ }));
    expect(feed.getByText('1 seen since 23:58')).toBeTruthy();
    expect(feed.getByRole('listitem').textContent).toMatch(/^23:58:0\d0003\*211busy$/);
    await pass(120);
    expect(feed.getByText('1 seen since 22 Nov 23:58')).toBeTruthy();
    expect(feed.getByRole('listitem').textContent).toBe('22 Nov 23:580003*211busy');
    expect(screen.getByText('As seen by this browser since 22 Nov 23:58')).toBeTruthy();
  });

  it('tells what the journal has counted, and the time that it has not', async () => {
    const { user } = openPage({ routes: { [COUNTS]: () => countsOf(1) } });
    const shown = await chart(/^Registered/);
    expect(await shown.findByText(/^Lowest 1 of 10 at \d\d:\d\d$/)).toBeTruthy();
    const reading = await shown.findByRole('slider', { name: 'Registered, last 24 h' });
    reading.focus();
    await user.keyboard('{Home}');
    expect(reading.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d, no data$/);
    await user.keyboard('{End}{ArrowLeft}');
    expect(reading.getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d, 1 of 10$/);
    expect(shown.getByText(/^\d\d:\d\d {2}1 of 10$/, { normalizer: (text) => text })).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(shown.queryByText(/1 of 10$/, { selector: 'header span' })).toBeNull();
  });

  it('asks the journal for nothing that counts more than the list', async () => {
    const { asked } = openPage({
      search: '?filterBy=extension&filterOp=startsWith&filterValue=0003',
      routes: { [COUNTS]: () => countsOf(1) },
    });
    const shown = await chart(/^Registered/);
    expect(await shown.findByText(/^As seen by this browser/)).toBeTruthy();
    expect(asked.filter((request) => request.includes('/journal'))).toEqual([]);
  });

  it('has a table behind each chart', async () => {
    const { user } = openPage({
      routes: { [PRESENCE]: () => page([registered('0003*210'), expired('0003*211')]) },
    });
    const agents = await chart(/^Agents/);
    await user.click(agents.getByRole('button', { name: 'Show as table' }));
    const rows = agents.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows).toEqual(['AgentExtensionsExpired', 'Zoiper11', 'snom D78510']);
    await user.click(agents.getByRole('button', { name: 'Show as chart' }));
    expect(agents.getByRole('button', { name: 'Zoiper, 1 extension, 1 expired' })).toBeTruthy();
    const expiries = await chart(/^Expiring/);
    await user.click(expiries.getByRole('button', { name: 'Show as table' }));
    expect(expiries.getAllByRole('row')).toHaveLength(13);
    expect(expiries.getByRole('row', { name: /^(25 to 30|30 to 35) min 1 0$/ })).toBeTruthy();
  });

  it('filters the board by an agent, and takes it back', async () => {
    const { user } = openPage({
      routes: { [PRESENCE]: () => page([registered('0003*210'), expired('0003*211')]) },
    });
    const agents = await chart(/^Agents/);
    await user.click(agents.getByRole('button', { name: /^snom D785/ }));
    await waitFor(() => expect(window.location.search).toBe('?agent=snom%20D785'));
    const pressed = agents.getByRole('button', { name: /^snom D785/ });
    expect(pressed.getAttribute('aria-pressed')).toBe('true');
    await user.click(pressed);
    await waitFor(() => expect(window.location.search).toBe(''));
    await user.selectOptions(agents.getByRole('combobox', { name: 'Agents by' }), 'version');
    await user.click(agents.getByRole('button', { name: /^snom D785 10.1.184.15/ }));
    await waitFor(() => expect(window.location.search).toBe('?find=snom%20D785%2010.1.184.15'));
  });

  it('tells the changes of the journal, and those before them', async () => {
    const at = new Date(Date.now() - 60_000).toISOString();
    const earlier = new Date(Date.now() - 600_000).toISOString();
    const change = (extension: string, when = at) => ({
      ...{ at: when, kind: 'expired', extension, agent: '', from: 'registered', to: 'expired' },
    });
    const answers = [
      { changes: ['0003*1', '0003*2', '0003*3'].map((number) => change(number)), next: '1.1' },
      { changes: [change('0007*118', earlier)], next: null },
    ];
    const { user } = openPage({
      routes: {
        [CHANGES]: () =>
          json({ since: at, until: at, start: [], gaps: [], ...(answers.shift() ?? {}) }),
      },
    });
    const feed = await chart(/^Changes/);
    expect(await feed.findByRole('button', { name: /3 expired in 0003$/ })).toBeTruthy();
    await user.click(feed.getByRole('button', { name: 'Earlier changes' }));
    await user.click(await feed.findByRole('button', { name: /0007\* ?118 ?expired$/ }));
    await waitFor(() => expect(window.location.search).toBe('?extension=0007*118'));
    expect(feed.queryByRole('button', { name: 'Earlier changes' })).toBeNull();
  });

  it('says that the journal does not answer, and keeps what the browser has seen', async () => {
    openPage({
      routes: {
        [CHANGES]: () => refusal(500, 'internal_error'),
        [COUNTS]: () => refusal(500, 'internal_error'),
      },
    });
    const feed = await chart(/^Changes/);
    expect(await feed.findByText('The journal does not answer.')).toBeTruthy();
    const shown = await chart(/^Registered/);
    expect(shown.getByText(/^As seen by this browser/)).toBeTruthy();
  });
});
