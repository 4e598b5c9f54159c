import { beforeEach, describe, expect, it } from 'vitest';
import {
  ANN_TOKEN,
  bearer,
  provision,
  type RunningService,
  startService,
} from './running-service.rig.ts';

const SELF = '/uapi/extensions/@me/@self/presence';
/** A service that holds what the example of the documentation lists, on that day: its phone has just unregistered. */
async function startExample(options: Parameters<typeof startService>[0] = {}) {
  const service = await startService({ now: '2011-02-10T15:10:55Z', ...options });
  provision(service, ['0003*210']);
  const phone = { extension: '0003*210', device: 'phone', agent: '3CXPhone 5.0.14439.0' };
  service.directory.registered(phone, service.clock.now() + 60_000);
  service.directory.unregistered(phone, service.clock.now());
  return service;
}

describe('an extension that nothing matches', () => {
  const nothing = `${SELF}?filterBy=extension&filterValue=999`;

  it('is 204 without a body', async () => {
    const response = await (await startExample()).get(nothing);
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    expect(response.headers.get('Cache-Control')).toBe('no-cache, private');
  });

  it('is 204 for an account without extensions', async () => {
    const service = await startService();
    const response = await service.ask(SELF, { headers: bearer(ANN_TOKEN) });
    expect(response.status).toBe(204);
  });

  it('is an empty collection where the service is set so', async () => {
    const response = await (await startExample({ emptyAs: 200 })).get(nothing);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(
      '[{"startIndex":0,"totalResults":0,"itemsPerPage":20,"filtered":true,"sorted":false,"entry":[]}]',
    );
  });

  it('is not what a page beyond the end is: that tells how many there are', async () => {
    const response = await (await startExample()).get(`${SELF}?startIndex=20`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(
      '[{"startIndex":20,"totalResults":1,"itemsPerPage":20,"filtered":false,"sorted":false,"entry":[]}]',
    );
  });
});

describe('a conditional request', () => {
  let service: RunningService;
  beforeEach(async () => {
    service = await startExample();
  });
  const etagOf = async (path = SELF) => {
    const etag = (await service.get(path)).headers.get('ETag');
    if (!etag) throw new Error('Every answer with a body has a validator.');
    return etag;
  };
  const ifNoneMatch = (etag: string, path = SELF) =>
    service.get(path, { headers: { 'If-None-Match': etag } });

  it('is 304 without a body while the answer is the same', async () => {
    const etag = await etagOf();
    const response = await ifNoneMatch(etag);
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(response.headers.get('ETag')).toBe(etag);
    expect(response.headers.get('Cache-Control')).toBe('no-cache, private');
    expect(response.headers.get('Date')).toBe('Thu, 10 Feb 2011 15:10:55 GMT');
  });

  it('is 304 for one of several validators, weak or strong, and for any', async () => {
    const etag = await etagOf();
    expect((await ifNoneMatch(`"other", ${etag}`)).status).toBe(304);
    expect((await ifNoneMatch(etag.replace('W/', ''))).status).toBe(304);
    expect((await ifNoneMatch('*')).status).toBe(304);
    expect((await ifNoneMatch('"other"')).status).toBe(200);
  });

  it('is 304 to HEAD and to POST too, and for the body in any coding', async () => {
    const numbers = Array.from({ length: 100 }, (_, index) => `${1000 + index}`);
    provision(service, numbers);
    const path = `${SELF}?count=100`;
    const headers = { 'If-None-Match': await etagOf(path), 'Accept-Encoding': 'br' };
    for (const method of ['GET', 'HEAD', 'POST']) {
      const response = await service.get(path, { method, headers });
      expect(response.status).toBe(304);
      expect(response.headers.get('Vary')).toBe('Accept-Encoding');
      expect(response.headers.get('Content-Encoding')).toBeNull();
      expect(response.headers.get('Content-Type')).toBeNull();
      expect(await response.text()).toBe('');
    }
  });

  it('is 200 again when the answer has changed, and 304 when it has changed back', async () => {
    const etag = await etagOf();
    const number = { name: '', static: false };
    service.directory.provision([
      { number: '0003*210', ...number },
      { number: '0003*211', ...number },
    ]);
    expect((await ifNoneMatch(etag)).status).toBe(200);
    expect(await etagOf()).not.toBe(etag);
    provision(service, ['0003*210']);
    expect((await ifNoneMatch(etag)).status).toBe(304);
  });

  it('is 304 for a request that does not show what has changed', async () => {
    const path = `${SELF}?fields=extension`;
    const etag = await etagOf(path);
    const phone = { extension: '0003*210', device: 'other', agent: 'Snom' };
    service.directory.registered(phone, service.clock.now() + 60_000);
    expect((await ifNoneMatch(etag, path)).status).toBe(304);
  });

  it('has validators that differ where the answers do', async () => {
    const paths = [SELF, `${SELF}?count=5`, `${SELF}?sortOrder=desc`, `${SELF}?fields=status`];
    const etags = await Promise.all(paths.map((path) => etagOf(path)));
    expect(new Set(etags).size).toBe(paths.length);
  });

  it('is refused like any other to whoever is not signed in', async () => {
    const headers = { 'If-None-Match': await etagOf() };
    expect((await service.ask(SELF, { headers })).status).toBe(401);
  });
});
