import { expect, it } from 'vitest';
import { headersOf } from '../../sip/message.ts';
import { startBench } from './test-bench.rig.ts';
import { contactsOf, TestPhone } from './test-phone.rig.ts';

const CONTACT = '<sip:210@192.0.2.10:5062>';
const OTHER = '<sip:210@192.0.2.11:5062>';
const INSTANCE = '+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>"';

async function startPhone() {
  const bench = await startBench();
  return { ...bench, phone: new TestPhone(bench) };
}

it.each([
  ['its scheme and host in other capitals', '<SIP:210@PHONE.Example:5062;transport=UDP>'],
  ['its user escaped', '<sip:%3210@phone.example:5062;transport=udp>'],
  ['another display name', '"Ann" <sip:210@phone.example:5062;transport=udp>'],
  ['a parameter that decides nothing', '<sip:210@phone.example:5062;transport=udp;ob>'],
])('is the same with %s', async (_, contact) => {
  const { phone } = await startPhone();
  phone.request({ contacts: ['<sip:210@phone.example:5062;transport=udp>'], expires: 60 });
  expect(contactsOf(phone.request({ contacts: [contact], expires: 90 }))).toHaveLength(1);
});

it.each([
  ['user', '<sip:211@192.0.2.10:5062>'],
  ['host', '<sip:210@192.0.2.11:5062>'],
  ['port', '<sip:210@192.0.2.10>'],
  ['scheme', '<sips:210@192.0.2.10:5062>'],
  ['transport', '<sip:210@192.0.2.10:5062;transport=tcp>'],
])('is another with another %s', async (_, contact) => {
  const { phone } = await startPhone();
  phone.request({ contacts: [CONTACT], expires: 60 });
  expect(contactsOf(phone.request({ contacts: [contact], expires: 60 }))).toHaveLength(2);
});

it('stays the same device in the directory when its Contact is spelled otherwise', async () => {
  const { phone, told } = await startPhone();
  phone.request({ contacts: ['<sip:210@phone.example>'], expires: 60 });
  phone.request({ contacts: ['<sip:210@PHONE.example>'], expires: 90 });
  expect(told).toEqual([
    'registered 0003*210 sip:210@phone.example () until 14:31:00',
    'registered 0003*210 sip:210@phone.example () until 14:31:30',
  ]);
});

it('is never mistaken for another, though sameness of addresses is not transitive', async () => {
  const bench = await startBench();
  const phone = new TestPhone(bench);
  for (const uri of ['sip:a@b;y=1', 'sip:a@b', 'sip:a@b;y=2', 'sip:a@b;y=1']) {
    phone.request({ contacts: [`<${uri}>`], expires: 60 });
  }
  expect(contactsOf(phone.request())).toEqual(['<sip:a@b;y=1>;expires=60']);
});

it('is known by its instance, from whatever address it comes', async () => {
  const { phone, told } = await startPhone();
  phone.request({ contacts: [`${CONTACT};${INSTANCE}`], expires: 60 });
  const moved = phone.request({
    contacts: [`${OTHER};${INSTANCE}`],
    expires: 60,
    callId: 'call-2',
    cseq: 1,
  });
  expect(contactsOf(moved)).toEqual([`${OTHER};${INSTANCE};expires=60`]);
  expect(told).toHaveLength(2);
  expect(told[1]).toBe(told[0]);
});

it('is another with each reg-id of one instance, which are its flows', async () => {
  const { phone } = await startPhone();
  phone.request({ contacts: [`${CONTACT};${INSTANCE};reg-id=1`], expires: 60 });
  phone.request({ contacts: [`${CONTACT};${INSTANCE};reg-id=2`], expires: 60 });
  const response = phone.request({ contacts: [`${OTHER};${INSTANCE};reg-id=2`], expires: 60 });
  expect(contactsOf(response)).toEqual([
    `${CONTACT};${INSTANCE};reg-id=1;expires=60`,
    `${OTHER};${INSTANCE};reg-id=2;expires=60`,
  ]);
});

it('is taken back by its instance', async () => {
  const { phone } = await startPhone();
  phone.request({ contacts: [`${CONTACT};${INSTANCE}`], expires: 60 });
  const contacts = [`${OTHER};${INSTANCE};expires=0`];
  expect(contactsOf(phone.request({ contacts }))).toEqual([]);
});

it('keeps the parameters of its Contact as they were', async () => {
  const { phone } = await startPhone();
  const contact = `${CONTACT};q=0.7;methods="INVITE, BYE";${INSTANCE}`;
  const response = phone.request({ contacts: [`${contact};expires=60`] });
  expect(contactsOf(response)).toEqual([`${contact};expires=60`]);
});

it('keeps the Path to it, and sends it back', async () => {
  const { phone, database } = await startPhone();
  const lines = ['Path: <sip:p1.example;lr>, <sip:p2.example;lr>', 'Path: <sip:p3.example;lr>'];
  const response = phone.request({ contacts: [CONTACT], lines: ['Supported: path', ...lines] });
  expect(headersOf(response, 'Path')).toEqual([
    '<sip:p1.example;lr>, <sip:p2.example;lr>',
    '<sip:p3.example;lr>',
  ]);
  expect(database.prepare('SELECT path FROM binding').all()).toEqual([
    { path: '<sip:p1.example;lr>, <sip:p2.example;lr>, <sip:p3.example;lr>' },
  ]);
});

it.each([
  ['as it is, markup and all', '<b>Yealink</b> & "T46S"', '<b>Yealink</b> & "T46S"'],
  ['cut after 255 bytes', 'x'.repeat(300), 'x'.repeat(255)],
  ['cut between characters', 'é'.repeat(200), 'é'.repeat(127)],
  ['as nothing when it is empty', '', ''],
])('has its User-Agent kept %s', async (_, agent, kept) => {
  const { phone, told } = await startPhone();
  phone.request({ contacts: [CONTACT], expires: 60, agent });
  expect(told).toEqual([`registered 0003*210 sip:210@192.0.2.10:5062 (${kept}) until 14:31:00`]);
});

it.each([
  ['Contact', { contacts: [`<sip:${'x'.repeat(2048)}@192.0.2.10>`] }],
  ['Path', { contacts: [CONTACT], lines: [`Path: <sip:${'x'.repeat(4096)}>`] }],
  ['Call-ID', { contacts: [CONTACT], callId: 'x'.repeat(513) }],
])('may not come with a %s that costs too much', async (_, request) => {
  const { phone, told } = await startPhone();
  expect(phone.request(request).status).toBe(400);
  expect(told).toEqual([]);
});
