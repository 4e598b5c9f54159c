import { describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, bearer, provision, startService } from './running-service.rig.ts';

const PORTAL = 'https://portal.example.net';
const PRESENCE = '/uapi/extensions/@me/@self/presence';
const fromPortal = { Origin: PORTAL };

/** A service that lets one portal ask, and has one extension. */
async function startForPortal() {
  const service = await startService({ corsOrigins: [PORTAL] });
  provision(service, ['0003*210']);
  return service;
}

/** The names of what an answer says about other origins. */
const corsHeaders = ({ headers }: Response) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

describe('scripts of a configured origin', () => {
  it.each([
    ['presence', PRESENCE, 200],
    ['health', '/health', 200],
    ['a refusal', '/uapi/extensions/@me/0003*999/presence', 400],
    ['what is not there', '/uapi/nothing', 501],
  ])('may read %s, and when to ask again', async (_what, path, status) => {
    const { get } = await startForPortal();
    const response = await get(path, { headers: fromPortal });
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': PORTAL,
      'access-control-expose-headers': 'Date,ETag,Retry-After',
      vary: expect.stringContaining('Origin'),
    });
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBe(null);
  });

  it('may read that nothing has changed, and that they are not signed in', async () => {
    const { ask, get } = await startForPortal();
    const etag = (await get(PRESENCE)).headers.get('ETag') ?? '';
    const unchanged = await get(PRESENCE, { headers: { ...fromPortal, 'If-None-Match': etag } });
    const denied = await ask(PRESENCE, { headers: fromPortal });
    expect([unchanged.status, denied.status]).toEqual([304, 401]);
    for (const { headers } of [unchanged, denied]) {
      expect(headers.get('Access-Control-Allow-Origin')).toBe(PORTAL);
    }
  });

  it.each([
    ['GET', PRESENCE, 'authorization,if-none-match'],
    ['POST', '/oauth/token.php', 'content-type'],
    ['GET', '/health', ''],
    ['GET', '/openapi.json', ''],
  ])('are told beforehand that they may %s %s', async (method, path, headers) => {
    const { ask } = await startForPortal();
    const response = await ask(path, {
      method: 'OPTIONS',
      headers: {
        ...fromPortal,
        'Access-Control-Request-Method': method,
        ...(headers && { 'Access-Control-Request-Headers': headers }),
      },
    });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': PORTAL,
      'access-control-allow-methods': 'GET,HEAD,POST',
      'access-control-allow-headers': 'Authorization,Content-Type,If-None-Match',
      'access-control-max-age': '600',
      vary: expect.stringContaining('Origin'),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  });

  it.each(['/session', '/wall-links', '/directory/names', '/'])(
    'may not read %s, which is for our own page',
    async (path) => {
      const { ask } = await startForPortal();
      expect(corsHeaders(await ask(path, { headers: fromPortal }))).toEqual([]);
      const asked = await ask(path, { method: 'OPTIONS', headers: fromPortal });
      expect([asked.status, corsHeaders(asked)]).toEqual([501, []]);
    },
  );
});

describe('scripts of another origin', () => {
  it.each(['https://other.example.net', 'https://portal.example.net.evil.example', 'null'])(
    'may not read anything: %s',
    async (origin) => {
      const { ask } = await startForPortal();
      const headers = { Origin: origin, ...bearer(ADMIN_TOKEN) };
      for (const method of ['GET', 'OPTIONS']) {
        const response = await ask(PRESENCE, { method, headers });
        expect(response.headers.get('Access-Control-Allow-Origin')).toBe(null);
        // So that a cache never gives one origin what was answered to another.
        expect(response.headers.get('Vary')).toContain('Origin');
      }
    },
  );

  it('hear nothing of it at all when none is configured', async () => {
    const { get } = await startService();
    const response = await get(PRESENCE, { headers: fromPortal });
    expect(corsHeaders(response)).toEqual([]);
    expect(response.headers.get('Vary') ?? '').not.toContain('Origin');
    expect((await get(PRESENCE, { method: 'OPTIONS', headers: fromPortal })).status).toBe(501);
  });
});
