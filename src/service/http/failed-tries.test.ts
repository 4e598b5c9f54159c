import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMIN_TOKEN,
  bearer,
  type RunningService,
  signIn,
  startService,
} from './running-service.rig.ts';

const LISTING = '/uapi/extensions/@me/@self/presence';
const WRONG = bearer('a-guess-at-somebodys-token');

let service: RunningService;
beforeEach(async () => {
  service = await startService({ trustedProxies: ['127.0.0.1'] });
});

const ask = (headers: Record<string, string>) => service.ask(LISTING, { headers });
const from = (source: string) => ({ 'X-Forwarded-For': source });

/** As many wrong tries as an address has. */
async function spendAllTries(headers: Record<string, string> = {}): Promise<void> {
  for (let n = 0; n < 60; n++) expect((await ask({ ...WRONG, ...headers })).status).toBe(401);
}

describe('after sixty wrong tokens from one address', () => {
  it('tokens from there are put off, the right one too, for as long as Retry-After says', async () => {
    await spendAllTries();
    const response = await ask(bearer(ADMIN_TOKEN));
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('1');
    expect(response.headers.get('WWW-Authenticate')).toBeNull();
    expect(await response.json()).toEqual({
      error: {
        code: 'too_many_requests',
        message: 'Too many requests. Please try again later.',
      },
    });
    service.clock.advance(1_000);
    expect((await ask(bearer(ADMIN_TOKEN))).status).toBe(204);
  });

  it('signing in from there is put off as well', async () => {
    await spendAllTries();
    expect((await signIn(service)).response.status).toBe(429);
  });

  it('boards that are signed in go on', async () => {
    const { headers } = await signIn(service);
    await spendAllTries();
    expect((await ask(headers)).status).toBe(204);
  });

  it('other addresses go on, as the trusted proxy tells them', async () => {
    await spendAllTries(from('192.0.2.1'));
    expect((await ask({ ...bearer(ADMIN_TOKEN), ...from('192.0.2.1') })).status).toBe(429);
    expect((await ask({ ...bearer(ADMIN_TOKEN), ...from('192.0.2.2') })).status).toBe(204);
  });

  it('it helps nobody to say that they come from elsewhere, without a proxy that is trusted', async () => {
    service = await startService();
    await spendAllTries(from('192.0.2.1'));
    expect((await ask({ ...bearer(ADMIN_TOKEN), ...from('192.0.2.2') })).status).toBe(429);
  });
});

it('counts no request without credentials, and no cookie, as a try', async () => {
  for (let n = 0; n < 61; n++) {
    expect((await ask({})).status).toBe(401);
    expect((await ask({ Cookie: 'dev=forged; xsrf-token=x', 'x-xsrf-token': 'x' })).status).toBe(
      401,
    );
  }
  expect((await ask(bearer(ADMIN_TOKEN))).status).toBe(204);
});
