import { beforeEach, describe, expect, it } from 'vitest';
import { sessionSchema } from '../../contract/session.ts';
import { createdWallLinkSchema, wallLinksSchema } from '../../contract/wall-links.ts';
import { openMemoryDatabase } from '../database.ts';
import {
  ACME_TOKEN,
  ADMIN_TOKEN,
  ANN_TOKEN,
  bearer,
  browserHeaders,
  JSON_TYPE,
  provision,
  type RunningService,
  startService,
} from './running-service.rig.ts';

const LISTING = '/uapi/extensions/@me/@self/presence';
const LOBBY = { name: 'Lobby', view: 'view=table&every=10' };

let service: RunningService;
beforeEach(async () => {
  service = await startService();
  provision(service, ['0003*210', '0004*210']);
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  service.ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...JSON_TYPE, ...headers },
  });

async function makeLink(token = ACME_TOKEN, wish = LOBBY) {
  const response = await post('/wall-links', wish, bearer(token));
  expect(response.status).toBe(201);
  return createdWallLinkSchema.parse(await response.json());
}

/** Opens a link, and gives what its page sends from then on. */
async function openLink(secret: string) {
  const response = await post('/session', { wallLink: secret });
  return { response, headers: browserHeaders(response) };
}

async function listAs(token: string) {
  const response = await service.ask('/wall-links', { headers: bearer(token) });
  return wallLinksSchema.parse(await response.json()).links;
}

const revoke = (id: string, headers: Record<string, string>) =>
  service.ask(`/wall-links/${id}`, { method: 'DELETE', headers });

describe('a wall link', () => {
  it('is told once with its secret, and then without it', async () => {
    const { secret, ...link } = await makeLink();
    expect(link).toEqual({
      ...{ id: link.id, ...LOBBY },
      account: { id: 3, name: 'Acme' },
      createdAt: '2026-11-23T14:30:00Z',
      lastSeenAt: null,
    });
    const response = await service.ask('/wall-links', { headers: bearer(ACME_TOKEN) });
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ links: [link] });
    expect(text).not.toContain(secret);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('signs a browser in for its view, as its account', async () => {
    const { secret } = await makeLink();
    const { response, headers } = await openLink(secret);
    expect(sessionSchema.parse(await response.json())).toEqual({
      account: { id: 3, name: 'Acme', role: 'organization' },
      expiresAt: '2026-12-23T14:30:00Z',
      wallLink: LOBBY,
    });
    expect(sessionSchema.parse(await (await service.ask('/session', { headers })).json())).toEqual({
      account: { id: 3, name: 'Acme', role: 'organization' },
      expiresAt: '2026-12-23T14:30:00Z',
      wallLink: LOBBY,
    });
    const listing = await service.ask(LISTING, { headers });
    expect(await listing.json()).toMatchObject([{ totalResults: 1 }]);
  });

  it('may read, and change nothing', async () => {
    const { id, secret } = await makeLink();
    const { headers } = await openLink(secret);
    // A wall turns to pages of its day, and shows what is silenced.
    const journal = ['/journal/changes', '/journal/counts?step=3600', '/journal/report'];
    for (const path of [
      LISTING,
      '/session',
      '/directory/names',
      '/alerts',
      ...journal,
      '/health',
    ]) {
      expect((await service.ask(path, { headers })).status, path).toBe(200);
    }
    expect((await service.ask('/wall-links', { headers })).status).toBe(401);
    expect((await post('/wall-links', LOBBY, headers)).status).toBe(401);
    expect((await revoke(id, headers)).status).toBe(401);
  });

  it('opens at every start of a television, and after a restart of the service', async () => {
    const database = openMemoryDatabase();
    service = await startService({ database });
    const { secret } = await makeLink();
    const { headers } = await openLink(secret);
    service = await startService({ database });
    expect((await service.ask('/session', { headers })).status).toBe(200);
    expect((await openLink(secret)).response.status).toBe(200);
    expect((await listAs(ACME_TOKEN)).map(({ name }) => name)).toEqual(['Lobby']);
  });

  it('ends at once when it is revoked, and for good', async () => {
    const { id, secret } = await makeLink();
    const { headers } = await openLink(secret);
    expect((await revoke(id, bearer(ACME_TOKEN))).status).toBe(204);
    expect((await service.ask(LISTING, { headers })).status).toBe(401);
    const { response } = await openLink(secret);
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect((await revoke(id, bearer(ACME_TOKEN))).status).toBe(404);
    expect(await listAs(ACME_TOKEN)).toEqual([]);
  });

  it('that was revoked does not lock its office out, however often its television tries', async () => {
    const { id, secret } = await makeLink();
    await revoke(id, bearer(ACME_TOKEN));
    for (let n = 0; n < 70; n++) expect((await openLink(secret)).response.status).toBe(401);
    expect((await service.get(LISTING)).status).toBe(200);
  });

  it('says when it was last seen', async () => {
    const { secret } = await makeLink();
    const { headers } = await openLink(secret);
    service.clock.advance(5_000);
    await service.ask(LISTING, { headers });
    expect((await listAs(ACME_TOKEN))[0]?.lastSeenAt).toBe('2026-11-23T14:30:05Z');
  });

  it('is refused with what is wrong while the database takes nothing, and stays as it was', async () => {
    const database = openMemoryDatabase();
    service = await startService({ database });
    const { id } = await makeLink();
    database.prepare('PRAGMA query_only = 1').get();
    const refusals = [
      await post('/wall-links', LOBBY, bearer(ACME_TOKEN)),
      await revoke(id, bearer(ACME_TOKEN)),
    ];
    for (const response of refusals) {
      expect(response.status).toBe(503);
      expect(await response.json()).toEqual({
        error: {
          code: 'not_stored',
          message:
            'This cannot be stored. The data directory is read-only. Make it writable for Rollcall.',
        },
      });
    }
    expect((await listAs(ACME_TOKEN)).map((link) => link.id)).toEqual([id]);
  });

  it('cannot be guessed for long', async () => {
    const { id } = await makeLink();
    for (let n = 0; n < 60; n++) {
      expect((await openLink(`${id}.guess`)).response.status).toBe(401);
    }
    const { response } = await openLink(`${id}.guess`);
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('1');
  });
});

describe('the list of wall links', () => {
  it('shows everybody their own, and an administrator all of them', async () => {
    await makeLink(ACME_TOKEN, { name: 'Of Acme', view: '' });
    await makeLink(ANN_TOKEN, { name: 'Of Ann', view: '' });
    await makeLink(ADMIN_TOKEN, { name: 'Of the administrator', view: '' });
    const names = async (token: string) => (await listAs(token)).map(({ name }) => name).sort();
    expect(await names(ACME_TOKEN)).toEqual(['Of Acme']);
    expect(await names(ANN_TOKEN)).toEqual(['Of Ann']);
    expect(await names(ADMIN_TOKEN)).toEqual(['Of Acme', 'Of Ann', 'Of the administrator']);
  });

  it('lets nobody revoke what they do not see, and an administrator everything', async () => {
    const { id } = await makeLink(ANN_TOKEN);
    expect((await revoke(id, bearer(ACME_TOKEN))).status).toBe(404);
    expect((await revoke(id, bearer(ADMIN_TOKEN))).status).toBe(204);
  });

  it('is for nobody who is not signed in', async () => {
    expect((await service.ask('/wall-links')).status).toBe(401);
    expect((await post('/wall-links', LOBBY)).status).toBe(401);
    expect((await revoke('x', {})).status).toBe(401);
  });

  it('has an end: a hundred of one account', async () => {
    for (let n = 0; n < 100; n++) await makeLink();
    const response = await post('/wall-links', LOBBY, bearer(ACME_TOKEN));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'request_invalid',
        message: 'This account has as many wall links as it may. Revoke one that is not used.',
      },
    });
  });

  it.each([
    ['no body', undefined],
    ['no name', { view: '' }],
    ['a name of blanks', { name: '  ', view: '' }],
    ['a name that is too long', { name: 'x'.repeat(81), view: '' }],
    ['no view', { name: 'Lobby' }],
    ['a view that is too long', { name: 'Lobby', view: 'x'.repeat(2001) }],
    ['far too much', { name: 'Lobby', view: 'x'.repeat(9000) }],
  ])('says what a new one needs when it is given %s', async (_what, wish) => {
    const response = await post('/wall-links', wish, bearer(ACME_TOKEN));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'request_invalid',
        message:
          'The body of the request must be JSON, as application/json: {"name":"…","view":"…"}, with a name of 1 to 80 characters and a view of at most 2000.',
      },
    });
  });
});
