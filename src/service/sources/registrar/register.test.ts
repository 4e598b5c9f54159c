import { describe, expect, it } from 'vitest';
import { headerOf } from '../../sip/message.ts';
import { startBench } from './test-bench.rig.ts';
import { contactsOf, TestPhone } from './test-phone.rig.ts';

const CONTACT = '<sip:210@192.0.2.10:5062>';
const OTHER = '<sip:210@192.0.2.11:5062>';

async function startPhone(...options: Parameters<typeof startBench>) {
  const bench = await startBench(...options);
  return { ...bench, phone: new TestPhone(bench) };
}

describe('whose registration it is', () => {
  it.each([
    '<sip:0003%2A210@rollcall.example>',
    '<sip:0003%2a21%30@elsewhere.example>',
    '"Ann" <SIP:0003*210@ROLLCALL.EXAMPLE:5060;transport=tcp>',
    'sips:0003*210@rollcall.example',
  ])('takes %s for 0003*210', async (to) => {
    const { phone } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60 });
    expect(contactsOf(phone.request({ to }))).toEqual([`${CONTACT};expires=60`]);
  });

  it.each(['tel:+15551234', '<sip:rollcall.example>', '<sip:%ff@rollcall.example>'])(
    'refuses the To %s, which names no extension',
    async (to) => {
      expect((await startPhone()).phone.request({ to }).status).toBe(400);
    },
  );

  it('tells apart users that differ in their capitals', async () => {
    const { phone } = await startPhone({ credentialsOf: () => ({ password: '' }) });
    phone.request({ to: '<sip:ann@rollcall.example>', contacts: [CONTACT] });
    expect(contactsOf(phone.request({ to: '<sip:Ann@rollcall.example>' }))).toEqual([]);
  });
});

describe('how long', () => {
  it.each([
    {
      what: 'as long as the Contact says, before the header',
      contact: `${CONTACT};expires=120`,
      expires: 60,
      seconds: 120,
    },
    { what: 'as long as the header says', contact: CONTACT, expires: 60, seconds: 60 },
    { what: 'an hour when nothing is said', contact: CONTACT, seconds: 3600 },
    { what: 'at most a day', contact: CONTACT, expires: 86_401, seconds: 86_400 },
    {
      what: 'at most a day, for any number',
      contact: `${CONTACT};expires=${'9'.repeat(400)}`,
      seconds: 86_400,
    },
    {
      what: 'a day, for 2^32 and 2^64',
      contact: `${CONTACT};expires=4294967296`,
      expires: '18446744073709551616',
      seconds: 86_400,
    },
    { what: 'an hour when it cannot be read', contact: `${CONTACT};expires=soon`, seconds: 3600 },
    {
      what: 'an hour when the header cannot be read',
      contact: CONTACT,
      expires: '-60',
      seconds: 3600,
    },
    { what: 'as quoted, which some phones do', contact: `${CONTACT};expires="90"`, seconds: 90 },
  ])('is $what', async ({ contact, expires, seconds }) => {
    const { phone } = await startPhone();
    const response = phone.request({ contacts: [contact], ...(expires && { expires }) });
    expect(contactsOf(response)).toEqual([`${CONTACT};expires=${seconds}`]);
  });

  it('refuses less than the shortest, and says what that is', async () => {
    const { phone, told } = await startPhone();
    const response = phone.request({ contacts: [CONTACT], expires: 9 });
    expect(response).toMatchObject({ status: 423, reason: 'Interval Too Brief' });
    expect(headerOf(response, 'Min-Expires')).toBe('10');
    expect(told).toEqual([]);
    expect(phone.request({ contacts: [CONTACT], expires: 10 }).status).toBe(200);
  });

  it('says how much is left, rounded up, until nothing is', async () => {
    const { phone, clock } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60 });
    clock.advance(58_500);
    expect(contactsOf(phone.request())).toEqual([`${CONTACT};expires=2`]);
    clock.advance(1_500);
    expect(contactsOf(phone.request())).toEqual([]);
  });
});

describe('taking back', () => {
  it('removes the one Contact whose own lifetime is 0', async () => {
    const { phone, told } = await startPhone();
    phone.request({ contacts: [CONTACT, OTHER], expires: 60 });
    const response = phone.request({ contacts: [`${CONTACT};expires=0`], expires: 60 });
    expect(contactsOf(response)).toEqual([`${OTHER};expires=60`]);
    expect(told.at(-1)).toBe('unregistered 0003*210 sip:210@192.0.2.10:5062 () at 14:30:00');
  });

  it.each(['0', '000'])('removes all with Contact * and Expires: %s', async (expires) => {
    const { phone, told } = await startPhone();
    phone.request({ contacts: [CONTACT, OTHER], expires: 60 });
    expect(contactsOf(phone.request({ contacts: ['*'], expires }))).toEqual([]);
    expect(told.slice(2)).toEqual([
      'unregistered 0003*210 sip:210@192.0.2.10:5062 () at 14:30:00',
      'unregistered 0003*210 sip:210@192.0.2.11:5062 () at 14:30:00',
    ]);
  });

  it('removes those of sips: with the * as well', async () => {
    const { phone } = await startPhone();
    phone.request({ contacts: ['<sips:210@192.0.2.10>', CONTACT], expires: 60 });
    const to = '<sips:0003*210@rollcall.example>';
    expect(contactsOf(phone.request({ to, contacts: ['*'], expires: 0 }))).toEqual([]);
  });

  it.each<[string, { contacts: string[]; expires?: number }]>([
    ['without Expires', { contacts: ['*'] }],
    ['with another lifetime', { contacts: ['*'], expires: 60 }],
    ['beside another Contact', { contacts: ['*', CONTACT], expires: 0 }],
    ['twice', { contacts: ['*', '*'], expires: 0 }],
  ])('refuses the * %s', async (_, request) => {
    const { phone } = await startPhone();
    phone.request({ contacts: [OTHER], expires: 60 });
    expect(phone.request(request).status).toBe(400);
    expect(contactsOf(phone.request())).toEqual([`${OTHER};expires=60`]);
  });

  it('removes nothing with the * when one of them was bound later', async () => {
    const { phone } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60, callId: 'other', cseq: 1 });
    phone.request({ contacts: [OTHER], expires: 60, cseq: 9 });
    expect(phone.request({ contacts: ['*'], expires: 0, cseq: 8 }).status).toBe(500);
    expect(contactsOf(phone.request({ callId: 'query' }))).toHaveLength(2);
  });

  it('accepts what is gone already', async () => {
    const { phone, told } = await startPhone();
    expect(phone.request({ contacts: [CONTACT], expires: 0 }).status).toBe(200);
    expect(phone.request({ contacts: ['*'], expires: 0 }).status).toBe(200);
    expect(told).toEqual([]);
  });
});

describe('order', () => {
  it('refuses what was sent earlier within the same call, and keeps the later', async () => {
    const { phone } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60, cseq: 5 });
    expect(phone.request({ contacts: [CONTACT], expires: 900, cseq: 4 }).status).toBe(500);
    expect(phone.request({ contacts: [CONTACT], expires: 0, cseq: 4 }).status).toBe(500);
    expect(contactsOf(phone.request({ cseq: 6 }))).toEqual([`${CONTACT};expires=60`]);
  });

  it('answers a retransmission as before and changes nothing', async () => {
    const { phone, clock, told } = await startPhone();
    const request = phone.write({ contacts: [CONTACT], expires: 60 });
    phone.send(request);
    clock.advance(4_000);
    const again = phone.send(request);
    expect(again?.status).toBe(200);
    expect(contactsOf(again ?? phone.request())).toEqual([`${CONTACT};expires=56`]);
    expect(told).toHaveLength(1);
  });

  it('answers copies that arrive together alike, and tells of one', async () => {
    const { phone, clock, told } = await startPhone();
    const request = phone.write({ contacts: [CONTACT], expires: 60 });
    phone.peer.send(request, 5060);
    phone.peer.send(request, 5060);
    clock.advance(0);
    const [first, second, ...others] = phone.peer.received.map(({ text }) => text);
    expect(first).toContain(`Contact: ${CONTACT};expires=60`);
    expect(second).toBe(first);
    expect(others).toEqual([]);
    expect(told).toHaveLength(1);
  });

  it('does not bring back what was taken back, when an earlier copy is late', async () => {
    const { phone } = await startPhone();
    const first = phone.write({ contacts: [CONTACT], expires: 60 });
    phone.send(first);
    phone.request({ contacts: [CONTACT], expires: 0 });
    expect(phone.send(first)?.status).toBe(500);
    expect(contactsOf(phone.request())).toEqual([]);
  });

  it('knows the phone again within the same call once nothing can be under way any more', async () => {
    const { phone, clock } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60, cseq: 7 });
    phone.request({ contacts: [CONTACT], expires: 0, cseq: 8 });
    clock.advance(32_001);
    expect(phone.request({ contacts: [CONTACT], expires: 60, cseq: 1 }).status).toBe(200);
  });

  it('begins anew with another Call-ID, as a phone does that was switched off', async () => {
    const { phone } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60, cseq: 900 });
    const response = phone.request({ contacts: [CONTACT], expires: 90, cseq: 1, callId: 'call-2' });
    expect(contactsOf(response)).toEqual([`${CONTACT};expires=90`]);
  });
});

describe('all or nothing', () => {
  it.each([
    ['one is too brief', [OTHER, `${CONTACT};expires=3`], 423],
    ['one is no Contact', [OTHER, '<sip:210@192.0.2.10'], 400],
    ['one has a URI with a question mark outside of brackets', [OTHER, 'sip:a@b?Route=c'], 400],
  ])('changes nothing when %s', async (_, contacts, status) => {
    const { phone, told } = await startPhone();
    expect(phone.request({ contacts, expires: 60 }).status).toBe(status);
    expect(contactsOf(phone.request())).toEqual([]);
    expect(told).toEqual([]);
  });

  it('changes nothing when one is out of order', async () => {
    const { phone } = await startPhone();
    phone.request({ contacts: [CONTACT], expires: 60, cseq: 5 });
    expect(phone.request({ contacts: [OTHER, CONTACT], expires: 90, cseq: 4 }).status).toBe(500);
    expect(contactsOf(phone.request({ cseq: 6 }))).toEqual([`${CONTACT};expires=60`]);
  });

  it('takes ten Contacts of an extension, and no more', async () => {
    const { phone } = await startPhone();
    const contacts = Array.from({ length: 11 }, (_, n) => `<sip:${n}@192.0.2.10>`);
    expect(phone.request({ contacts }).status).toBe(403);
    expect(phone.request({ contacts: contacts.slice(1) }).status).toBe(200);
  });

  it('has a most of Contacts, within which the present ones may still be refreshed', async () => {
    const { phone } = await startPhone({ limits: { mostContacts: 2 } });
    phone.request({ contacts: [CONTACT, OTHER], expires: 60 });
    const third = '<sip:210@192.0.2.12:5062>';
    const refused = phone.request({ contacts: [third], expires: 60 });
    expect(refused).toMatchObject({ status: 403, reason: 'Too Many Contacts' });
    expect(phone.request({ contacts: [CONTACT], expires: 90 }).status).toBe(200);
    const swapped = phone.request({ contacts: [`${OTHER};expires=0`, third], expires: 60 });
    expect(contactsOf(swapped)).toEqual([`${CONTACT};expires=90`, `${third};expires=60`]);
  });

  it('lets whoever has more than the most, from before, refresh and take back', async () => {
    const before = await startPhone();
    before.phone.request({ contacts: [CONTACT, OTHER], expires: 60 });
    const { database, clock } = before;
    await before.registrar.close();
    const { phone } = await startPhone({ database, clock, limits: { mostContacts: 1 } });
    const contacts = [CONTACT];
    expect(phone.request({ contacts, expires: 90, callId: 'call-2' }).status).toBe(200);
    expect(phone.request({ contacts, expires: 0, callId: 'call-2' }).status).toBe(200);
    expect(phone.request({ contacts, expires: 90, callId: 'call-2' }).status).toBe(403);
  });
});
