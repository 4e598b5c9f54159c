import { describe, expect, it } from 'vitest';
import { headerOf, headersOf } from '../../sip/message.ts';
import { startBench } from './test-bench.rig.ts';
import { answer, challengeOf, contactsOf, TestPhone, type TestRequest } from './test-phone.rig.ts';

const CONTACTS = ['<sip:210@192.0.2.10:5062>'];
const UNKNOWN = '<sip:0003*999@rollcall.example>';

async function startPhone(digest: 'md5' | 'sha-256' | 'off' = 'md5') {
  const bench = await startBench({ digest });
  return { ...bench, phone: new TestPhone(bench) };
}

describe('the challenge', () => {
  it('is a single one, of MD5 and auth', async () => {
    const { phone, told } = await startPhone();
    const response = phone.request({ contacts: CONTACTS });
    expect(response).toMatchObject({ status: 401, reason: 'Unauthorized' });
    expect(headersOf(response, 'WWW-Authenticate')).toEqual([
      expect.stringMatching(/^Digest realm="rollcall", nonce="[\w.]+", algorithm=MD5, qop="auth"$/),
    ]);
    expect(told).toEqual([]);
  });

  it('is the same for an extension that does not exist', async () => {
    const { phone } = await startPhone();
    const withoutNonce = (request: TestRequest) => {
      const { status, reason, headers } = phone.request({
        cseq: 1,
        contacts: CONTACTS,
        ...request,
      });
      const challenge = headers.find(({ name }) => name === 'WWW-Authenticate')?.value;
      return { status, reason, challenge: challenge?.replace(/nonce="[^"]*"/, '') };
    };
    expect(withoutNonce({ to: UNKNOWN })).toEqual(withoutNonce({}));
  });

  it('is not needed to ask whether the registrar is there', async () => {
    expect((await startPhone()).phone.request({ method: 'OPTIONS' }).status).toBe(200);
  });
});

describe('a password', () => {
  it.each(['md5', 'sha-256'] as const)('lets a phone in with %s', async (digest) => {
    const { phone, told } = await startPhone(digest);
    expect(phone.authenticate({ contacts: CONTACTS }).status).toBe(200);
    expect(told).toHaveLength(1);
  });

  it('is asked for in SHA-256 alone when that is chosen', async () => {
    const { phone } = await startPhone('sha-256');
    expect(challengeOf(phone.request()).algorithm).toBe('SHA-256');
    const lines = [answer({ ...challengeOf(phone.request()), algorithm: 'MD5' })];
    expect(phone.request({ contacts: CONTACTS, lines }).status).toBe(401);
  });

  it('is needed for taking back and for asking, too', async () => {
    const { phone } = await startPhone();
    phone.authenticate({ contacts: CONTACTS });
    expect(phone.request({ contacts: ['*'], expires: 0 }).status).toBe(401);
    const asked = phone.request();
    expect(asked.status).toBe(401);
    expect(contactsOf(asked)).toEqual([]);
  });

  it('serves several requests with one nonce', async () => {
    const { phone } = await startPhone();
    const lines = [answer(challengeOf(phone.request()))];
    expect(phone.request({ contacts: CONTACTS, lines }).status).toBe(200);
    expect(phone.request({ contacts: CONTACTS, lines }).status).toBe(200);
  });

  it.each([
    ['that is wrong', {}, { password: 'wrong' }],
    ['of nobody', { to: UNKNOWN }, { username: '0003*999' }],
    ['of a name that is none', {}, { username: `"; DROP ${'x'.repeat(5000)}` }],
  ])('%s is asked for again, not called stale', async (_, request, who) => {
    const { phone, told } = await startPhone();
    const response = phone.authenticate({ contacts: CONTACTS, ...request }, who);
    expect(response.status).toBe(401);
    expect(challengeOf(response).stale).toBe(false);
    expect(told).toEqual([]);
  });

  it('opens no other extension than its own', async () => {
    const { phone, told } = await startPhone();
    const response = phone.authenticate({ contacts: CONTACTS }, { username: '0003*211' });
    expect(response).toMatchObject({ status: 403, reason: 'Forbidden' });
    expect(told).toEqual([]);
  });

  it('that was changed counts from the next request on', async () => {
    let password = 'old';
    const bench = await startBench({ digest: 'md5', credentialsOf: () => ({ password }) });
    const phone = new TestPhone(bench);
    expect(phone.authenticate({}, { password: 'old' }).status).toBe(200);
    password = 'new';
    expect(phone.authenticate({}, { password: 'old' }).status).toBe(401);
    expect(phone.authenticate({}, { password: 'new' }).status).toBe(200);
  });
});

describe('credentials', () => {
  it('with a nonce of 300 s are good, and of more are stale', async () => {
    const { phone, clock } = await startPhone();
    const lines = [answer(challengeOf(phone.request()))];
    clock.advance(300_000);
    expect(phone.request({ lines }).status).toBe(200);
    clock.advance(1);
    const response = phone.request({ lines });
    expect(response.status).toBe(401);
    expect(challengeOf(response).stale).toBe(true);
  });

  it('with a nonce from before a restart, of somebody else or of nobody are stale', async () => {
    const bench = await startBench({ digest: 'md5' });
    const phone = new TestPhone(bench);
    const challenge = challengeOf(phone.request());
    const elsewhere = new TestPhone(bench, { address: '192.0.2.99' });
    const forged = { ...challenge, nonce: challenge.nonce.replace(/^\w+/, 'zzzzzzzzz') };
    const restarted = new TestPhone(await startBench({ digest: 'md5' }));
    for (const response of [
      restarted.request({ lines: [answer(challenge)] }),
      elsewhere.request({ lines: [answer(challenge)] }),
      phone.request({ lines: [answer(forged)] }),
      phone.request({ lines: [answer({ ...challenge, nonce: 'mine' })] }),
    ]) {
      expect(response.status).toBe(401);
      expect(challengeOf(response).stale).toBe(true);
    }
  });

  it.each([
    ['of an unknown scheme', 'Authorization: NoOneKnowsThisScheme opaque-data=here'],
    [
      'of a foreign realm',
      'Authorization: Digest username="0003*210", realm="x", nonce="n", response="r"',
    ],
    ['without a proof', 'Authorization: Digest username="0003*210", realm="rollcall", nonce="n"'],
    [
      'of another algorithm',
      'Authorization: Digest username="a", realm="rollcall", nonce="n", response="r", algorithm=token',
    ],
    ['that never end', 'Authorization: Digest username="0003*210'],
  ])('%s are answered with a challenge that is known', async (_, line) => {
    const { phone } = await startPhone();
    const response = phone.request({ contacts: CONTACTS, lines: [line] });
    expect(response.status).toBe(401);
    expect(challengeOf(response)).toMatchObject({ realm: 'rollcall', stale: false });
  });

  it('are found behind those for somebody else', async () => {
    const { phone } = await startPhone();
    const foreign = answer({ ...challengeOf(phone.request()), realm: 'elsewhere' });
    const lines = [foreign, answer(challengeOf(phone.request()))];
    expect(phone.request({ contacts: CONTACTS, lines }).status).toBe(200);
  });
});

describe('too many tries', () => {
  const WRONG = { password: 'wrong' };

  it('at one extension are put off, and come back one by one', async () => {
    const { phone, clock } = await startPhone();
    for (let n = 0; n < 10; n++) expect(phone.authenticate({}, WRONG).status).toBe(401);
    const refused = phone.authenticate({}, WRONG);
    expect(refused).toMatchObject({ status: 503, reason: 'Too Many Failed Tries' });
    expect(headerOf(refused, 'Retry-After')).toBe('6');
    // The right password helps as little, or it could be told from the wrong ones.
    expect(phone.authenticate().status).toBe(503);
    clock.advance(6_000);
    expect(phone.authenticate().status).toBe(200);
  });

  it('hinder neither other extensions nor other addresses', async () => {
    const bench = await startBench({ digest: 'md5' });
    const phone = new TestPhone(bench);
    for (let n = 0; n < 11; n++) phone.authenticate({}, WRONG);
    const to = '<sip:0003*211@rollcall.example>';
    expect(phone.authenticate({ to }, { username: '0003*211' }).status).toBe(200);
    expect(new TestPhone(bench, { address: '192.0.2.11' }).authenticate().status).toBe(200);
  });

  it('are counted together in one IPv6 network', async () => {
    const bench = await startBench({ digest: 'md5' });
    const via = 'SIP/2.0/UDP phone.example;rport;branch=z9hG4bK1';
    const tryFrom = (address: string, who = {}) =>
      new TestPhone(bench, { address }).authenticate({ via }, who).status;
    for (let n = 0; n < 10; n++) expect(tryFrom(`2001:db8:0:1::${n}`, WRONG)).toBe(401);
    expect(tryFrom('2001:db8:0:1::a')).toBe(503);
    expect(tryFrom('2001:db8:0:2::a')).toBe(200);
  });

  it('from one address are put off, whatever names they try', async () => {
    const { phone, clock } = await startPhone();
    for (let n = 0; n < 100; n++) phone.authenticate({}, { username: `guess-${n}` });
    expect(phone.authenticate().status).toBe(503);
    clock.advance(60_000);
    expect(phone.authenticate().status).toBe(200);
  });

  it('are logged once a minute, without what was tried', async () => {
    const { phone, clock, logged } = await startPhone();
    logged.length = 0;
    const tryOften = () => {
      for (let n = 0; n < 30; n++) phone.authenticate({}, WRONG);
    };
    tryOften();
    expect(logged).toEqual([
      'Too many wrong passwords from this address; further tries are put off. {"address":"192.0.2.10"}',
    ]);
    clock.advance(60_000);
    tryOften();
    expect(logged).toHaveLength(2);
  });
});

describe('without passwords', () => {
  it('lets every extension in that exists', async () => {
    const { phone } = await startPhone('off');
    expect(phone.request({ contacts: CONTACTS }).status).toBe(200);
  });

  it('answers 404 for one that does not', async () => {
    const { phone, told } = await startPhone('off');
    const response = phone.request({ contacts: CONTACTS, to: UNKNOWN });
    expect(response).toMatchObject({ status: 404, reason: 'Not Found' });
    expect(told).toEqual([]);
  });
});
