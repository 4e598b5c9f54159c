import { beforeEach, describe, expect, it } from 'vitest';
import { TORTURE_EXTENSIONS, TORTURE_NAMES, torture } from '../../sip/torture-messages.rig.ts';
import { type Bench, startBench } from './test-bench.rig.ts';
import { challengeOf, contactsOf, TestPhone } from './test-phone.rig.ts';

let bench: Bench;
let phone: TestPhone;

const credentialsOf = (extension: string) =>
  TORTURE_EXTENSIONS.has(extension) ? { password: 'secret' } : undefined;

beforeEach(async () => {
  bench = await startBench({ credentialsOf });
  phone = new TestPhone(bench);
});

/** Read as text: a refusal repeats what it refuses, which need not be well-formed. */
function statusOf(name: string): number | undefined {
  phone.peer.send(torture(name), 5060);
  bench.clock.advance(0);
  const [, status] = /^SIP\/2\.0 (\d{3}) /.exec(phone.peer.received[0]?.text ?? '') ?? [];
  return status === undefined ? undefined : Number(status);
}

const isAlive = () => phone.request({ method: 'OPTIONS' }).status === 200;

it.each(TORTURE_NAMES)('is not stopped by %s', (name) => {
  phone.peer.send(torture(name), 5060);
  expect(isAlive()).toBe(true);
});

describe('a REGISTER of RFC 4475', () => {
  it('escnull: two bindings, whose users are one and two NULs', () => {
    const response = phone.send(torture('escnull'));
    expect(response?.status).toBe(200);
    expect(response && contactsOf(response)).toEqual([
      '<sip:%00%00@host5.example.com>;expires=3600',
      '<sip:%00@host5.example.com>;expires=3600',
    ]);
  });

  it('esc02: RE%47IST%45R is not REGISTER', () => {
    expect(statusOf('esc02')).toBe(501);
    expect(bench.told).toEqual([]);
  });

  it('dblreq: what follows the REGISTER is no request', () => {
    expect(phone.send(torture('dblreq'))?.status).toBe(200);
    expect(phone.peer.received).toHaveLength(1);
  });

  it('scalar02: numbers too large', () => {
    expect(statusOf('scalar02')).toBe(400);
  });

  it('regbadct: a question mark outside of brackets', () => {
    expect(statusOf('regbadct')).toBe(400);
  });

  it('regaut01: credentials of an unknown scheme are none, and where none are asked for they do not matter', async () => {
    const guarded = new TestPhone(await startBench({ credentialsOf, digest: 'md5' }));
    const challenge = guarded.send(torture('regaut01'));
    expect(challenge?.status).toBe(401);
    expect(challenge && challengeOf(challenge)).toMatchObject({ algorithm: 'MD5' });
    expect(statusOf('regaut01')).toBe(200);
  });

  it('unksm2: a To that is no SIP', () => {
    expect(statusOf('unksm2')).toBe(400);
  });

  it('cparam01, cparam02: a parameter outside of the brackets is the Contact’s, inside the URI’s', () => {
    const outside = phone.send(torture('cparam01'));
    expect(outside?.status).toBe(200);
    expect(outside && contactsOf(outside)).toEqual([
      '<sip:+19725552222@gw1.example.net>;unknownparam;expires=3600',
    ]);
    const inside = phone.send(torture('cparam02'));
    expect(inside?.status).toBe(200);
    expect(inside && contactsOf(inside)).toContain(
      '<sip:+19725552222@gw1.example.net;unknownparam>;expires=3600',
    );
  });

  it('regescrt: a Route within the Contact is kept and not followed', () => {
    const response = phone.send(torture('regescrt'));
    expect(response?.status).toBe(200);
    expect(response && contactsOf(response)).toEqual([
      '<sip:user@example.com?Route=%3Csip:sip.example.com%3E>;expires=3600',
    ]);
  });
});

/** Undefined: a response, which is answered by nothing. */
const STATUSES = {
  badaspec: 400,
  badbranch: 200,
  baddate: 405,
  baddn: 400,
  badinv01: 405,
  badvers: 505,
  bcast: undefined,
  bext01: 420,
  bigcode: undefined,
  clerr: 400,
  cparam01: 200,
  cparam02: 200,
  dblreq: 200,
  esc01: 405,
  esc02: 501,
  escnull: 200,
  escruri: 405,
  insuf: 400,
  intmeth: 501,
  inv2543: 405,
  invut: 405,
  longreq: 405,
  ltgtruri: 400,
  lwsdisp: 200,
  lwsruri: 400,
  lwsstart: 400,
  mcl01: 400,
  mismatch01: 400,
  mismatch02: 400,
  mpart01: 405,
  multi01: 400,
  ncl: 400,
  noreason: undefined,
  novelsc: 416,
  quotbal: 400,
  regaut01: 200,
  regbadct: 400,
  regescrt: 200,
  scalar02: 400,
  scalarlg: undefined,
  sdp01: 405,
  semiuri: 200,
  transports: 200,
  trws: 400,
  unkscm: 416,
  unksm2: 400,
  unreason: undefined,
  wsinv: 405,
  zeromf: 200,
};

describe('every message of RFC 4475', () => {
  it('is among these 49', () => {
    expect(Object.keys(STATUSES)).toHaveLength(49);
    expect(TORTURE_NAMES.toSorted()).toEqual(Object.keys(STATUSES));
  });

  it.each(Object.entries(STATUSES))('%s is answered %s', (name, status) => {
    expect(statusOf(name)).toBe(status);
  });
});
