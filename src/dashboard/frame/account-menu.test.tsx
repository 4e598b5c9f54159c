import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { json, PRESENCE, refusal, SESSION, WALL_SESSION } from '../fake-service.rig.ts';
import { openPage, startEachTestAnew } from '../opened-page.rig.tsx';

startEachTestAnew();

const button = (name: string) => screen.findByRole('button', { name });

async function openMenu(session: object, name: string) {
  const page = openPage({ routes: { 'GET /session': () => json(session) } });
  await page.user.click(await button(name));
  return page;
}

describe('who am I', () => {
  it.each([
    ['administrator', 'Administrator: every extension'],
    ['organization', 'Organization: the extensions of one organization'],
    ['user', 'User: the extensions of one user'],
  ])('is told with the role of an account: %s', async (role, words) => {
    await openMenu({ ...SESSION, account: { id: 3, name: 'Acme', role } }, 'Account: Acme');
    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByText('Signed in until 1 Jan 2030')).toBeTruthy();
  });

  it('is told of a wall link, with whose it is; it makes no others, but somebody may sign in', async () => {
    const { user } = await openMenu(WALL_SESSION, 'Wall link: Reception');
    expect(screen.getByText('Wall link: Reception, read only')).toBeTruthy();
    expect(screen.getByText('Account: Ann')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Wall links…' })).toBeNull();
    await user.click(await button('Sign in'));
    const token = screen.getByLabelText('Access token');
    expect(document.activeElement).toBe(token);
    await user.type(token, 'a-token{Enter}');
    expect(await button('Account: Administrator')).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });

  it('is nobody any more when the session has ended', async () => {
    const { user } = openPage({ routes: { [PRESENCE]: () => refusal(401, 'access_denied') } });
    await screen.findByText('The access token was refused');
    await user.click(await button('Account: Administrator'));
    expect(screen.getByText('Signed out')).toBeTruthy();
    expect(await button('Sign in')).toBeTruthy();
  });
});

it('closes before what it leads to, which gives the focus back to its button', async () => {
  const { user } = await openMenu(SESSION, 'Account: Administrator');
  await user.click(await button('Wall links…'));
  expect(screen.getByRole('dialog', { name: 'Wall links' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Sign out' })).toBeNull();
  await user.click(await button('Close'));
  expect(document.activeElement).toBe(await button('Account: Administrator'));
});
