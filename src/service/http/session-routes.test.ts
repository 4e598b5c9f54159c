import { beforeEach, describe, expect, it } from 'vitest';
import { sessionSchema, XSRF_HEADER } from '../../contract/session.ts';
import { createAccounts } from '../accounts/account-store.ts';
import {
  ADMIN_TOKEN,
  browserHeaders,
  JSON_TYPE,
  type RunningService,
  SIGNING_KEY,
  signIn,
  startService,
} from './running-service.rig.ts';

const DAY = 24 * 3600 * 1000;
const ADMINISTRATOR = { id: 0, name: 'Administrator', role: 'administrator' };
let service: RunningService;

beforeEach(async () => {
  service = await startService();
});

const whoAmI = (headers: Record<string, string>) => service.ask('/session', { headers });
const post = (body: string, headers: Record<string, string> = JSON_TYPE) =>
  service.ask('/session', { method: 'POST', body, headers });

describe('signing in', () => {
  it('tells who is signed in and until when', async () => {
    const { response } = await signIn(service);
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(sessionSchema.parse(await response.json())).toEqual({
      account: ADMINISTRATOR,
      expiresAt: '2026-12-23T14:30:00Z',
    });
  });

  it('sets a session cookie that no script can read, and one that a page can', async () => {
    const { response } = await signIn(service);
    const [session, xsrf] = response.headers.getSetCookie();
    expect(session).toMatch(
      /^dev=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(xsrf).toMatch(/^xsrf-token=[\w-]{36}; Max-Age=2592000; Path=\/; SameSite=Strict$/);
  });

  it('sets cookies for TLS alone when a proxy with TLS stands in front', async () => {
    const { response } = await signIn(service, ADMIN_TOKEN, { 'X-Forwarded-Proto': 'https' });
    const cookies = response.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toContain('; Secure;');
  });

  it('is denied with a token of nobody', async () => {
    const { response } = await signIn(service, 'not-a-token-of-anybody');
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'access_denied' } });
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['no JSON', 'token=abc'],
    ['no object', '"abc"'],
    ['without a token', '{"password":"abc"}'],
    ['with a token that is no text', '{"token":1}'],
  ])('says what it needs when the body is %s', async (_what, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'request_invalid',
        message:
          'The body of the request must be JSON, as application/json: {"token":"…"}, or {"wallLink":"…"}.',
      },
    });
  });
});

// Browsers let a form on any page send these without asking.
it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b'])(
  'signs nobody in by a form on a foreign page: %s',
  async (type) => {
    const response = await post(JSON.stringify({ token: ADMIN_TOKEN }), { 'Content-Type': type });
    expect(response.status).toBe(400);
    expect(response.headers.getSetCookie()).toEqual([]);
  },
);

describe('a session', () => {
  it('is told to a page that repeats its cookie', async () => {
    const { headers } = await signIn(service);
    const response = await whoAmI(headers);
    expect(sessionSchema.parse(await response.json()).account).toEqual(ADMINISTRATOR);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('is denied without the header, with another one, and with the header alone', async () => {
    const { headers } = await signIn(service);
    const { Cookie = '' } = headers;
    expect((await whoAmI({ Cookie })).status).toBe(401);
    expect((await whoAmI({ Cookie, [XSRF_HEADER]: 'guessed' })).status).toBe(401);
    expect((await whoAmI({ ...headers, Cookie: '' })).status).toBe(401);
    expect((await whoAmI({})).status).toBe(401);
  });

  it('is denied with a pair that was made up beside its cookie', async () => {
    const { headers } = await signIn(service);
    const session = headers.Cookie?.split('; ')[0];
    const Cookie = `${session}; xsrf-token=made-up`;
    expect((await whoAmI({ Cookie, [XSRF_HEADER]: 'made-up' })).status).toBe(401);
  });

  it('survives a restart of the service', async () => {
    const { headers } = await signIn(service);
    service = await startService();
    expect((await whoAmI(headers)).status).toBe(200);
  });

  it('ends when the start token is changed', async () => {
    const { headers } = await signIn(service);
    const accounts = createAccounts({ adminToken: `${ADMIN_TOKEN}-changed`, key: SIGNING_KEY });
    service = await startService({ accounts });
    expect((await whoAmI(headers)).status).toBe(401);
  });

  it('is renewed past half of its life, so that a wall stays signed in', async () => {
    const { headers } = await signIn(service);
    service.clock.advance(16 * DAY);
    const response = await whoAmI(headers);
    expect(sessionSchema.parse(await response.json()).expiresAt).toBe('2027-01-08T14:30:00Z');
    service.clock.advance(20 * DAY);
    expect((await whoAmI(headers)).status).toBe(401);
    expect((await whoAmI(browserHeaders(response))).status).toBe(200);
  });
});

describe('signing out', () => {
  it('takes both cookies away', async () => {
    const { headers } = await signIn(service);
    const response = await service.ask('/session', { method: 'DELETE', headers });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie()).toEqual([
      'dev=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
      'xsrf-token=; Max-Age=0; Path=/; SameSite=Strict',
    ]);
  });

  it('is denied to a page that cannot repeat the cookie', async () => {
    const { headers } = await signIn(service);
    const response = await service.ask('/session', {
      method: 'DELETE',
      headers: { Cookie: headers.Cookie ?? '' },
    });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
  });
});
