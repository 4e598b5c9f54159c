import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { json, refusal, SESSION, WALL_SESSION } from '../fake-service.rig.ts';
import { openPage, startEachTestAnew } from '../opened-page.rig.tsx';

startEachTestAnew();

const nobody = () => refusal(401, 'access_denied');
const field = () => screen.findByLabelText<HTMLInputElement>('Access token');
const button = (name: string) => screen.findByRole('button', { name });

/** Opens the sign-in page; `answer` is what the service says to a try. */
async function openSignIn(answer: (body: unknown) => Response | Promise<Response> = nobody) {
  const page = openPage({ routes: { 'GET /session': nobody, 'POST /session': answer } });
  return { ...page, field: await field() };
}

describe('the field of the token', () => {
  it('has the focus, and is one that password managers fill', async () => {
    const { field } = await openSignIn();
    expect(document.activeElement).toBe(field);
    expect(field.type).toBe('password');
    expect(field.autocomplete).toBe('current-password');
  });

  it('shows the token and hides it again', async () => {
    const { user, field } = await openSignIn();
    await user.click(await button('Show token'));
    expect(field.type).toBe('text');
    await user.click(await button('Hide token'));
    expect(field.type).toBe('password');
  });

  it.each([
    ['a token with the space around it', ' a-token ', { token: 'a-token' }],
    ['a whole start link', 'https://pbx.example.net/#token=a-token', { token: 'a-token' }],
    ['a wall link', 'https://pbx.example.net/#wall=a-secret', { wallLink: 'a-secret' }],
  ])('takes %s', async (_what, pasted, sent) => {
    const given: unknown[] = [];
    const { user } = await openSignIn((body) => {
      given.push(body);
      return json(SESSION);
    });
    await user.paste(pasted);
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Live')).toBeTruthy();
    expect(given).toEqual([sent]);
  });
});

it('puts the focus into the board after signing in', async () => {
  const { user } = await openSignIn(() => json(SESSION));
  await user.keyboard('a-token{Enter}');
  await screen.findByText('Live');
  expect(document.activeElement).toBe(screen.getByRole('main'));
});

describe('a try that failed', () => {
  it('says that no account has the token, and selects it for the next paste', async () => {
    const { user, field } = await openSignIn();
    await user.keyboard('not-a-token{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Refused: no account has this token.',
    );
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 'not-a-token'.length]);
  });

  it('says how long to wait after too many', async () => {
    const { user, field } = await openSignIn(
      () => new Response('', { status: 429, headers: { 'retry-after': '43' } }),
    );
    await user.keyboard('not-a-token{Enter}');
    expect((await screen.findByText(/^Too many tries\./)).textContent).toMatch(
      /^Too many tries\. Try again in 4[123] s\./,
    );
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it('says that the service is away, and keeps the token for another try', async () => {
    const { user, field } = await openSignIn(() => Promise.reject(new TypeError('Failed')));
    await user.keyboard('a-token{Enter}');
    expect(
      await screen.findByText(`${window.location.host} does not answer.`, { exact: false }),
    ).toBeTruthy();
    expect(field.value).toBe('a-token');
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it('says whose fault it is when the service fails', async () => {
    const { user } = await openSignIn(() => refusal(500, 'internal_server_error', 'Out of order.'));
    await user.keyboard('a-token{Enter}');
    expect(await screen.findByText(/reported a fault of its own \(500\)\.$/)).toBeTruthy();
  });
});

it('says where a token comes from', async () => {
  const { user } = await openSignIn();
  await user.click(screen.getByText('No access token?'));
  expect(screen.getByText('admin-token')).toBeTruthy();
  expect(screen.getByText(/ask the administrator/)).toBeTruthy();
});

describe('opened by a wall link', () => {
  it('says that it was revoked', async () => {
    openPage({
      hash: '#wall=an-old-secret&view=table',
      routes: { 'GET /session': nobody, 'POST /session': nobody },
    });
    expect(
      await screen.findByText(
        'This wall link was revoked or never existed. Ask whoever made it for a new one.',
      ),
    ).toBeTruthy();
    // It is read with the field that has the focus; an alert would answer nobody.
    expect(screen.queryByRole('alert')).toBeNull();
    expect((await field()).getAttribute('aria-describedby')).toBe(
      screen.getByText(/^This wall link/).closest('p')?.id,
    );
    expect(window.location.href).toMatch(/\/\?view=table$/);
  });

  it('does not say so again to who has signed out', async () => {
    const { user } = openPage({
      hash: '#wall=an-old-secret',
      routes: { 'POST /session': nobody, 'GET /session': () => json(WALL_SESSION) },
    });
    await user.click(await button('Wall link: Reception'));
    await user.click(await button('Sign out'));
    await field();
    expect(screen.queryByText(/^This wall link/)).toBeNull();
  });
});
