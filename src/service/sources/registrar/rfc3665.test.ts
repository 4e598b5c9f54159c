import { expect, it } from 'vitest';
import { headerOf } from '../../sip/message.ts';
import { startBench } from './test-bench.rig.ts';
import { answer, challengeOf, contactsOf, TestPhone } from './test-phone.rig.ts';

// RFC 3665 section 2, its five flows with its own messages; only names and passwords are ours.

const BOB = '<sips:bob@client.biloxi.example.com>';

async function bobsPhone(): Promise<TestPhone> {
  const credentialsOf = (user: string) => (user === 'bob' ? { password: 'zanzibar' } : undefined);
  const bench = await startBench({ digest: 'md5', realm: 'atlanta.example.com', credentialsOf });
  return new TestPhone(bench, { address: '192.0.2.201' });
}

const REGISTER = {
  uri: 'sips:ss2.biloxi.example.com',
  to: 'Bob <sips:bob@biloxi.example.com>',
  via: 'SIP/2.0/TLS client.biloxi.example.com:5061;branch=z9hG4bKnashds7',
};
const AS_BOB = { username: 'bob', password: 'zanzibar', uri: REGISTER.uri };

/** Sends it without and then with credentials, which is how every flow of the RFC begins. */
function register(phone: TestPhone, request: { contacts?: string[]; expires?: number }) {
  const challenge = challengeOf(phone.request({ ...REGISTER, ...request }));
  return phone.request({ ...REGISTER, ...request, lines: [answer(challenge, AS_BOB)] });
}

it('2.1 Successful New Registration', async () => {
  const phone = await bobsPhone();
  const unauthorized = phone.request({ ...REGISTER, contacts: [BOB] });
  expect(unauthorized).toMatchObject({ status: 401, reason: 'Unauthorized' });
  expect(headerOf(unauthorized, 'WWW-Authenticate')).toMatch(
    /^Digest realm="atlanta\.example\.com", nonce="[^"]+", algorithm=MD5, qop="auth"$/,
  );
  expect(headerOf(unauthorized, 'Via')).toBe(`${REGISTER.via};received=192.0.2.201`);
  const ok = register(phone, { contacts: [BOB] });
  expect(ok).toMatchObject({ status: 200, reason: 'OK' });
  expect(contactsOf(ok)).toEqual([`${BOB};expires=3600`]);
  expect(headerOf(ok, 'To')).toMatch(/^Bob <sips:bob@biloxi\.example\.com>;tag=\w+$/);
});

it('2.2 Update of Contact List', async () => {
  const phone = await bobsPhone();
  register(phone, { contacts: [BOB] });
  const ok = register(phone, { contacts: ['mailto:bob@biloxi.example.com'] });
  expect(ok.status).toBe(200);
  expect(contactsOf(ok)).toEqual([
    '<mailto:bob@biloxi.example.com>;expires=3600',
    `${BOB};expires=3600`,
  ]);
});

it('2.3 Request for Current Contact List', async () => {
  const phone = await bobsPhone();
  register(phone, { contacts: [BOB, 'mailto:bob@biloxi.example.com;expires=4294967295'] });
  const ok = register(phone, {});
  expect(ok.status).toBe(200);
  expect(contactsOf(ok)).toEqual([
    '<mailto:bob@biloxi.example.com>;expires=86400',
    `${BOB};expires=3600`,
  ]);
});

it('2.4 Cancellation of Registration', async () => {
  const phone = await bobsPhone();
  register(phone, { contacts: [BOB] });
  const ok = register(phone, { contacts: ['*'], expires: 0 });
  expect(ok.status).toBe(200);
  expect(contactsOf(ok)).toEqual([]);
});

it('2.5 Unsuccessful Registration', async () => {
  const phone = await bobsPhone();
  const challenge = challengeOf(phone.request({ ...REGISTER, contacts: [BOB] }));
  const wrong = answer(challenge, { ...AS_BOB, password: 'wrong' });
  const refused = phone.request({ ...REGISTER, contacts: [BOB], lines: [wrong] });
  expect(refused.status).toBe(401);
  expect(challengeOf(refused).stale).toBe(false);
  expect(contactsOf(register(phone, {}))).toEqual([]);
});
