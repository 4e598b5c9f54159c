import { FakeClock } from '../fake-clock.rig.ts';
import { FakeRegistrar } from './fake-registrar.rig.ts';
import { Phone } from './phone.ts';
import { seededRandom } from './random.ts';
import type { FleetDevice } from './roster.ts';

/** A telephone as the tests have it, unless they say otherwise. */
export const DEVICE: FleetDevice = {
  agent: 'Yealink SIP-T46S 66.86.0.15',
  transport: 'udp',
  expiresSeconds: 100,
  refreshAt: 0.7,
  instance: 'urn:uuid:6b047e2b-5172-4d01-a0b0-001565aabbcc',
};
export const NUMBER = '0003*210';

/** A phone that is switched off, and the registrar that it will meet. */
export function setUp(device: Partial<FleetDevice> = {}, password?: string) {
  const clock = new FakeClock();
  const registrar = new FakeRegistrar(clock);
  const refusals: number[] = [];
  const phone = new Phone(
    {
      number: NUMBER,
      domain: '127.0.0.1',
      password: password ?? registrar.passwordOf(NUMBER),
      device: { ...DEVICE, ...device },
    },
    {
      openLine: registrar.openLine,
      clock,
      random: seededRandom(7),
      refused: (_number, status) => refusals.push(status),
    },
  );
  /** What the registrar has heard since it was last asked. */
  const heard = () => registrar.heard.splice(0);
  return { clock, registrar, phone, refusals, heard };
}

/** A phone that has just registered. */
export function setUpRegistered(device: Partial<FleetDevice> = {}) {
  const all = setUp(device);
  all.phone.boot();
  all.clock.advance(100);
  all.heard();
  return all;
}
