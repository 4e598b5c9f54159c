import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FakeClock } from '../../fake-clock.rig.ts';
import { FIRST } from '../../test-certificates.rig.ts';
import { APP, BASE_URL, registered, Upstream } from './upstream.rig.ts';
import { createUpstreamClient } from './upstream-client.ts';

let clock: FakeClock;
let upstream: Upstream;
const { signal } = new AbortController();

beforeEach(() => {
  clock = new FakeClock();
  upstream = new Upstream(clock);
  upstream.entries = () => [registered('0003*210', clock.now() + 60_000)];
});

const client = (given: { baseUrl?: string; appSecret?: string; fetch?: typeof fetch } = {}) =>
  createUpstreamClient(
    { baseUrl: BASE_URL, ...APP, ...given },
    { fetch: upstream.fetch, clock, ...given },
  );
const page = (of = client()) => of.page({ count: 5000, startIndex: 0 }, { signal });
/** Answers the listing, and no request for a token, with this. */
function answerList(body: string | null, init: ResponseInit): void {
  upstream.answer = ({ url }) => (url.includes('token.php') ? undefined : new Response(body, init));
}

describe('the token of an App', () => {
  it('is asked for once, and anew shortly before it ends', async () => {
    const asked = client({ baseUrl: `${BASE_URL}/voipnow/` });
    const { collection } = await page(asked);
    expect(collection?.entry).toMatchObject([{ extension: '0003*210', status: 1 }]);
    await page(asked);
    expect(upstream.requests).toEqual([
      'POST /voipnow/oauth/token.php',
      'GET /voipnow/uapi/extensions/@me/@self/presence?count=5000&startIndex=0',
      'GET /voipnow/uapi/extensions/@me/@self/presence?count=5000&startIndex=0',
    ]);
    clock.advance(7150_000);
    await page(asked);
    expect(upstream.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  });

  it.each([[undefined], ['soon'], ['7200'], [7200]])(
    'is used when it is said to be good for %j',
    async (expires_in) => {
      upstream.answer = ({ url }) =>
        url.includes('token.php')
          ? Response.json({ access_token: 'token-0', expires_in })
          : undefined;
      const asked = client();
      await page(asked);
      clock.advance(3_600_000);
      await page(asked);
      expect(upstream.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
    },
  );

  it('is asked for anew when it is refused', async () => {
    const asked = client();
    await page(asked);
    upstream.forgetTokens();
    expect((await page(asked)).collection?.entry).toHaveLength(1);
  });

  it.each([401, 403])(
    'is asked for once more, and no further, when the list is answered %i',
    async (status) => {
      const asked = client();
      await page(asked);
      answerList('{}', { status });
      upstream.requests.length = 0;
      await expect(page(asked)).rejects.toMatchObject({ reason: 'unauthorized' });
      expect(upstream.requests.map((request) => request.split(' ')[0])).toEqual([
        'GET',
        'POST',
        'GET',
      ]);
    },
  );

  it('is refused with the places to look at, and without the secret', async () => {
    const refused = page(client({ appSecret: 'a wrong secret' }));
    await expect(refused).rejects.toMatchObject({
      reason: 'unauthorized',
      message:
        'pbx.example.net refuses the App my-app. Look at unifiedApi.appId and unifiedApi.appSecret.',
    });
    upstream.answer = () => Response.json({ error: 'invalid_client' }, { status: 400 });
    await expect(page()).rejects.toMatchObject({ reason: 'unauthorized' });
    upstream.answer = () => new Response('<h1>Sign in</h1>');
    await expect(page()).rejects.toMatchObject({
      reason: 'bad-answer',
      message: 'pbx.example.net answers something else than a token. Look at unifiedApi.baseUrl.',
    });
  });
});

describe('a page of the list', () => {
  it('is empty for 204', async () => {
    upstream.entries = () => [];
    expect((await page()).collection).toMatchObject({ totalResults: 0, entry: [] });
  });

  it('tells when it was answered, by its own clock', async () => {
    upstream.aheadMs = 3_600_000;
    const { time } = await page();
    expect(time).toEqual({
      dateMs: clock.now() + 3_600_000,
      sentAtMs: clock.now(),
      receivedAtMs: clock.now(),
    });
  });

  it.each<[string, ResponseInit & { body?: string }, string, string]>([
    [
      '403',
      { status: 403 },
      'unauthorized',
      'pbx.example.net does not let the App my-app list extensions (403). Give its account the right to.',
    ],
    [
      '404',
      { status: 404 },
      'bad-answer',
      'pbx.example.net answers 404 where its Presence Service should be. Look at unifiedApi.baseUrl.',
    ],
    [
      'a fault of its own',
      { status: 502 },
      'other',
      'pbx.example.net answers 502: it reports a fault of its own. Look at its log.',
    ],
    [
      'a page of another program',
      { body: '<h1>Welcome to our Wi-Fi</h1>' },
      'bad-answer',
      'pbx.example.net answers something else than a list of extensions. A proxy or a sign-in page may stand between. Look at unifiedApi.baseUrl.',
    ],
    [
      'an error with 200',
      { body: '{"error":{"code":"x"}}' },
      'bad-answer',
      'pbx.example.net answers something else than a list of extensions. A proxy or a sign-in page may stand between. Look at unifiedApi.baseUrl.',
    ],
    [
      'half a list',
      { body: '[{"startIndex":0,"totalResults":1,"entry":[{"exten' },
      'bad-answer',
      'pbx.example.net answers something else than a list of extensions. A proxy or a sign-in page may stand between. Look at unifiedApi.baseUrl.',
    ],
    [
      '304 to whoever has nothing',
      { status: 304 },
      'bad-answer',
      'pbx.example.net answers 304 where its Presence Service should be. Look at unifiedApi.baseUrl.',
    ],
    [
      'a redirect, which is not followed',
      { status: 302, headers: { Location: 'https://elsewhere.example/login?secret=x' } },
      'bad-answer',
      'pbx.example.net redirects to elsewhere.example (302). Give the address that it redirects to as unifiedApi.baseUrl.',
    ],
    [
      'a redirect on the same host',
      { status: 301, headers: { Location: '/other' } },
      'bad-answer',
      'pbx.example.net redirects to another address (301). Give the address that it redirects to as unifiedApi.baseUrl.',
    ],
  ])('is none: %s', async (_, { body = null, ...init }, reason, message) => {
    answerList(body, init);
    await expect(page()).rejects.toMatchObject({ reason, message });
  });

  it('waits as long as upstream asks for, up to five minutes', async () => {
    const waitOf = async (retryAfter: string) => {
      answerList('{}', { status: 429, headers: { 'Retry-After': retryAfter } });
      return page().catch((fault: unknown) => fault);
    };
    expect(await waitOf('90')).toMatchObject({ reason: 'other', retryAfterMs: 90_000 });
    expect(await waitOf('86400')).toMatchObject({ retryAfterMs: 300_000 });
    expect(await waitOf('soon')).toMatchObject({
      retryAfterMs: 0,
      message:
        'pbx.example.net asks to be asked less often (429). Give a longer unifiedApi.everySeconds.',
    });
  });

  it('is not read without end', async () => {
    const part = new Uint8Array(8 * 1024 * 1024).fill(32);
    let parts = 0;
    const body = new ReadableStream({
      pull(controller) {
        parts += 1;
        controller.enqueue(part);
      },
    });
    upstream.answer = ({ url }) => (url.includes('token') ? undefined : new Response(body));
    await expect(page()).rejects.toMatchObject({
      reason: 'bad-answer',
      message: 'pbx.example.net answers more than any list of extensions is.',
    });
    expect(parts).toBeLessThan(12);
  });
});

describe('a connection', () => {
  /** A server on loopback that does what the test says; gives its address. */
  async function serverThat(listener: RequestListener, tls?: { cert: string; key: string }) {
    const server = tls ? createTlsServer(tls, listener) : createServer(listener);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    return { host, close: () => server.close() };
  }
  const pageFrom = (baseUrl: string) => page(client({ baseUrl, fetch }));

  it('is refused where nobody listens', async () => {
    const { host, close } = await serverThat(() => {});
    close();
    await expect(pageFrom(`http://${host}`)).rejects.toMatchObject({
      reason: 'refused',
      message: `${host} refuses the connection. Start what should listen there, or correct the port.`,
    });
  });

  it('has ten seconds for an answer', async () => {
    const { host } = await serverThat(() => clock.advance(10_000));
    await expect(pageFrom(`http://${host}`)).rejects.toMatchObject({
      reason: 'timed-out',
      message: `${host} did not answer in time. Look whether it runs, and whether a firewall stands between.`,
    });
    expect(clock.waiting).toBe(0);
  });

  it('has ten seconds for an answer that was begun, too', async () => {
    const { host } = await serverThat((_, response) => {
      response.write('[', () => clock.advance(10_000));
    });
    await expect(pageFrom(`http://${host}`)).rejects.toMatchObject({ reason: 'timed-out' });
  });

  it('is not trusted with a certificate that nobody signed', async () => {
    const { host } = await serverThat(() => {}, FIRST);
    await expect(pageFrom(`https://${host}`)).rejects.toMatchObject({
      reason: 'tls',
      message: expect.stringContaining(host),
    });
  });

  it('is not led elsewhere', async () => {
    const asked: unknown[] = [];
    const { host: elsewhere } = await serverThat((request) => asked.push(request.url));
    const { host } = await serverThat((_, response) => {
      response.writeHead(307, { Location: `http://${elsewhere}/oauth/token.php` }).end();
    });
    await expect(pageFrom(`http://${host}`)).rejects.toMatchObject({
      reason: 'bad-answer',
      message: `${host} redirects to ${elsewhere} (307). Give the address that it redirects to as unifiedApi.baseUrl.`,
    });
    expect(asked).toEqual([]);
  });

  it('may break in the middle of an answer', async () => {
    const { host } = await serverThat((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('[', () => response.destroy());
    });
    await expect(pageFrom(`http://${host}`)).rejects.toMatchObject({ reason: 'other' });
  });

  it('ends when it is not wanted any more', async () => {
    const ending = new AbortController();
    const { host } = await serverThat(() => ending.abort(new Error('Closed.')));
    const asked = client({ baseUrl: `http://${host}`, fetch }).page({}, { signal: ending.signal });
    await expect(asked).rejects.toThrow('Closed.');
    expect(clock.waiting).toBe(0);
  });
});
