import { describe, expect, it } from 'vitest';
import { headerOf, type SipResponse } from '../../sip/message.ts';
import { startBench } from './test-bench.rig.ts';
import {
  answer,
  challengeOf,
  dialogInfo,
  entityTagOf,
  publishRequest,
  TestPhone,
} from './test-phone.rig.ts';

const RINGING = dialogInfo({ a: 'early recipient' });
const BUSY = dialogInfo({ a: 'confirmed' });
const UNKNOWN = 'sip:0003*999@rollcall.example';

async function startPhone(options: Parameters<typeof startBench>[0] = {}) {
  const bench = await startBench(options);
  return { ...bench, phone: new TestPhone(bench) };
}

const expiresOf = (response: SipResponse) => headerOf(response, 'Expires');

describe('RFC 3903 6, step by step', () => {
  it.each([
    ['1: a Request-URI without an extension', { uri: 'sip:rollcall.example' }, 404, {}],
    ['1: an extension that does not exist', { uri: UNKNOWN }, 404, {}],
    ['2: no event package', { event: null }, 489, { 'Allow-Events': 'dialog' }],
    ['2: an unknown event package', { event: 'presence' }, 489, { 'Allow-Events': 'dialog' }],
    ['3: two entity tags in one line', { ifMatch: 'a, b' }, 400, {}],
    ['3: two entity tags in two lines', { ifMatch: 'a', lines: ['SIP-If-Match: b'] }, 400, {}],
    ['3: an empty SIP-If-Match', { ifMatch: '' }, 400, {}],
    ['3: an entity tag of nobody', { ifMatch: 'nobodys' }, 412, {}],
    ['4: too short a lifetime', { expires: 9 }, 423, { 'Min-Expires': '10' }],
    [
      '5: another content type',
      { contentType: 'application/pidf+xml' },
      415,
      { Accept: 'application/dialog-info+xml' },
    ],
    ['5: a body that is no dialog-info', { body: '<dialog-info/>' }, 400, {}],
    ['5: nothing to publish', { body: '' }, 400, {}],
    ['a body too large', { body: `${RINGING}${' '.repeat(16_384)}` }, 413, {}],
    ['a Call-ID too long', { callId: 'x'.repeat(513) }, 400, {}],
  ])('%s', async (_, request, status, headers) => {
    const { phone, told } = await startPhone();
    const response = phone.publish({ body: RINGING, ...request });
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) {
      expect(headerOf(response, name)).toBe(value);
    }
    expect(headerOf(response, 'SIP-ETag')).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('skips the remaining steps: the first fault is the one that is told', async () => {
    const { phone } = await startPhone();
    const wrong = { ifMatch: 'nobodys', expires: 1, contentType: 'text/plain', body: 'x' };
    expect(phone.publish({ ...wrong, event: 'presence' }).status).toBe(489);
    expect(phone.publish(wrong).status).toBe(412);
    const { ifMatch: _, ...rest } = wrong;
    expect(phone.publish(rest).status).toBe(423);
    expect(phone.publish({ ...rest, expires: 60 }).status).toBe(415);
  });

  it.each([
    ['none: 300 s', undefined, '300'],
    ['one that is granted', 60, '60'],
    ['one that is cut down to 600 s', 86_400, '600'],
    ['one without end', '9'.repeat(400), '600'],
    ['one that is no number: an hour, cut down', 'soon', '600'],
  ])('6: answers with entity tag and lifetime, asked for %s', async (_, expires, granted) => {
    const { phone } = await startPhone();
    const response = phone.publish({ body: RINGING, ...(expires !== undefined && { expires }) });
    expect(entityTagOf(response)).toMatch(/^[0-9a-f]{16}$/);
    expect(expiresOf(response)).toBe(granted);
  });

  it.each([
    ['escapes', { uri: 'sip:0003%2A210@elsewhere.example' }],
    ['event parameters', { event: 'dialog;shared' }],
    ['a content type in capitals', { contentType: 'Application/Dialog-Info+XML;charset=UTF-8' }],
  ])('takes %s', async (_, request) => {
    const { phone, told } = await startPhone();
    entityTagOf(phone.publish({ body: RINGING, expires: 60, ...request }));
    expect(told).toEqual(['0003*210 ringing until 14:31:00']);
  });
});

describe('a publication', () => {
  it('begins, is refreshed, modified and removed, each time under a new entity tag', async () => {
    const { phone, clock, told } = await startPhone();
    const begun = entityTagOf(phone.publish({ body: RINGING, expires: 60 }));
    clock.advance(30_000);
    const refreshed = entityTagOf(phone.publish({ ifMatch: begun, expires: 60 }));
    const modified = entityTagOf(phone.publish({ ifMatch: refreshed, body: BUSY, expires: 60 }));
    const removal = phone.publish({ ifMatch: modified, expires: 0 });
    expect(expiresOf(removal)).toBe('0');
    expect(new Set([begun, refreshed, modified, entityTagOf(removal)]).size).toBe(4);
    expect(told).toEqual([
      '0003*210 ringing until 14:31:00',
      '0003*210 ringing until 14:31:30',
      '0003*210 busy until 14:31:30',
      '0003*210 withdrawn',
    ]);
    for (const ifMatch of [begun, refreshed, modified, entityTagOf(removal)]) {
      expect(phone.publish({ ifMatch, expires: 60 }).status).toBe(412);
    }
  });

  it('is good to its last millisecond, and gone with the next', async () => {
    const { phone, clock } = await startPhone();
    const ifMatch = entityTagOf(phone.publish({ body: RINGING, expires: 60 }));
    clock.advance(59_999);
    const refreshed = entityTagOf(phone.publish({ ifMatch, expires: 60 }));
    clock.advance(60_000);
    expect(phone.publish({ ifMatch: refreshed, expires: 60 }).status).toBe(412);
  });

  it('is one of several of an extension, which do not know of each other', async () => {
    const bench = await startBench();
    const desk = new TestPhone(bench);
    const softphone = new TestPhone(bench, { address: '192.0.2.11' });
    const ofDesk = entityTagOf(desk.publish({ body: BUSY, callId: 'desk' }));
    const ofSoftphone = entityTagOf(softphone.publish({ body: RINGING, callId: 'softphone' }));
    entityTagOf(softphone.publish({ ifMatch: ofSoftphone, expires: 0, callId: 'softphone' }));
    entityTagOf(desk.publish({ ifMatch: ofDesk, callId: 'desk' }));
  });

  it('of one extension is none of another', async () => {
    const { phone } = await startPhone();
    const ifMatch = entityTagOf(phone.publish({ body: RINGING }));
    const uri = 'sip:0003*211@rollcall.example';
    expect(phone.publish({ uri, ifMatch, expires: 0 }).status).toBe(412);
  });

  it('is amended by what is partial, and replaced by what is whole', async () => {
    const { phone, told } = await startPhone();
    const both = dialogInfo({ a: 'confirmed', b: 'early recipient' });
    let ifMatch = entityTagOf(phone.publish({ body: both, expires: 60 }));
    const modify = (body: string) => {
      ifMatch = entityTagOf(phone.publish({ ifMatch, body, expires: 60 }));
    };
    modify(dialogInfo({ a: 'terminated' }, 'partial'));
    modify(dialogInfo({ b: 'confirmed' }, 'partial'));
    modify(dialogInfo({ b: 'terminated' }, 'partial'));
    modify(dialogInfo({ c: 'early' }, 'full'));
    const presences = told.map((line) => line.split(' ')[1]);
    expect(presences).toEqual(['busy', 'ringing', 'busy', 'online', 'ringing']);
  });

  it('may not be one of more than 32, but may be refreshed and take the place of one that ended', async () => {
    const { phone } = await startPhone();
    const begin = () => phone.publish({ body: RINGING, expires: 60 });
    const tags = Array.from({ length: 32 }, () => entityTagOf(begin()));
    expect(begin()).toMatchObject({ status: 403, reason: 'Too Many Publications' });
    entityTagOf(phone.publish({ ifMatch: tags[0] ?? '', expires: 60 }));
    entityTagOf(phone.publish({ ifMatch: tags[1] ?? '', expires: 0 }));
    entityTagOf(begin());
  });

  it('may not gather more dialogs than a document may have', async () => {
    const { phone } = await startPhone();
    const some = (prefix: string) =>
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`${prefix}${n}`, 'early']));
    const ifMatch = entityTagOf(phone.publish({ body: dialogInfo(some('a')) }));
    const more = phone.publish({ ifMatch, body: dialogInfo(some('b'), 'partial') });
    expect(more).toMatchObject({ status: 400, reason: 'Too many dialogs' });
  });
});

describe('a PUBLISH that arrives twice', () => {
  it('is answered as the first time, and publishes once', async () => {
    const { phone, clock, told } = await startPhone();
    const begin = phone.write(publishRequest({ body: RINGING, expires: 60 }));
    const first = phone.send(begin);
    clock.advance(4000);
    expect(phone.send(begin)).toEqual(first);
    const ifMatch = entityTagOf(first);
    const refresh = phone.write(publishRequest({ ifMatch, expires: 60 }));
    expect(phone.send(refresh)).toEqual(phone.send(refresh));
    expect(told).toHaveLength(2);
  });

  it('is answered as the first time when it was a removal', async () => {
    const { phone } = await startPhone();
    const ifMatch = entityTagOf(phone.publish({ body: RINGING, expires: 60 }));
    const remove = phone.write(publishRequest({ ifMatch, expires: 0 }));
    const first = phone.send(remove);
    expect(first?.status).toBe(200);
    expect(phone.send(remove)).toEqual(first);
  });

  it('waits for the disk like the first, and is one publication there', async () => {
    const { phone, clock, database } = await startPhone();
    const begin = phone.write(publishRequest({ body: RINGING, expires: 60 }));
    phone.peer.send(begin, 5060);
    phone.peer.send(begin, 5060);
    expect(phone.peer.received).toEqual([]);
    clock.advance(0);
    expect(phone.peer.received.map(({ text }) => text)).toHaveLength(2);
    expect(database.prepare('SELECT id FROM publication').all()).toHaveLength(1);
  });

  it('begins no second publication when the first has been continued since', async () => {
    const { phone, told } = await startPhone();
    const begin = phone.write(publishRequest({ body: RINGING, expires: 60 }));
    const ifMatch = entityTagOf(phone.send(begin));
    entityTagOf(phone.publish({ ifMatch, expires: 0 }));
    expect(phone.send(begin)).toMatchObject({ status: 500, reason: 'CSeq Out of Order' });
    expect(told.at(-1)).toBe('0003*210 withdrawn');
  });
});

describe('the digest', () => {
  it('is that of a REGISTER, with the method PUBLISH', async () => {
    const { phone, told } = await startPhone({ digest: 'md5' });
    const request = publishRequest({ body: RINGING, expires: 60 });
    const { uri = '', lines = [] } = request;
    const challenge = challengeOf(phone.request(request));
    const asRegister = answer(challenge, { uri });
    expect(phone.request({ ...request, lines: [...lines, asRegister] }).status).toBe(401);
    entityTagOf(phone.authenticate(request));
    expect(told).toEqual(['0003*210 ringing until 14:31:00']);
  });

  it('lets nobody publish for another extension, not even one that does not exist', async () => {
    const { phone, told } = await startPhone({ digest: 'md5' });
    for (const [uri, status] of [
      ['sip:0003*211@rollcall.example', 403],
      [UNKNOWN, 403],
    ] as const) {
      expect(phone.authenticate(publishRequest({ uri, body: RINGING })).status).toBe(status);
    }
    expect(told).toEqual([]);
  });

  it('is asked for before anything is read', async () => {
    const { phone } = await startPhone({ digest: 'md5' });
    expect(phone.publish({ event: 'presence', body: 'x' }).status).toBe(401);
    expect(phone.publish({ uri: UNKNOWN, body: RINGING }).status).toBe(401);
  });

  it('counts wrong tries together with those of a REGISTER', async () => {
    const { phone } = await startPhone({ digest: 'md5' });
    const wrong = { password: 'wrong' };
    for (let n = 0; n < 5; n++) phone.authenticate({}, wrong);
    for (let n = 0; n < 5; n++) phone.authenticate(publishRequest({ body: RINGING }), wrong);
    expect(phone.authenticate(publishRequest({ body: RINGING })).status).toBe(503);
    expect(phone.authenticate().status).toBe(503);
  });
});
