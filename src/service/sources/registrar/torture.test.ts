import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './test-bench.ts';
import { contactsOf, TestPhone } from './test-phone.ts';

// The torture messages of RFC 4475, which the package `sip` carries. Three of its files are not among them.
const require = createRequire(import.meta.url);
const DIRECTORY = join(dirname(require.resolve('sip/package.json')), 'test/messages');
const NOT_OF_THE_RFC = ['badcseq', 'baddn_sep', 'test'];
const NAMES = readdirSync(DIRECTORY)
  .filter((file) => file.endsWith('.dat'))
  .map((file) => file.slice(0, -'.dat'.length))
  .filter((name) => !NOT_OF_THE_RFC.includes(name));

const torture = (name: string) => readFileSync(join(DIRECTORY, `${name}.dat`));

let bench: Bench;
let phone: TestPhone;

beforeEach(async () => {
  bench = await startBench({ credentialsOf: () => ({ password: 'secret' }) });
  phone = new TestPhone(bench);
});

/** Read as text: a refusal repeats what it refuses, which need not be well-formed. */
function statusOf(name: string): number | undefined {
  phone.peer.send(torture(name), 5060);
  const [, status] = /^SIP\/2\.0 (\d{3}) /.exec(phone.peer.received[0]?.text ?? '') ?? [];
  return status === undefined ? undefined : Number(status);
}

const isAlive = () => phone.request({ method: 'OPTIONS' }).status === 200;

it('has all 49 messages', () => expect(NAMES).toHaveLength(49));

it.each(NAMES)('is not stopped by %s', (name) => {
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

  it('regaut01: credentials of an unknown scheme', async () => {
    const guarded = new TestPhone(await startBench({ digest: 'md5' }));
    expect(guarded.send(torture('regaut01'))?.status).toBe(401);
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

describe('other requests of RFC 4475', () => {
  it.each([
    ['badvers', 505],
    ['bext01', 420],
    ['unkscm', 416],
    ['novelsc', 416],
    ['intmeth', 501],
    ['insuf', 400],
    ['mismatch01', 400],
    ['mismatch02', 400],
    ['multi01', 400],
    ['mcl01', 400],
    ['ncl', 400],
    ['clerr', 400],
    ['quotbal', 400],
    ['ltgtruri', 400],
    ['lwsstart', 400],
    ['trws', 400],
    ['wsinv', 405],
    ['longreq', 405],
    ['lwsdisp', 200],
    ['transports', 200],
  ])('%s is answered %i', (name, status) => {
    expect(statusOf(name)).toBe(status);
  });

  it.each(['scalarlg', 'bigcode', 'bcast', 'noreason', 'unreason'])(
    '%s, a response, is answered by nothing',
    (name) => expect(statusOf(name)).toBeUndefined(),
  );
});

it('is stopped by none of 20,000 mutations', () => {
  const messages = NAMES.map(torture);
  const random = seeded(20_261_123);
  for (let n = 0; n < 20_000; n++) {
    const original = messages[random(messages.length)] ?? Buffer.alloc(0);
    phone.peer.send(mutated(original, random), 5060);
    phone.peer.received.length = 0;
  }
  bench.clock.advance(0);
  phone.peer.received.length = 0;
  expect(isAlive()).toBe(true);
  expect(bench.logged.filter((line) => line.includes('not served'))).toEqual([]);
}, 60_000);

/** Numbers below a limit, the same ones each time (mulberry32). */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const TOKENS = ['\r\n', '\r', '"', '<', '>', ';', ',', '%', '\0', '\\', '=', ':', '9'.repeat(30)];

/** The message with one to four bytes changed, pieces cut out or doubled, or troublesome text put in. */
function mutated(original: Buffer, random: (limit: number) => number): Buffer {
  let bytes = Buffer.from(original);
  for (let times = 1 + random(4); times > 0 && bytes.length > 0; times--) {
    const at = random(bytes.length);
    const end = at + random(40);
    const [before, piece, after] = [
      bytes.subarray(0, at),
      bytes.subarray(at, end),
      bytes.subarray(end),
    ];
    switch (random(4)) {
      case 0:
        bytes[at] = random(256);
        break;
      case 1:
        bytes = Buffer.concat([before, after]);
        break;
      case 2:
        bytes = Buffer.concat([before, piece, piece, after]);
        break;
      default:
        bytes = Buffer.concat([
          before,
          Buffer.from(TOKENS[random(TOKENS.length)] ?? ''),
          piece,
          after,
        ]);
    }
  }
  return bytes;
}
