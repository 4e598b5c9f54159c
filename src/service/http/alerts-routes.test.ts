import { beforeEach, describe, expect, it } from 'vitest';
import { alertsSchema, silenceSchema } from '../../contract/alerts.ts';
import { createdWallLinkSchema } from '../../contract/wall-links.ts';
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

const MUTE = {
  kind: 'mute',
  subject: { kind: 'extension', value: '0003*210' },
  until: '2026-11-23T18:00:00Z',
};

let service: RunningService;
beforeEach(async () => {
  service = await startService();
  provision(service, ['0003*210', '0003*211', '0004*210']);
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  service.ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...JSON_TYPE, ...headers },
  });

async function silence(token: string, wish: object = MUTE) {
  const response = await post('/alerts', wish, bearer(token));
  expect(response.status).toBe(201);
  return silenceSchema.parse(await response.json());
}

async function alertsOf(headers: Record<string, string>) {
  const response = await service.ask('/alerts', { headers });
  expect(response.status).toBe(200);
  return alertsSchema.parse(await response.json());
}

const heardBy = async (token: string) =>
  (await alertsOf(bearer(token))).silences.map(({ account }) => account.name);

const end = (id: string, headers: Record<string, string>) =>
  service.ask(`/alerts/${id}`, { method: 'DELETE', headers });

async function wallOf(token: string) {
  const made = await post('/wall-links', { name: 'Lobby', view: '' }, bearer(token));
  const { secret } = createdWallLinkSchema.parse(await made.json());
  return browserHeaders(await post('/session', { wallLink: secret }));
}

describe('/alerts', () => {
  it('tells what was silenced, by whom and until when', async () => {
    const made = await silence(ACME_TOKEN);
    expect(made).toEqual({
      ...{ id: made.id, ...MUTE },
      account: { id: 3, name: 'Acme' },
      createdAt: '2026-11-23T14:30:00Z',
    });
    expect(await alertsOf(bearer(ACME_TOKEN))).toEqual({ silences: [made], webhooks: 1 });
  });

  it('lets an administrator’s mute reach everybody who sees its subject, walls too', async () => {
    await silence(ADMIN_TOKEN);
    for (const token of [ADMIN_TOKEN, ACME_TOKEN, ANN_TOKEN]) {
      expect(await heardBy(token)).toEqual(['Administrator']);
      expect((await alertsOf(await wallOf(token))).silences).toHaveLength(1);
    }
    await silence(ADMIN_TOKEN, { ...MUTE, subject: { kind: 'extension', value: '0004*210' } });
    expect(await heardBy(ACME_TOKEN)).toEqual(['Administrator']);
  });

  it('lets an organization’s mute reach its users, and not the administrator', async () => {
    await silence(ACME_TOKEN);
    expect(await heardBy(ANN_TOKEN)).toEqual(['Acme']);
    expect(await heardBy(ADMIN_TOKEN)).toEqual([]);
  });

  it.each([
    ['an extension that is not there', { kind: 'extension', value: '0003*999' }],
    ['an extension out of reach', { kind: 'extension', value: '0004*210' }],
    ['an organization that is not there', { kind: 'organization', value: '0009' }],
    ['an organization out of reach', { kind: 'organization', value: '0004' }],
  ])('refuses %s, without a word on which it is', async (_what, subject) => {
    const response = await post('/alerts', { ...MUTE, subject }, bearer(ACME_TOKEN));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'request_invalid',
        message:
          'There is no such subject for this account. Give the extended number of an extension, or the prefix of an organization, that it can see; or an agent.',
      },
    });
  });

  it('takes a user’s own extension, its organization and any agent', async () => {
    await silence(ANN_TOKEN);
    await silence(ANN_TOKEN, { ...MUTE, subject: { kind: 'organization', value: '0003' } });
    await silence(ANN_TOKEN, { ...MUTE, subject: { kind: 'agent', value: ' Yealink W60B ' } });
    expect(await heardBy(ANN_TOKEN)).toEqual(['Ann', 'Ann', 'Ann']);
    expect(await heardBy(ACME_TOKEN)).toEqual([]);
  });

  it.each([
    ['has passed', '2026-11-23T14:30:00Z'],
    ['is more than 31 days ahead', '2026-12-24T14:30:01Z'],
    ['is no time', 'tomorrow'],
    ['has a day that no month has', '2026-11-31T10:00:00Z'],
    ['is not UTC', '2026-11-23T18:00:00+01:00'],
  ])('refuses an end that %s', async (_what, until) => {
    const response = await post('/alerts', { ...MUTE, until }, bearer(ACME_TOKEN));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(
      'until must be a time in the next 31 days, in UTC, as YYYY-MM-DDThh:mm:ssZ; or null.',
    );
  });

  it('takes an end in 31 days', async () => {
    expect(await silence(ACME_TOKEN, { ...MUTE, until: '2026-12-24T14:30:00Z' })).toMatchObject({
      until: '2026-12-24T14:30:00Z',
    });
  });

  it('ends one for whoever sees as much as its maker, and says so to everybody else', async () => {
    const { id } = await silence(ACME_TOKEN);
    const refused = await end(id, bearer(ANN_TOKEN));
    expect(refused.status).toBe(404);
    expect(await refused.text()).toContain(
      'There is no such acknowledgement or mute, or it was made by somebody who sees more than you do.',
    );
    expect((await end(id, bearer(ADMIN_TOKEN))).status).toBe(204);
    expect(await heardBy(ACME_TOKEN)).toEqual([]);
  });

  it('has an end: two hundred of one account', async () => {
    for (let n = 0; n < 200; n += 1) {
      await silence(ACME_TOKEN, { ...MUTE, subject: { kind: 'agent', value: `Model ${n}` } });
    }
    const response = await post('/alerts', MUTE, bearer(ACME_TOKEN));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(
      'This account has as many acknowledgements and mutes as it may. End one that is not needed.',
    );
  });

  it('counts no webhooks for a wall, which may try none', async () => {
    expect(await alertsOf(await wallOf(ACME_TOKEN))).toEqual({ silences: [], webhooks: 0 });
  });

  it('is changed by no wall, and read by nobody who is not signed in', async () => {
    const { id } = await silence(ACME_TOKEN);
    const wall = await wallOf(ACME_TOKEN);
    for (const headers of [wall, {}]) {
      expect((await post('/alerts', MUTE, headers)).status).toBe(401);
      expect((await end(id, headers)).status).toBe(401);
      expect((await post('/alerts/test', {}, headers)).status).toBe(401);
    }
    expect((await service.ask('/alerts')).status).toBe(401);
  });

  it('says what is wrong while the database takes nothing, and stays as it was', async () => {
    const database = openMemoryDatabase();
    service = await startService({ database });
    provision(service, ['0003*210']);
    const { id } = await silence(ACME_TOKEN);
    database.prepare('PRAGMA query_only = 1').get();
    const refusals = [
      await post('/alerts', { ...MUTE, until: null }, bearer(ACME_TOKEN)),
      await end(id, bearer(ACME_TOKEN)),
    ];
    for (const response of refusals) {
      expect(response.status).toBe(503);
      expect(await response.text()).toContain('Make it writable for Rollcall.');
    }
    expect((await alertsOf(bearer(ACME_TOKEN))).silences).toMatchObject([{ id, ...MUTE }]);
  });

  it('says what a silence needs', async () => {
    const response = await post('/alerts', { ...MUTE, kind: 'snooze' }, bearer(ACME_TOKEN));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('with a kind of acknowledgement or mute');
  });
});

describe('/alerts/test', () => {
  it('takes one try in ten seconds of each account', async () => {
    const asked = () => post('/alerts/test', {}, bearer(ACME_TOKEN));
    expect(await (await asked()).json()).toEqual({ deliveries: [] });
    const refused = await asked();
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('10');
    expect((await post('/alerts/test', {}, bearer(ADMIN_TOKEN))).status).toBe(200);
    service.clock.advance(10_000);
    expect((await asked()).status).toBe(200);
  });
});
