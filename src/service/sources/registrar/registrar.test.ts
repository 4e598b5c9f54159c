import { expect, it } from 'vitest';
import { headerOf } from '../../sip/message.ts';
import { startBench } from './test-bench.ts';
import { contactsOf, TestPhone } from './test-phone.ts';

const CONTACT = '<sip:210@192.0.2.10:5062>';

it('registers a phone: on the disk, in the directory, and told so', async () => {
  const bench = await startBench();
  const phone = new TestPhone(bench);
  const response = phone.request({ contacts: [CONTACT], expires: 60, agent: 'Phone/1' });
  expect(response).toMatchObject({ status: 200, reason: 'OK' });
  expect(contactsOf(response)).toEqual([`${CONTACT};expires=60`]);
  expect(headerOf(response, 'Date')).toBe('Mon, 23 Nov 2026 14:30:00 GMT');
  expect(bench.told).toEqual([
    'registered 0003*210 sip:210@192.0.2.10:5062 (Phone/1) until 14:31:00',
  ]);
});

it('registers with a password', async () => {
  const phone = new TestPhone(await startBench({ digest: 'md5' }));
  expect(phone.request({ contacts: [CONTACT] }).status).toBe(401);
  expect(phone.authenticate({ contacts: [CONTACT] }).status).toBe(200);
  expect(phone.authenticate({ contacts: [CONTACT] }, { password: 'wrong' }).status).toBe(401);
});
