import { QueryClient } from '@tanstack/react-query';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { currentSession, signIn, signOut } from './session.ts';

const SESSION = {
  account: { id: 0, name: 'Administrator', role: 'administrator' },
  expiresAt: '2026-12-23T12:00:00Z',
};

afterEach(() => {
  vi.unstubAllGlobals();
});

function serve(answer: () => Response) {
  const fetch = vi.fn(async (_path: string, _init: RequestInit) => answer());
  vi.stubGlobal('fetch', fetch);
  return fetch;
}
const refused = () =>
  new Response('{"error":{"code":"access_denied","message":"No."}}', { status: 401 });
const whoAmI = () => new QueryClient().fetchQuery(currentSession());

describe('who is signed in', () => {
  it('is told by the service', async () => {
    serve(() => Response.json(SESSION));
    expect(await whoAmI()).toEqual(SESSION);
  });

  it('is nobody when it refuses: that is no failure', async () => {
    serve(refused);
    expect(await whoAmI()).toBeNull();
  });

  it('is not known when the service is out of order', async () => {
    serve(() => new Response('', { status: 500 }));
    await expect(whoAmI()).rejects.toMatchObject({ failure: { kind: 'fault', httpStatus: 500 } });
  });

  it('is not believed of another shape', async () => {
    serve(() => new Response('<h1>Welcome to the hotel</h1>'));
    await expect(whoAmI()).rejects.toMatchObject({ failure: { kind: 'unreadable' } });
  });
});

describe('signing in', () => {
  it('takes a wall link in the place of a token', async () => {
    const fetch = serve(() => Response.json(SESSION));
    await signIn({ wallLink: 'a-secret' });
    expect(fetch).toHaveBeenCalledWith(
      '/session',
      expect.objectContaining({ body: '{"wallLink":"a-secret"}' }),
    );
  });

  it('sends the token in the body, never in the address', async () => {
    const fetch = serve(() => Response.json(SESSION));
    expect(await signIn({ token: 'a-token' })).toEqual(SESSION);
    expect(fetch).toHaveBeenCalledWith(
      '/session',
      expect.objectContaining({ method: 'POST', body: '{"token":"a-token"}' }),
    );
  });

  it('says that a token was refused', async () => {
    serve(refused);
    await expect(signIn({ token: 'wrong' })).rejects.toMatchObject({
      failure: { kind: 'refused', code: 'access_denied' },
    });
  });
});

describe('signing out', () => {
  it.each([204, 401])('is done when the service answers %i', async (status) => {
    const fetch = serve(() => new Response(null, { status }));
    await signOut();
    expect(fetch).toHaveBeenCalledWith('/session', expect.objectContaining({ method: 'DELETE' }));
  });

  it('is not done when the service fails', async () => {
    serve(() => new Response('', { status: 500 }));
    await expect(signOut()).rejects.toMatchObject({ failure: { httpStatus: 500 } });
  });
});
