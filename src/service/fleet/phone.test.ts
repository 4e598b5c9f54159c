import { describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { parseCredentials } from '../sip/digest.ts';
import { headerOf } from '../sip/message.ts';
import { serialiseMessage } from '../sip/serialise-message.ts';
import { FakeRegistrar, respond } from './fake-registrar.rig.ts';
import { Phone } from './phone.ts';
import { DEVICE, NUMBER, setUp, setUpRegistered } from './phone-bench.rig.ts';
import { seededRandom } from './random.ts';

const secondsBetween = (fromMs: number, toMs: number) => Math.round((toMs - fromMs) / 1000);

describe('a phone that starts', () => {
  it('registers, is challenged, and proves its password', () => {
    const { clock, registrar, phone, heard } = setUp();
    const startMs = clock.now();
    phone.boot();
    clock.advance(100);
    const [first, second, ...more] = heard();
    expect(first && headerOf(first.request, 'Authorization')).toBeUndefined();
    expect(
      second && parseCredentials(headerOf(second.request, 'Authorization') ?? ''),
    ).toMatchObject({
      username: NUMBER,
      nonce: 'nonce-1',
      uri: 'sip:127.0.0.1',
      qop: { nonceCount: '00000001' },
    });
    expect(more).toEqual([]);
    expect([...registrar.bindings.values()]).toMatchObject([
      { number: NUMBER, agent: DEVICE.agent },
    ]);
    // The network takes a millisecond for each of three things: the socket, the challenge and the answer.
    expect(phone.registeredUntilMs).toBe(startMs + 3 + 100_000);
  });

  it('says who it is: address of record, agent, instance, lifetime, and its own port', () => {
    const { clock, phone, heard } = setUp();
    phone.boot();
    clock.advance(100);
    const request = heard()[0]?.request;
    expect(request).toMatchObject({ method: 'REGISTER', uri: 'sip:127.0.0.1' });
    expect(request && headerOf(request, 'To')).toBe('<sip:0003*210@127.0.0.1>');
    expect(request && headerOf(request, 'User-Agent')).toBe(DEVICE.agent);
    expect(request && headerOf(request, 'Expires')).toBe('100');
    expect(request && headerOf(request, 'Contact')).toBe(
      `<sip:0003*210@127.0.0.1:40000>;+sip.instance="<${DEVICE.instance}>"`,
    );
  });

  it('has no instance when its model sends none, and names TCP in its contact', () => {
    const { instance: _, ...anonymous } = DEVICE;
    const clock = new FakeClock();
    const registrar = new FakeRegistrar(clock);
    const phone = new Phone(
      { number: NUMBER, domain: '::1', password: '', device: { ...anonymous, transport: 'tcp' } },
      { openLine: registrar.openLine, clock, random: seededRandom(7), refused: () => {} },
    );
    phone.boot();
    clock.advance(1);
    const request = registrar.heard[0]?.request;
    expect(request && headerOf(request, 'Contact')).toBe(
      '<sip:0003*210@127.0.0.1:40000;transport=tcp>',
    );
    expect(request?.uri).toBe('sip:[::1]');
  });

  it('does nothing when it is switched on twice', () => {
    const { clock, registrar, phone } = setUp();
    phone.boot();
    phone.boot();
    clock.advance(100);
    expect(registrar.lines).toHaveLength(1);
  });
});

describe('a phone that is registered', () => {
  it('refreshes at its own rhythm, between 50 and 90 % of its life', () => {
    for (const refreshAt of [0.5, 0.7, 0.9]) {
      const { clock, heard } = setUpRegistered({ refreshAt });
      const startMs = clock.now() - 97;
      clock.advance(3_600_000);
      const times = heard().map(({ atMs }) => atMs);
      expect(times.length).toBeGreaterThan(36);
      times.reduce((beforeMs, atMs) => {
        expect(atMs - beforeMs).toBeGreaterThanOrEqual(50_000);
        expect(atMs - beforeMs).toBeLessThanOrEqual(90_002);
        expect(Math.abs((atMs - beforeMs) / 100_000 - refreshAt)).toBeLessThan(0.02);
        return atMs;
      }, startMs);
    }
  });

  it('keeps its Call-ID and raises its CSeq from one refresh to the next', () => {
    const { clock, phone, heard } = setUp();
    phone.boot();
    clock.advance(400_000);
    const envelopes = heard().map(({ envelope }) => envelope);
    expect(new Set(envelopes.map(({ callId }) => callId)).size).toBe(1);
    expect(envelopes.map(({ cseq }) => cseq.sequence)).toEqual(envelopes.map((_, at) => at + 1));
    const branches = envelopes.map(({ via }) => via.parameters.get('branch'));
    expect(new Set(branches).size).toBe(envelopes.length);
  });

  it('uses its nonce again, and counts the uses', () => {
    const { clock, heard } = setUpRegistered();
    clock.advance(80_000);
    const credentials = heard().map(({ request }) =>
      parseCredentials(headerOf(request, 'Authorization') ?? ''),
    );
    expect(credentials).toMatchObject([{ nonce: 'nonce-1', qop: { nonceCount: '00000002' } }]);
  });

  it('answers again, without asking anybody, when its nonce has become stale', () => {
    const { clock, registrar, phone, refusals, heard } = setUpRegistered();
    registrar.nonce = 'nonce-2';
    clock.advance(80_000);
    expect(heard()).toHaveLength(2);
    expect(refusals).toEqual([]);
    expect(phone.registeredUntilMs).toBeGreaterThan(clock.now() + 80_000);
  });

  it('asks for as long a life as the registrar wants, now and from then on', () => {
    const { clock, registrar, phone, heard } = setUp({ expiresSeconds: 60 });
    registrar.minExpires = 120;
    phone.boot();
    clock.advance(100);
    expect(heard().map(({ request }) => headerOf(request, 'Expires'))).toEqual(['60', '60', '120']);
    expect(phone.registeredUntilMs).toBeGreaterThan(clock.now() + 119_000);
    clock.advance(100_000);
    expect(heard().map(({ request }) => headerOf(request, 'Expires'))).toEqual(['120']);
  });

  it('lives for as long as the registrar grants, where that is less than it asked for', () => {
    const { clock, registrar, heard } = setUpRegistered();
    registrar.answer = (request) =>
      respond(request, 200, [
        ['Contact', '<sip:0003*210@127.0.0.1:9>;expires=900'],
        ['Contact', `${headerOf(request, 'Contact')};expires=20`],
      ]);
    clock.advance(75_000);
    const [first] = heard().slice(-1);
    clock.advance(14_000);
    const [next] = heard().slice(-1);
    expect(secondsBetween(first?.atMs ?? 0, next?.atMs ?? 0)).toBe(14);
  });
});

describe('a phone that gets no answer', () => {
  it('repeats the same request over UDP after 0.5, 1, 2 and then every 4 s, and gives up after 32 s', () => {
    const { clock, registrar, phone, heard } = setUp();
    registrar.isDeaf = true;
    phone.boot();
    clock.advance(33_000);
    const copies = heard();
    const startMs = copies[0]?.atMs ?? 0;
    expect(copies.map(({ atMs }) => (atMs - startMs) / 1000)).toEqual([
      0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5,
    ]);
    expect(new Set(copies.map(({ envelope }) => envelope.cseq.sequence))).toEqual(new Set([1]));
  });

  it('repeats more slowly once it has been told to wait', () => {
    const { clock, registrar, phone, heard } = setUp();
    registrar.answer = (request) => respond(request, 100);
    phone.boot();
    clock.advance(10_000);
    const copies = heard();
    const startMs = copies[0]?.atMs ?? 0;
    expect(copies.map(({ atMs }) => (atMs - startMs) / 1000)).toEqual([0, 0.5, 4.5, 8.5]);
  });

  it('sends once over TCP', () => {
    const { clock, registrar, phone, heard } = setUp({ transport: 'tcp' });
    registrar.isDeaf = true;
    phone.boot();
    clock.advance(31_000);
    expect(heard()).toHaveLength(1);
  });

  it('tries again, ever more slowly, until it is heard', () => {
    const { clock, registrar, phone, heard } = setUp();
    registrar.isDeaf = true;
    phone.boot();
    clock.advance(600_000);
    const attempts = new Map(heard().map(({ atMs, envelope }) => [envelope.cseq.sequence, atMs]));
    // The last copies of each attempt; the next one follows after what is left of the 32 s, and the pause.
    const gaps = [...attempts.values()].map((atMs, at, all) => ((all[at + 1] ?? 0) - atMs) / 1000);
    expect(gaps[0]).toBeLessThan(37);
    expect(gaps[5]).toBeGreaterThan(62);
    registrar.isDeaf = false;
    clock.advance(100_000);
    expect(phone.registeredUntilMs).toBeDefined();
  });

  it('drops a late copy of an answer', () => {
    const { clock, registrar, phone, heard } = setUp();
    phone.boot();
    clock.advance(100);
    const [challenged] = heard();
    const untilMs = phone.registeredUntilMs;
    if (challenged) registrar.say(serialiseMessage(respond(challenged.request, 403)));
    clock.advance(1000);
    expect(heard()).toEqual([]);
    expect(phone.registeredUntilMs).toBe(untilMs);
  });

  it('comes back over a new connection when the registrar has ended the old one', () => {
    const { clock, registrar, phone, heard } = setUpRegistered({ transport: 'tcp' });
    registrar.lines[0]?.events.lost();
    clock.advance(5000);
    expect(registrar.lines).toHaveLength(2);
    expect(heard().map(({ request }) => headerOf(request, 'Contact'))).toEqual([
      expect.stringContaining('127.0.0.1:40001;transport=tcp'),
    ]);
    expect(phone.registeredUntilMs).toBeDefined();
  });
});

describe('a phone that is refused', () => {
  it('does not try a wrong password for ever', () => {
    const { clock, phone, refusals, heard } = setUp({}, 'wrong');
    phone.boot();
    clock.advance(1000);
    expect(heard()).toHaveLength(3);
    expect(refusals).toEqual([401]);
    expect(phone.registeredUntilMs).toBeUndefined();
  });

  it('comes back when the registrar says', () => {
    const { clock, registrar, phone, refusals, heard } = setUp();
    registrar.answer = (request) => respond(request, 503, [['Retry-After', '120 (busy)']]);
    phone.boot();
    clock.advance(119_000);
    expect(heard()).toHaveLength(1);
    expect(refusals).toEqual([503]);
    clock.advance(2000);
    expect(heard()).toHaveLength(1);
  });

  it('does not take a success that lists other phones only for its own', () => {
    const { clock, registrar, phone, refusals } = setUp();
    registrar.answer = (request) =>
      respond(request, 200, [['Contact', '<sip:0003*210@192.0.2.1>;expires=3600']]);
    phone.boot();
    clock.advance(1000);
    expect(phone.registeredUntilMs).toBeUndefined();
    expect(refusals).toEqual([200]);
  });
});
