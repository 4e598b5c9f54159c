import { describe, expect, it } from 'vitest';
import { headerOf } from '../sip/message.ts';
import { DEVICE, setUp, setUpRegistered } from './phone-bench.rig.ts';

describe('a phone to which something happens', () => {
  it('crashes without a word, and comes back as the same device in a new session', () => {
    const { clock, registrar, phone, heard } = setUp();
    phone.boot();
    clock.advance(100);
    const before = heard()[0]?.envelope.callId;
    phone.crash();
    expect(phone.registeredUntilMs).toBeUndefined();
    clock.advance(300_000);
    expect(heard()).toEqual([]);
    expect(clock.waiting).toBe(0);
    expect([...registrar.bindings.values()].every(({ untilMs }) => untilMs < clock.now())).toBe(
      true,
    );

    phone.boot();
    clock.advance(100);
    const [first] = heard();
    expect(first?.envelope.callId).not.toBe(before);
    expect(first?.envelope.cseq.sequence).toBe(1);
    expect(first && headerOf(first.request, 'Contact')).toContain(DEVICE.instance);
    expect(phone.registeredUntilMs).toBeDefined();
  });

  it('signs off with an expiry of 0, and switches itself off', () => {
    const { clock, registrar, phone, heard } = setUpRegistered();
    phone.signOff();
    clock.advance(100);
    const [request, ...more] = heard();
    expect(request && headerOf(request.request, 'Expires')).toBe('0');
    expect(more).toEqual([]);
    expect([...registrar.bindings.values()].every(({ untilMs }) => untilMs <= clock.now())).toBe(
      true,
    );
    expect(registrar.lines.every(({ isOpen }) => !isOpen)).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('signs off even where nobody hears it', () => {
    const { clock, registrar, phone } = setUpRegistered();
    registrar.isDeaf = true;
    phone.signOff();
    clock.advance(40_000);
    expect(registrar.lines.every(({ isOpen }) => !isOpen)).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('does not come back because its connection ended while it signed off', () => {
    const { clock, registrar, phone } = setUpRegistered({ transport: 'tcp' });
    phone.signOff();
    registrar.lines[0]?.events.lost();
    clock.advance(60_000);
    expect(registrar.lines).toHaveLength(1);
    expect(clock.waiting).toBe(0);
  });

  it('hangs past its rhythm, and refreshes within the last tenth of its life', () => {
    const { clock, phone, heard } = setUpRegistered();
    phone.hang();
    clock.advance(91_000);
    expect(heard()).toEqual([]);
    expect(phone.registeredUntilMs).toBeDefined();
    clock.advance(8000);
    expect(heard()).toHaveLength(1);
    expect(phone.registeredUntilMs).toBeGreaterThan(clock.now() + 90_000);
  });
});

describe('a phone that is asked something', () => {
  const ask = (method: string) =>
    [
      `${method} sip:0003*210@127.0.0.1:40000 SIP/2.0`,
      'Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;rport',
      'Max-Forwards: 70',
      'From: <sip:ping@127.0.0.1>;tag=1',
      'To: <sip:0003*210@127.0.0.1>',
      'Call-ID: ping-1',
      `CSeq: 1 ${method}`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');

  it('answers OPTIONS with 200, and says who it is', () => {
    const { registrar } = setUpRegistered();
    const [answer, ...more] = registrar.say(ask('OPTIONS'));
    expect(answer).toMatch(/^SIP\/2\.0 200 OK\r\n/);
    expect(answer).toContain('Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;rport\r\n');
    expect(answer).toMatch(/\r\nTo: <sip:0003\*210@127\.0\.0\.1>;tag=[0-9a-f]{8}\r\n/);
    expect(answer).toContain(`User-Agent: ${DEVICE.agent}\r\n`);
    expect(more).toEqual([]);
  });

  it('refuses a call, and lists what it can do', () => {
    const { registrar } = setUpRegistered();
    const [answer] = registrar.say(ask('INVITE'));
    expect(answer).toMatch(/^SIP\/2\.0 405 /);
    expect(answer).toContain('Allow: OPTIONS\r\n');
  });

  it('answers neither an ACK nor noise', () => {
    const { registrar } = setUpRegistered();
    expect(registrar.say(ask('ACK'))).toEqual([]);
    expect(registrar.say('\r\n\r\n')).toEqual([]);
    expect(registrar.say('GET / HTTP/1.1\r\n\r\n')).toEqual([]);
  });
});

describe('close', () => {
  it('leaves no timer and no socket, says nothing to the registrar, and may be called twice', async () => {
    const { clock, registrar, phone, heard } = setUpRegistered();
    await phone.close();
    await phone.close();
    expect(clock.waiting).toBe(0);
    expect(registrar.lines.every(({ isOpen }) => !isOpen)).toBe(true);
    expect(heard()).toEqual([]);
  });

  it('leaves no timer while an answer is awaited', async () => {
    const { clock, registrar, phone } = setUp();
    registrar.isDeaf = true;
    phone.boot();
    clock.advance(5000);
    await phone.close();
    expect(clock.waiting).toBe(0);
  });
});
