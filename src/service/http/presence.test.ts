import { request } from 'node:http';
import { beforeEach, describe, expect, it } from 'vitest';
import { parsePresence, presenceSchema } from '../../contract/presence.ts';
import {
  ACME_TOKEN,
  ADMIN_TOKEN,
  ANN_TOKEN,
  bearer,
  provision,
  type RunningService,
  startService,
} from './running-service.rig.ts';

const SELF = '/uapi/extensions/@me/@self/presence';
const EXAMPLE =
  '[{"startIndex":0,"totalResults":1,"itemsPerPage":20,"filtered":false,"sorted":false,"entry":[{"extension":"0003*210","status":0,"registration":[{"agent":"3CXPhone 5.0.14439.0","registration":"-1","expire":"2011-02-10T15:10:55Z"}]}]}]';

/** A service that holds what the example of the documentation lists, on that day: its phone has just unregistered. */
async function startExample(options: Parameters<typeof startService>[0] = {}) {
  const service = await startService({ now: '2011-02-10T15:10:55Z', ...options });
  provision(service, ['0003*210']);
  const phone = { extension: '0003*210', device: 'phone', agent: '3CXPhone 5.0.14439.0' };
  service.directory.registered(phone, service.clock.now() + 60_000);
  service.directory.unregistered(phone, service.clock.now());
  return service;
}

/** Sends a request target exactly as it is written, which fetch would not. */
function askRaw(
  { port }: RunningService,
  { target, method = 'GET', body }: { target: string; method?: string; body?: string },
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = bearer(ADMIN_TOKEN);
    const outgoing = request({ host: '127.0.0.1', port, path: target, method, headers });
    outgoing.on('error', reject);
    outgoing.on('response', async (incoming) => {
      const chunks: Buffer[] = await incoming.toArray();
      resolve({ status: incoming.statusCode, text: Buffer.concat(chunks).toString() });
    });
    outgoing.end(body);
  });
}

describe('the example of the documentation', () => {
  let service: RunningService;
  beforeEach(async () => {
    service = await startExample();
  });

  it('is answered to the letter', async () => {
    const response = await service.get(SELF);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.text()).toBe(EXAMPLE);
  });

  it.each([
    '/uapi/extensions/@me/@self/presence',
    '/uapi/extensions/@me/@self/presence/',
    '/uapi/extensions/%40me/%40self/presence',
    '/uapi/extensions/%40me/%40self/presence/',
    '/uapi/extensions/@viewer/@self/presence',
    '/uapi/extensions/0/@self/presence',
    '/uapi/extensions/@me/0003*210/presence',
    '/uapi/extensions/@me/0003%2A210/presence',
    '/uapi/extensions/@me/0003%2a210/presence/',
    '/uapi/extensions/@owner/0003*210/presence',
    '/uapi/extensions/12/0003*210/presence',
    '/uapi/extensions/3/@self/presence?unknown=parameter',
  ])('is answered at %s, without a redirect', async (target) => {
    expect(await askRaw(service, { target })).toEqual({ status: 200, text: EXAMPLE });
  });

  it('is answered to a request target in absolute form', async () => {
    const target = `http://pbx.example.net${SELF}`;
    expect(await askRaw(service, { target })).toEqual({ status: 200, text: EXAMPLE });
  });

  it('is answered to POST, whatever its body', async () => {
    const body = '&this=is not read';
    expect(await askRaw(service, { target: SELF, method: 'POST', body })).toEqual({
      status: 200,
      text: EXAMPLE,
    });
    expect(await askRaw(service, { target: `${SELF}/`, method: 'POST' })).toEqual({
      status: 200,
      text: EXAMPLE,
    });
  });

  it('is answered to HEAD without its body, with the headers of GET', async () => {
    const [get, head] = [await service.get(SELF), await service.get(SELF, { method: 'HEAD' })];
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['Content-Type', 'Content-Length', 'ETag', 'Cache-Control', 'Date']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('refuses %s', async (method) => {
    const { status, text } = await askRaw(service, { target: SELF, method });
    expect(status).toBe(501);
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'request_not_implemented',
        message:
          'You are not allowed to make the request because the operation is not implemented.',
      },
    });
  });
});

describe('an answer', () => {
  let service: RunningService;
  const phone = { extension: '0003*210', device: 'phone', agent: 'Linphonec/5.1.65' };
  const entries = async (path = SELF) =>
    parsePresence(await (await service.get(path)).json()).entry;

  beforeEach(async () => {
    service = await startService();
    provision(service, ['0003*211', '0003*210', '0004*210']);
  });

  it('has the exact shape', async () => {
    service.directory.registered(phone, service.clock.now() + 60_000);
    const json = await (await service.get(SELF)).json();
    expect(presenceSchema.parse(json)).toEqual(json);
  });

  it('tells a registration that lives, one that ran out, one that never was, and one that need not be', async () => {
    const directory = service.directory;
    directory.provision(
      ['1', '2', '3', '4'].map((number) => ({ number, name: '', static: number === '4' })),
    );
    directory.registered({ ...phone, extension: '1' }, service.clock.now() + 120_000);
    directory.registered({ ...phone, extension: '2' }, service.clock.now() + 60_000);
    service.clock.advance(60_000);
    expect(await entries()).toEqual([
      {
        extension: '1',
        status: 1,
        registration: [
          { agent: 'Linphonec/5.1.65', registration: '1', expire: '2026-11-23T14:32:00Z' },
        ],
      },
      {
        extension: '2',
        status: 0,
        registration: [{ agent: 'Linphonec/5.1.65', registration: '-2' }],
      },
      { extension: '3', status: 0, registration: [{ agent: '', registration: '-1' }] },
      { extension: '4', status: 0, registration: [{ agent: '', registration: '2' }] },
    ]);
  });

  it('holds one registration for each device', async () => {
    service.directory.registered(phone, service.clock.now() + 60_000);
    service.directory.registered(
      { ...phone, device: 'desk', agent: 'Snom' },
      service.clock.now() + 60_000,
    );
    const [entry] = await entries('/uapi/extensions/@me/0003*210/presence');
    expect(entry?.registration?.map(({ agent }) => agent)).toEqual(['Linphonec/5.1.65', 'Snom']);
  });

  it.each([
    ['an administrator', ADMIN_TOKEN, ['0003*210', '0003*211', '0004*210']],
    ['an organization', ACME_TOKEN, ['0003*210', '0003*211']],
    ['a user', ANN_TOKEN, ['0003*210']],
  ])('lists to %s what is under it', async (_who, token, numbers) => {
    const response = await service.ask(SELF, { headers: bearer(token) });
    const { entry, totalResults } = parsePresence(await response.json());
    expect(entry.map(({ extension }) => extension)).toEqual(numbers);
    expect(totalResults).toBe(numbers.length);
  });

  it('gives the short form of a number in its extended form', async () => {
    const response = await service.ask('/uapi/extensions/@me/211/presence', {
      headers: bearer(ACME_TOKEN),
    });
    expect(parsePresence(await response.json()).entry[0]?.extension).toBe('0003*211');
  });

  it('carries the time of the service', async () => {
    service.clock.advance(1500);
    expect((await service.get(SELF)).headers.get('Date')).toBe('Mon, 23 Nov 2026 14:30:01 GMT');
  });

  it('is sent compressed when that is asked for and worth it', async () => {
    provision(
      service,
      Array.from({ length: 100 }, (_, index) => `${1000 + index}`),
    );
    const path = `${SELF}?count=100`;
    const plain = await service.get(path, { headers: { 'Accept-Encoding': 'identity' } });
    const body = await plain.text();
    expect(plain.headers.get('Content-Encoding')).toBeNull();
    // fetch unpacks what it receives, so a wrong coding would fail here.
    for (const [accept, coding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip;q=1.0, br;q=0', 'gzip'],
    ] as const) {
      const response = await service.get(path, { headers: { 'Accept-Encoding': accept } });
      expect(response.headers.get('Content-Encoding')).toBe(coding);
      expect(response.headers.get('Vary')).toBe('Accept-Encoding');
      expect(Number(response.headers.get('Content-Length'))).toBeLessThan(body.length);
      expect(await response.text()).toBe(body);
      expect(response.headers.get('ETag')).toBe(plain.headers.get('ETag'));
    }
    const none = 'br;q=0, gzip;q=0.0, identity';
    const refused = await service.get(path, { headers: { 'Accept-Encoding': none } });
    expect(refused.headers.get('Content-Encoding')).toBeNull();
    expect(await refused.text()).toBe(body);
    const head = { method: 'HEAD', headers: { 'Accept-Encoding': 'br' } };
    const headed = await service.get(path, head);
    expect(headed.headers.get('Content-Encoding')).toBe('br');
    expect(await headed.text()).toBe('');
    const small = await service.get(`${SELF}?count=1`, { headers: { 'Accept-Encoding': 'br' } });
    expect(small.headers.get('Content-Encoding')).toBeNull();
  });
});
