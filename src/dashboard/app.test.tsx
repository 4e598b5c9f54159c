import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { json, PRESENCE, page, refusal, registered } from './fake-service.rig.ts';
import { openPage, startEachTestAnew } from './opened-page.rig.tsx';

startEachTestAnew();

const button = (name: string) => screen.findByRole('button', { name });

describe('coming in', () => {
  const nobody = () => refusal(401, 'access_denied');

  it('shows the board to who is signed in', async () => {
    openPage();
    expect(await screen.findByText('Live')).toBeTruthy();
    expect(await button('Account: Administrator')).toBeTruthy();
  });

  it('asks for a token when nobody is signed in, and asks for no presence before', async () => {
    const { asked } = openPage({ routes: { 'GET /session': nobody } });
    expect(await screen.findByLabelText('Access token')).toBeTruthy();
    expect(asked).toEqual(['GET /session']);
  });

  it('signs in with the token of a start link before it asks for anything else', async () => {
    const { asked } = openPage({ hash: '#token=a-token-of-16-chars' });
    expect(await screen.findByText('Live')).toBeTruthy();
    expect(asked[0]).toBe('POST /session');
    expect(asked).not.toContain('GET /session');
  });

  it('says that a start link was refused', async () => {
    openPage({
      hash: '#token=an-old-token',
      routes: { 'GET /session': nobody, 'POST /session': nobody },
    });
    expect(
      await screen.findByText('The start link was refused: no account has its token.'),
    ).toBeTruthy();
  });

  it('lets nobody out whose browser was signed in before, and says that the link was refused', async () => {
    const { user } = openPage({ hash: '#wall=an-old-secret', routes: { 'POST /session': nobody } });
    expect(await screen.findByText('Live')).toBeTruthy();
    expect(screen.getByText(/^This wall link was revoked or never existed\./)).toBeTruthy();
    await user.click(await button('Close this notice'));
    expect(screen.queryByText(/^This wall link/)).toBeNull();
  });

  it('shows the board, which says what is wrong, when the service cannot say who is signed in', async () => {
    const fault = () => refusal(500, 'internal_server_error');
    openPage({ routes: { 'GET /session': fault, [PRESENCE]: fault } });
    expect(await screen.findByText('The service reported a fault of its own')).toBeTruthy();
  });

  it('signs out', async () => {
    const { user, asked } = openPage();
    await user.click(await button('Account: Administrator'));
    await user.click(await button('Sign out'));
    expect(await screen.findByLabelText('Access token')).toBeTruthy();
    expect(asked).toContain('DELETE /session');
  });
});

describe('leaving', () => {
  it('says that the session has not ended when the service could not be reached', async () => {
    const { user } = openPage({
      routes: { 'DELETE /session': () => Promise.reject(new TypeError('Failed to fetch')) },
    });
    await user.click(await button('Account: Administrator'));
    await user.click(await button('Sign out'));
    expect(await screen.findByText(/^The service could not be reached\./)).toBeTruthy();
  });
});

describe('before any data', () => {
  it('keeps the places of the cards while the first answer is awaited', async () => {
    openPage({ routes: { [PRESENCE]: () => new Promise<Response>(() => {}) } });
    expect(await screen.findByText('Asking')).toBeTruthy();
    expect(screen.getByText('Waiting for the first answer.')).toBeTruthy();
  });

  it('says that nothing matches, and takes the filter back', async () => {
    const { user, asked } = openPage({
      search: '?filterBy=extension&filterOp=startsWith&filterValue=0099',
      routes: { [PRESENCE]: () => new Response(null, { status: 204 }) },
    });
    expect(await screen.findByText('No extensions match this request')).toBeTruthy();
    expect(screen.getByText(/the data is live and there is nothing to show/)).toBeTruthy();
    expect(screen.getByText(/filterValue=0099/)).toBeTruthy();
    expect(asked).toContain(
      'GET /uapi/extensions/@me/@self/presence?filterBy=extension&filterOp=startsWith&filterValue=0099&count=5000&startIndex=0',
    );
    await user.click(await button('Clear filterValue'));
    expect(window.location.search).toBe('');
  });

  it('leads back from a page past the end of the list', async () => {
    const { user } = openPage({
      search: '?count=20&startIndex=400',
      routes: { [PRESENCE]: () => new Response(null, { status: 204 }) },
    });
    await user.click(await button('First page'));
    expect(window.location.search).toBe('?count=20');
  });

  it('stops when it is refused, and begins again after signing in', async () => {
    let isKnown = false;
    const { user, asked } = openPage({
      routes: {
        [PRESENCE]: () =>
          isKnown ? page([registered('0003*210')]) : refusal(401, 'access_denied'),
        'POST /session': () => {
          isKnown = true;
          return json({
            account: { id: 1, name: 'Ann', role: 'user' },
            expiresAt: '2030-01-01T00:00:00Z',
          });
        },
      },
    });
    expect(await screen.findByText('The access token was refused')).toBeTruthy();
    expect(screen.getByText('Refused')).toBeTruthy();
    expect(asked.filter((request) => request.startsWith(PRESENCE))).toHaveLength(1);
    const message = within(screen.getByRole('main'));
    expect(message.getByRole('button', { name: 'Copy cURL' })).toBeTruthy();

    await user.click(await button('Sign in again'));
    await user.type(screen.getByLabelText('Access token'), 'another-token');
    await user.click(await button('Sign in'));
    expect(await screen.findByText('Live')).toBeTruthy();
  });

  it('says who does not answer, since when, and what happens next', async () => {
    const { user, asked } = openPage({
      routes: { [PRESENCE]: () => Promise.reject(new TypeError('Failed to fetch')) },
    });
    expect(await screen.findByText(`${window.location.host} does not answer`)).toBeTruthy();
    expect(screen.getByText(/1 try since \d\d:\d\d:\d\d, next in/)).toBeTruthy();
    const before = asked.filter((request) => request.startsWith(PRESENCE)).length;
    await user.click(await button('Try now'));
    expect(await screen.findByText(/2 tries since/)).toBeTruthy();
    expect(asked.filter((request) => request.startsWith(PRESENCE))).toHaveLength(before + 1);
  });

  it('shows what the service answered when it fails', async () => {
    const { user } = openPage({
      routes: { [PRESENCE]: () => refusal(500, 'internal_server_error', 'Out of memory.') },
    });
    expect(await screen.findByText('The service reported a fault of its own')).toBeTruthy();
    expect(screen.getByText('500 "internal_server_error"')).toBeTruthy();
    await user.click(await button('Show answer'));
    expect(screen.getByText(/Out of memory\./)).toBeTruthy();
  });

  it('does not blame the service for a request that it does not take', async () => {
    openPage({
      routes: {
        [PRESENCE]: () => refusal(400, 'count_invalid', 'Parameter count is invalid.'),
      },
    });
    expect(await screen.findByText('The service refused this request')).toBeTruthy();
    expect(screen.getByText('Parameter count is invalid.')).toBeTruthy();
  });

  it('tells an answer of another program from none', async () => {
    openPage({ routes: { [PRESENCE]: () => new Response('<html>Welcome to the hotel</html>') } });
    expect(await screen.findByText('The answer is not a list of extensions')).toBeTruthy();
  });

  it('waits as long as the service asks for', async () => {
    openPage({
      routes: {
        [PRESENCE]: () => new Response('', { status: 429, headers: { 'retry-after': '90' } }),
      },
    });
    expect(await screen.findByText('The service asks to be asked less often')).toBeTruthy();
    expect(screen.getByText('90 s')).toBeTruthy();
  });
});
