import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { NewWallLink, WallLink } from '../../contract/wall-links.ts';
import { json, type Routes, refusal } from '../fake-service.rig.ts';
import { openPage, startEachTestAnew } from '../opened-page.rig.tsx';
import { pass, press } from '../passing-time.rig.ts';

startEachTestAnew();

const button = (name: string) => screen.findByRole('button', { name });
const away = () => Promise.reject(new TypeError('Failed to fetch'));

const RECEPTION: WallLink = {
  id: 'a1',
  name: 'Reception',
  view: 'view=table&every=10',
  account: { id: 0, name: 'Administrator' },
  createdAt: '2025-11-22T09:14:00Z',
  lastSeenAt: null,
};

/** The service's side of wall links, in memory. */
function wallLinks(...links: WallLink[]): Routes {
  const kept = [...links];
  return {
    'GET /wall-links': () => json({ links: kept }),
    'POST /wall-links': (body) => {
      const made = { ...RECEPTION, ...(body as NewWallLink), id: `made-${kept.length}` };
      kept.unshift(made);
      return json({ ...made, secret: 'a-secret' }, 201);
    },
    'DELETE /wall-links/a1': () => {
      kept.splice(
        kept.findIndex(({ id }) => id === 'a1'),
        1,
      );
      return new Response(null, { status: 204 });
    },
  };
}

/** Opens the page and its wall links. */
async function openWallLinks(routes: Routes, search = '') {
  const page = openPage({ routes, search });
  await page.user.click(await button('Account: Administrator'));
  await page.user.click(await button('Wall links…'));
  return { ...page, sheet: within(screen.getByRole('dialog', { name: 'Wall links' })) };
}

describe('the list', () => {
  it('says that there are none', async () => {
    await openWallLinks(wallLinks());
    expect(await screen.findByText('There are no wall links yet')).toBeTruthy();
  });

  it('says that it is awaited', async () => {
    await openWallLinks({ 'GET /wall-links': () => new Promise(() => {}) });
    expect(await screen.findByText('Loading wall links')).toBeTruthy();
  });

  it('tells name, view, when each was made, and when it was last seen', async () => {
    const lastSeenAt = new Date(Date.now() - 4.5 * 60_000).toISOString();
    const { sheet } = await openWallLinks(
      wallLinks(RECEPTION, { ...RECEPTION, id: 'b', name: 'Lab', view: '', lastSeenAt }),
    );
    expect(await screen.findByText('2 wall links')).toBeTruthy();
    const [reception, lab] = sheet.getAllByRole('listitem');
    expect(reception?.textContent).toContain(
      'Receptionview=table&every=10Made 22 Nov 2025, last seen never',
    );
    expect(lab?.textContent).toContain('Labevery extension, as cards');
    expect(lab?.textContent).toContain('last seen 4 min ago');
  });

  it('tells an administrator whose it is, when it is somebody else’s', async () => {
    const account = { id: 12, name: 'Ann' };
    const { sheet } = await openWallLinks(
      wallLinks({ ...RECEPTION, account }, { ...RECEPTION, id: 'b' }),
    );
    await screen.findByText('2 wall links');
    const [hers, own] = sheet.getAllByRole('listitem');
    expect(hers?.textContent).toContain('Reception of Ann');
    expect(own?.textContent).not.toContain('of Administrator');
  });

  it('tells the account by its Id when nobody has it any more', async () => {
    const account = { id: 12, name: '' };
    const { sheet } = await openWallLinks(wallLinks({ ...RECEPTION, account }));
    await screen.findByText('1 wall link');
    expect(sheet.getByRole('listitem').textContent).toContain('Reception of account 12');
  });

  it('says that it could not be asked for, and asks again', async () => {
    const routes = wallLinks(RECEPTION);
    const answers = [away, routes['GET /wall-links']];
    const { user } = await openWallLinks({
      'GET /wall-links': (body) => (answers.shift() ?? away)(body),
    });
    expect(await screen.findByText(`${window.location.host} does not answer.`)).toBeTruthy();
    expect(screen.getByText('The list could not be loaded')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(await button('Try now'));
    expect(await screen.findByText('1 wall link')).toBeTruthy();
    expect(screen.queryByText(/does not answer/)).toBeNull();
  });

  it('says that the session has ended', async () => {
    await openWallLinks({ 'GET /wall-links': () => refusal(401, 'access_denied') });
    expect(await screen.findByText('The session has ended: sign in again.')).toBeTruthy();
  });

  it('is asked for every 10 s, while somebody looks at it', async () => {
    vi.useFakeTimers();
    const { asked } = openPage({ routes: wallLinks() });
    const times = () => asked.filter((request) => request === 'GET /wall-links').length;
    await pass(30);
    expect(times()).toBe(0);
    await press('Account: Administrator');
    await press('Wall links…');
    await pass(20);
    expect(times()).toBe(3);
    await press('Close');
    await pass(30);
    expect(times()).toBe(3);
  });
});

describe('making one', () => {
  it('suggests a name that is free', async () => {
    const { sheet } = await openWallLinks(wallLinks({ ...RECEPTION, name: 'Television 1' }));
    await screen.findByText('1 wall link');
    expect(sheet.getByLabelText(/^Name/)).toHaveProperty('value', 'Television 2');
  });

  it('tells the address this once, with the view that the board has', async () => {
    const { user, sheet } = await openWallLinks(wallLinks(), '?every=10&view=table');
    const name = sheet.getByLabelText(/^Name/);
    expect(sheet.getByText('view=table&every=10')).toBeTruthy();
    await user.clear(name);
    await user.type(name, 'Lab{Enter}');

    const made = within(await screen.findByRole('region', { name: 'Wall link Lab was made' }));
    const address = `${window.location.origin}/#wall=a-secret&view=table&every=10`;
    expect(made.getByText(address)).toBeTruthy();
    expect(made.getByText(/it is shown only once/)).toBeTruthy();
    await user.click(made.getByRole('button', { name: 'Copy address' }));
    expect(await navigator.clipboard.readText()).toBe(address);
    expect(await screen.findByText('1 wall link')).toBeTruthy();

    await user.click(made.getByRole('button', { name: 'Make another' }));
    expect(screen.queryByText(address)).toBeNull();
  });

  it('says in the service’s words why there may be no more', async () => {
    const message = 'This account has as many wall links as it may. Revoke one that is not used.';
    const { user } = await openWallLinks({
      ...wallLinks(RECEPTION),
      'POST /wall-links': () => refusal(400, 'request_invalid', message),
    });
    await user.click(await button('Make wall link'));
    expect((await screen.findByRole('alert')).textContent).toBe(message);
  });

  it('does not ask for one whose view is too long', async () => {
    await openWallLinks(wallLinks(), `?find=${'x'.repeat(2000)}`);
    expect(await button('Make wall link')).toHaveProperty('disabled', true);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText(/^This view is too long for a link \(2005 of 2000/)).toBeTruthy();
  });
});

describe('revoking one', () => {
  it('asks once more, and says what becomes of the wall', async () => {
    const { user, asked } = await openWallLinks(wallLinks(RECEPTION));
    await user.click(await button('Revoke Reception'));
    expect(
      screen.getByText(/keeps its last values, loses its colour and says since when/),
    ).toBeTruthy();
    expect(document.activeElement).toBe(await button('Keep'));
    await user.click(await button('Keep'));
    expect(document.activeElement).toBe(await button('Revoke Reception'));
    expect(asked).not.toContain('DELETE /wall-links/a1');
  });

  it('takes it from the list, and says so', async () => {
    const { user } = await openWallLinks(wallLinks(RECEPTION));
    await user.click(await button('Revoke Reception'));
    await user.click(await button('Revoke for good'));
    expect(await screen.findByText('There are no wall links yet')).toBeTruthy();
    expect(screen.getByText('Wall link Reception was revoked.')).toBeTruthy();
  });

  it('is done when somebody else was quicker', async () => {
    const routes = wallLinks(RECEPTION);
    const { user } = await openWallLinks({
      ...routes,
      'DELETE /wall-links/a1': (body) => {
        routes['DELETE /wall-links/a1']?.(body);
        return refusal(404, 'not_found');
      },
    });
    await user.click(await button('Revoke Reception'));
    await user.click(await button('Revoke for good'));
    expect(await screen.findByText('There are no wall links yet')).toBeTruthy();
  });

  it('says that it is not done when the service is away', async () => {
    const { user } = await openWallLinks({
      ...wallLinks(RECEPTION),
      'DELETE /wall-links/a1': away,
    });
    await user.click(await button('Revoke Reception'));
    await user.click(await button('Revoke for good'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      `${window.location.host} does not answer.`,
    );
    expect(await button('Revoke Reception')).toBeTruthy();
  });
});
