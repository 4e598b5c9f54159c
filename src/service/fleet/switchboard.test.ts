import { describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import type { PhoneCall } from './publish-request.ts';
import { seededRandom } from './random.ts';
import { startSwitchboard } from './switchboard.ts';

/** A phone that does nothing but keep the call that it is in. */
class FakePhone {
  readonly number: string;
  isOff = false;
  call: PhoneCall | undefined;
  drop = () => {};

  constructor(number: string) {
    this.number = number;
  }

  get isFree(): boolean {
    return !this.isOff && this.call === undefined;
  }

  /** What a wall shows of it. */
  get presence(): 'idle' | 'ringing' | 'busy' {
    if (!this.call) return 'idle';
    return this.call.state === 'early' && this.call.direction === 'recipient' ? 'ringing' : 'busy';
  }

  talk(call: PhoneCall, dropped: () => void): void {
    this.call = call;
    this.drop = dropped;
  }

  hangUp(): void {
    this.call = undefined;
  }
}

function setUp({ extensions = 128, seed = 1 } = {}) {
  const clock = new FakeClock();
  const phones = Array.from({ length: extensions }, (_, n) => {
    const organization = String(1 + Math.floor(n / 32)).padStart(4, '0');
    return new FakePhone(`${organization}*${200 + n}`);
  });
  const random = seededRandom(seed);
  const switchboard = startSwitchboard({ phones, extensions, clock, random });
  const count = (presence: FakePhone['presence']) =>
    phones.filter((phone) => phone.presence === presence).length;
  /** Lets time pass until somebody's phone is that. */
  const until = (presence: FakePhone['presence']): FakePhone => {
    for (let second = 0; second < 600; second++) {
      const found = phones.find((phone) => phone.presence === presence);
      if (found) return found;
      clock.advance(1000);
    }
    throw new Error(`Nobody was ${presence} within ten minutes.`);
  };
  return { clock, phones, switchboard, count, until };
}

const average = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('the switchboard', () => {
  it.each([
    { extensions: 128, seed: 1 },
    { extensions: 128, seed: 2 },
    { extensions: 1280, seed: 1 },
  ])('keeps $extensions extensions lively and calm (seed $seed)', (fleet) => {
    const { clock, count } = setUp(fleet);
    clock.advance(90_000);
    const ringing: number[] = [];
    const busy: number[] = [];
    for (let second = 0; second < 1800; second += 5) {
      clock.advance(5000);
      ringing.push(count('ringing'));
      busy.push(count('busy'));
    }
    const per128 = 128 / fleet.extensions;
    expect(average(ringing) * per128).toBeGreaterThan(0.8);
    expect(average(ringing) * per128).toBeLessThan(2);
    expect(average(busy) * per128).toBeGreaterThan(4);
    expect(average(busy) * per128).toBeLessThan(9);
    expect(Math.max(...busy) * per128).toBeLessThanOrEqual(12);
  });

  it('lets a phone ring before two talk, and puts the same call on both', () => {
    const { phones, until } = setUp();
    const callee = until('ringing');
    const caller = phones.find(({ number }) => number === callee.call?.remote);
    expect(caller?.call).toMatchObject({
      id: callee.call?.id,
      direction: 'initiator',
      state: 'early',
      remote: callee.number,
    });
  });

  it('ends a call on both ends when one of them goes', () => {
    const { clock, phones, until } = setUp();
    const gone = until('ringing');
    const other = phones.find(({ number }) => number === gone.call?.remote);
    const { id } = gone.call ?? {};
    gone.isOff = true;
    gone.hangUp();
    gone.drop();
    expect(other?.call).toBeUndefined();
    clock.advance(120_000);
    expect(phones.some(({ call }) => call?.id === id)).toBe(false);
    expect(gone.call).toBeUndefined();
  });

  it('does not call a person who talks on the other phone', () => {
    const { clock, phones, count } = setUp({ extensions: 3 });
    const [ann] = phones;
    const second = new FakePhone(ann?.number ?? '');
    phones.push(second);
    for (let at = 0; at < 3600; at++) {
      clock.advance(1000);
      expect(ann?.call && second.call).toBeUndefined();
    }
    expect(count('idle')).toBeGreaterThan(0);
  });

  it('connects nobody where nobody is free', () => {
    const { clock, phones, count } = setUp();
    for (const phone of phones) phone.isOff = true;
    clock.advance(60_000);
    expect(count('idle')).toBe(phones.length);
  });

  it('leaves no timer when it is closed, and may be closed twice', () => {
    const { clock, switchboard, until } = setUp();
    const phone = until('busy');
    switchboard.close();
    switchboard.close();
    expect(clock.waiting).toBe(0);
    phone.drop();
    expect(phone.call).toBeDefined();
  });
});
