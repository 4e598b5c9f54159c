import { describe, expect, it } from 'vitest';
import { parseCredentials } from '../sip/digest.ts';
import { headerOf } from '../sip/message.ts';
import { respond } from './fake-registrar.rig.ts';
import { NUMBER, setUpRegistered } from './phone-bench.rig.ts';
import type { PhoneCall } from './publish-request.ts';

const RINGING: PhoneCall = { id: 'c1', direction: 'recipient', state: 'early', remote: '0003*211' };
const ANSWERED: PhoneCall = { ...RINGING, state: 'confirmed' };

/** A registered phone that has taken a call. */
function setUpRinging(device: Parameters<typeof setUpRegistered>[0] = {}) {
  const all = setUpRegistered(device);
  let drops = 0;
  const talk = (call: PhoneCall) =>
    all.phone.talk(call, () => {
      drops += 1;
    });
  talk(RINGING);
  all.clock.advance(100);
  return {
    ...all,
    talk,
    drops: () => drops,
    /** The PUBLISHes that the registrar has heard since it was last asked. */
    published: () =>
      all
        .heard()
        .filter(({ request }) => request.method === 'PUBLISH')
        .map(({ request }) => ({
          request,
          ifMatch: headerOf(request, 'SIP-If-Match'),
          expires: headerOf(request, 'Expires'),
          body: Buffer.from(request.body).toString(),
        })),
  };
}

describe('a phone in a call', () => {
  it('publishes dialog-info about itself, with its password', () => {
    const { published } = setUpRinging();
    const [challenged, proven, ...more] = published();
    expect(more).toEqual([]);
    expect(challenged?.ifMatch).toBeUndefined();
    const request = proven?.request ?? { headers: [] };
    expect(proven?.request.uri).toBe('sip:0003*210@127.0.0.1');
    expect(headerOf(request, 'Event')).toBe('dialog');
    expect(headerOf(request, 'Content-Type')).toBe('application/dialog-info+xml');
    expect(parseCredentials(headerOf(request, 'Authorization') ?? '')).toMatchObject({
      username: NUMBER,
      uri: 'sip:0003*210@127.0.0.1',
    });
    expect(proven?.body).toContain('entity="sip:0003*210@127.0.0.1"');
    expect(proven?.body).toContain('<dialog id="c1" direction="recipient">');
    expect(proven?.body).toContain('<state>early</state>');
    expect(proven?.body).toContain('<identity>sip:0003*211@127.0.0.1</identity>');
  });

  it('modifies what it published when the call is answered, and removes it when it ends', () => {
    const { clock, registrar, phone, talk, published } = setUpRinging();
    published();
    talk(ANSWERED);
    clock.advance(100);
    expect(registrar.publishedBy(NUMBER)).toEqual([expect.stringContaining('confirmed')]);
    phone.hangUp();
    clock.advance(100);
    expect(registrar.publishedBy(NUMBER)).toEqual([]);
    expect(published()).toMatchObject([
      { ifMatch: 'tag-1', expires: '30', body: expect.stringContaining('version="1"') },
      { ifMatch: 'tag-2', expires: '0', body: '' },
    ]);
  });

  it('refreshes without a body, in time, for as long as the call lasts', () => {
    const { clock, registrar, talk, published } = setUpRinging();
    talk(ANSWERED);
    published();
    for (let second = 0; second < 300; second++) {
      clock.advance(1000);
      expect(registrar.publishedBy(NUMBER)).toEqual([expect.stringContaining('confirmed')]);
    }
    const refreshes = published().slice(1);
    expect(refreshes.length).toBeLessThan(20);
    for (const { body, expires } of refreshes)
      expect({ body, expires }).toEqual({ body: '', expires: '30' });
  });

  it('publishes anew when the registrar has forgotten it', () => {
    const { clock, registrar, published } = setUpRinging();
    published();
    registrar.publications.clear();
    clock.advance(20_000);
    expect(published()).toMatchObject([
      { ifMatch: 'tag-1', body: '' },
      { ifMatch: undefined, body: expect.stringContaining('version="0"') },
    ]);
    expect(registrar.publishedBy(NUMBER)).toHaveLength(1);
  });

  it('has one PUBLISH under way at a time, and says last what is true last', () => {
    const { clock, registrar, phone, talk, published } = setUpRinging();
    published();
    registrar.isDeaf = true;
    talk(ANSWERED);
    phone.hangUp();
    clock.advance(400);
    expect(published()).toHaveLength(1);
    registrar.isDeaf = false;
    clock.advance(1000);
    expect(registrar.publishedBy(NUMBER)).toEqual([]);
    expect(published().at(-1)).toMatchObject({ expires: '0' });
  });

  it('asks for as long a life as the registrar wants', () => {
    const { clock, registrar, published } = setUpRinging();
    published();
    registrar.minExpires = 60;
    clock.advance(20_000);
    expect(published().map(({ expires }) => expires)).toEqual(['30', '60']);
    expect(registrar.publishedBy(NUMBER)).toHaveLength(1);
  });

  it.each([
    ['refused', 'reports it'],
    ['not answered', 'says nothing'],
  ])('that is %s tries again while the call lasts, and %s', (how) => {
    const { clock, registrar, phone, refusals } = setUpRinging();
    if (how === 'refused') registrar.answer = (request) => respond(request, 403);
    else registrar.isDeaf = true;
    clock.advance(55_000);
    expect(registrar.publishedBy(NUMBER)).toEqual([]);
    expect(refusals.length > 0).toBe(how === 'refused');
    registrar.answer = () => undefined;
    registrar.isDeaf = false;
    clock.advance(45_000);
    expect(registrar.publishedBy(NUMBER)).toHaveLength(1);
    phone.hangUp();
    clock.advance(100);
    expect(registrar.publishedBy(NUMBER)).toEqual([]);
  });
});

describe('a call', () => {
  it.each(['crash', 'hang'] as const)(
    'ends when a phone does %s, and what it published runs out',
    (what) => {
      const { clock, registrar, phone, drops, published } = setUpRinging();
      published();
      phone[what]();
      expect(drops()).toBe(1);
      expect(phone.isFree).toBe(false);
      clock.advance(29_000);
      expect(registrar.publishedBy(NUMBER)).toHaveLength(1);
      clock.advance(1000);
      expect(registrar.publishedBy(NUMBER)).toEqual([]);
      expect(published()).toEqual([]);
    },
  );

  it('ends when the connection is lost', () => {
    const { registrar, phone, drops } = setUpRinging({ transport: 'tcp' });
    registrar.lines[0]?.events.lost();
    expect(drops()).toBe(1);
    expect(phone.isFree).toBe(false);
  });

  it('is hung up before a phone signs off', () => {
    const { clock, registrar, phone, published } = setUpRegisteredAndTalking();
    phone.signOff();
    clock.advance(100);
    expect(registrar.publishedBy(NUMBER)).toEqual([]);
    expect(published().at(-1)).toMatchObject({ expires: '0' });
    expect(clock.waiting).toBe(0);
  });

  it('can be taken by a phone that is registered, awake and in none', () => {
    const { clock, phone, heard } = setUpRegistered();
    expect(phone.isFree).toBe(true);
    phone.talk(RINGING, () => {});
    expect(phone.isFree).toBe(false);
    phone.hangUp();
    expect(phone.isFree).toBe(true);
    phone.hang();
    expect(phone.isFree).toBe(false);
    clock.advance(99_000);
    expect(phone.isFree).toBe(true);
    heard();
    phone.signOff();
    expect(phone.isFree).toBe(false);
  });

  it('leaves no timer behind when the phone is closed', async () => {
    const { clock, phone } = setUpRinging();
    await phone.close();
    expect(clock.waiting).toBe(0);
  });
});

/** Whoever dropped the call is told to hang up, as the switchboard does. */
function setUpRegisteredAndTalking() {
  const all = setUpRinging();
  all.phone.talk(ANSWERED, () => all.phone.hangUp());
  all.clock.advance(100);
  return all;
}
