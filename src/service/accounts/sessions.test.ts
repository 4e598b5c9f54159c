import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { createAccounts } from './account-store.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';

const TOKEN = 'the-start-token-of-a-test';
const DAY = 24 * 3600 * 1000;
const key = randomBytes(32);

let clock: FakeClock;
let sessions: Sessions;

const sessionsWith = (adminToken: string) =>
  createSessions({ key, withMark: createAccounts({ adminToken, key }).withMark, clock });

function begin(): Promise<Session> {
  const credential = createAccounts({ adminToken: TOKEN, key }).withToken(TOKEN);
  if (!credential) throw new Error('The token is good.');
  return sessions.begin(credential);
}

beforeEach(() => {
  clock = new FakeClock();
  sessions = sessionsWith(TOKEN);
});

describe('a session', () => {
  it('is read back from its cookie, by another service with the same key too', async () => {
    const session = await begin();
    expect(await sessions.read(session.cookie)).toEqual(session);
    expect(await sessionsWith(TOKEN).read(session.cookie)).toEqual(session);
    expect(session.account).toEqual({ id: 0, name: 'Administrator', role: 'administrator' });
    expect(session.expiresAtMs - session.issuedAtMs).toBe(30 * DAY);
  });

  it('ends after thirty days', async () => {
    const { cookie } = await begin();
    clock.advance(30 * DAY - 1000);
    expect(await sessions.read(cookie)).toBeDefined();
    clock.advance(1000);
    expect(await sessions.read(cookie)).toBeUndefined();
  });

  it('ends when the token that it was made with is no longer good', async () => {
    const { cookie } = await begin();
    expect(await sessionsWith('another-token-of-a-test').read(cookie)).toBeUndefined();
  });

  it('does not hold its token', async () => {
    const { cookie } = await begin();
    const claims = Buffer.from(cookie.split('.')[1] ?? '', 'base64url').toString();
    expect(claims).not.toContain(TOKEN);
  });

  it.each([
    ['no token at all', () => 'nonsense'],
    ['empty', () => ''],
    ['signed with another key', () => sign(randomBytes(32), 'rollcall-session')],
    ['signed for another purpose', () => sign(key, 'something-else')],
    ['without the claims of a session', () => sign(key, 'rollcall-session')],
  ])('is not read from a cookie that is %s', async (_what, cookie) => {
    expect(await sessions.read(await cookie())).toBeUndefined();
  });

  it('is not read from a cookie that names no algorithm', async () => {
    const [, claims] = (await begin()).cookie.split('.');
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await sessions.read(`${header}.${claims}.`)).toBeUndefined();
  });

  it('is renewed past half of its life, and keeps what its page repeats', async () => {
    const session = await begin();
    clock.advance(15 * DAY - 1000);
    expect(await sessions.renew(session)).toBe(session);
    clock.advance(2000);
    const renewed = await sessions.renew(session);
    expect(renewed.cookie).not.toBe(session.cookie);
    expect(renewed.xsrf).toBe(session.xsrf);
    expect(renewed.expiresAtMs).toBe(session.expiresAtMs + 15 * DAY + 1000);
    expect(await sessions.read(renewed.cookie)).toEqual(renewed);
  });
});

function sign(signingKey: Uint8Array, audience: string): Promise<string> {
  return new SignJWT({ sub: '0' })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setExpirationTime(Math.floor(clock.now() / 1000) + 60)
    .sign(signingKey);
}
