import { describe, expect, it } from 'vitest';
import { askOverTls } from '../https-client.rig.ts';
import { FIRST } from '../test-certificates.rig.ts';
import { ADMIN_TOKEN, bearer, JSON_TYPE, provision, startService } from './running-service.rig.ts';

const PORTAL = 'https://portal.example.net';

type Started = Parameters<typeof startService>[0];

/** A service over TLS; `ask` asks it as a client that trusts its certificate. */
async function startOverTls(options: Started = {}) {
  const service = await startService({ certificate: FIRST, ...options });
  const ask = (path: string, asked: Parameters<typeof askOverTls>[2] = {}) =>
    askOverTls(`${service.url}${path}`, FIRST, asked);
  return { ...service, ask };
}

const signIn = {
  method: 'POST',
  headers: JSON_TYPE,
  body: JSON.stringify({ token: ADMIN_TOKEN }),
};

/** What is said about each cookie, without its value. */
function attributesOf(cookies: readonly string[] = []): string[] {
  return cookies.map((cookie) => cookie.replace(/=[^;]+/, ''));
}

describe('over TLS', () => {
  it('the API answers as it does without', async () => {
    const service = await startOverTls();
    provision(service, ['0003*210']);
    const { status, headers, body } = await service.ask('/uapi/extensions/@me/@self/presence', {
      headers: bearer(ADMIN_TOKEN),
    });
    expect(status).toBe(200);
    expect(headers.date).toBe('Mon, 23 Nov 2026 14:30:00 GMT');
    expect(JSON.parse(body)).toMatchObject([
      { totalResults: 1, entry: [{ extension: '0003*210', status: 0 }] },
    ]);
  });

  it('a browser is told to stay with it, and is not told so without', async () => {
    const { ask } = await startOverTls();
    const plain = await startService();
    const proxied = { headers: { 'X-Forwarded-Proto': 'https' } };
    expect((await ask('/health')).headers['strict-transport-security']).toBe('max-age=2592000');
    for (const response of [await plain.ask('/health'), await plain.ask('/health', proxied)]) {
      expect(response.headers.get('Strict-Transport-Security')).toBe(null);
    }
  });

  it('cookies are for TLS alone', async () => {
    const { ask } = await startOverTls();
    const { headers } = await ask('/session', signIn);
    expect(attributesOf(headers['set-cookie'])).toEqual([
      'dev; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Strict',
      'xsrf-token; Max-Age=2592000; Path=/; Secure; SameSite=Strict',
    ]);
  });
});

describe('in the frame of a portal', () => {
  const frameAncestors = [PORTAL, 'http://localhost:8000'];

  it('the board is allowed where it is configured, and nowhere else', async () => {
    const { ask } = await startService({ frameAncestors });
    expect((await ask('/health')).headers.get('Content-Security-Policy')).toMatch(
      / frame-ancestors https:\/\/portal\.example\.net http:\/\/localhost:8000$/,
    );
  });

  it('cookies travel over TLS, in a jar of their own, and are taken away from there', async () => {
    const { ask } = await startOverTls({ frameAncestors });
    const { headers } = await ask('/session', signIn);
    const cookies = headers['set-cookie'] ?? [];
    expect(attributesOf(cookies)).toEqual([
      'dev; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=None; Partitioned',
      'xsrf-token; Max-Age=2592000; Path=/; Secure; SameSite=None; Partitioned',
    ]);
    const pairs = cookies.map((cookie) => cookie.split(';')[0] ?? '');
    const signedOut = await ask('/session', {
      method: 'DELETE',
      headers: { Cookie: pairs.join('; '), 'x-xsrf-token': pairs[1]?.split('=')[1] ?? '' },
    });
    expect(signedOut.headers['set-cookie']).toEqual([
      'dev=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=None; Partitioned',
      'xsrf-token=; Max-Age=0; Path=/; Secure; SameSite=None; Partitioned',
    ]);
  });

  it('cookies stay on our own page without TLS, where no browser would let them travel', async () => {
    const { ask } = await startService({ frameAncestors });
    const response = await ask('/session', signIn);
    expect(attributesOf(response.headers.getSetCookie())).toEqual([
      'dev; Max-Age=2592000; Path=/; HttpOnly; SameSite=Strict',
      'xsrf-token; Max-Age=2592000; Path=/; SameSite=Strict',
    ]);
  });
});
