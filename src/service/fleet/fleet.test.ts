import { describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.rig.ts';
import { FakeRegistrar, respond } from './fake-registrar.rig.ts';
import { FLEET_NOTICE, startFleet } from './fleet.ts';
import { seededRandom } from './random.ts';
import { makeRoster } from './roster.ts';

const MINUTE_MS = 60_000;

function setUp({ extensions = 128, seed = 1 } = {}) {
  const clock = new FakeClock();
  const registrar = new FakeRegistrar(clock);
  const roster = makeRoster({ extensions, seed });
  const logged: string[] = [];
  const log = {
    info: (_fields: object, message: string) => logged.push(`info: ${message}`),
    warn: (_fields: object, message: string) => logged.push(`warn: ${message}`),
  };
  const fleet = startFleet({
    roster,
    registrarAddress: { host: '127.0.0.1', udpPort: 5060, tcpPort: 5060 },
    passwordOf: registrar.passwordOf,
    clock,
    random: seededRandom(seed),
    log,
    openLine: registrar.openLine,
  });
  const registered = () => {
    const live = [...registrar.bindings.values()].filter(({ untilMs }) => untilMs > clock.now());
    return new Set(live.map(({ number }) => number));
  };
  /** Extensions that ought to be registered, and are not. */
  const missing = () => {
    const alive = registered();
    return roster.extensions.filter(
      ({ number, registration }) => registration !== 'static' && !alive.has(number),
    );
  };
  return { clock, registrar, roster, fleet, logged, registered, missing };
}

describe('startFleet', () => {
  it('says what it is, and how many extensions it simulates', async () => {
    const { fleet, logged } = setUp({ extensions: 12 });
    expect(fleet.size).toBe(12);
    expect(logged).toEqual([`info: ${FLEET_NOTICE}`]);
    await fleet.close();
  });

  it('has everybody registered within 20 s but the one who never does', async () => {
    const { clock, fleet, missing, registered } = setUp();
    clock.advance(4000);
    expect(registered().size).toBeGreaterThan(20);
    expect(registered().size).toBeLessThan(100);
    clock.advance(16_000);
    expect(missing().map(({ registration }) => registration)).toEqual(['never']);
    await fleet.close();
  });

  it.each([1, 2])('stays calm but never dull for an hour (seed %i)', async (seed) => {
    const { clock, fleet, missing } = setUp({ seed });
    clock.advance(MINUTE_MS);
    const counts: number[] = [];
    for (let second = 0; second < 3600; second += 10) {
      clock.advance(10_000);
      counts.push(missing().length);
    }
    const typical = counts.slice().sort((a, b) => a - b)[Math.floor(counts.length / 2)];
    expect(typical).toBeGreaterThanOrEqual(2);
    expect(typical).toBeLessThanOrEqual(8);
    expect(Math.max(...counts)).toBeLessThanOrEqual(17);
    await fleet.close();
  });

  it('has some phones in a call, and one or two ringing, once everybody is there', async () => {
    const { clock, registrar, roster, fleet } = setUp();
    clock.advance(2 * MINUTE_MS);
    const counts: { ringing: number; busy: number }[] = [];
    for (let second = 0; second < 600; second += 5) {
      clock.advance(5000);
      const said = roster.extensions.flatMap(({ number }) => registrar.publishedBy(number));
      const ringing = said.filter((body) => /recipient.*\s+<state>early/.test(body)).length;
      counts.push({ ringing, busy: said.length - ringing });
    }
    const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length / 2];
    expect(middle(counts.map(({ ringing }) => ringing))).toBeGreaterThanOrEqual(1);
    expect(middle(counts.map(({ ringing }) => ringing))).toBeLessThanOrEqual(2);
    expect(middle(counts.map(({ busy }) => busy))).toBeGreaterThanOrEqual(4);
    expect(middle(counts.map(({ busy }) => busy))).toBeLessThanOrEqual(10);
    await fleet.close();
  });

  it.each([1, 2, 3])(
    'loses nine of one model in 0003 together, and has them back (seed %i)',
    async (seed) => {
      const { clock, registrar, fleet } = setUp({ seed });
      const department = () =>
        [...registrar.bindings.values()].filter(
          ({ number, agent, untilMs }) =>
            number.startsWith('0003*') &&
            agent === 'Yealink SIP-T46S 66.86.0.15' &&
            untilMs > clock.now(),
        ).length;
      clock.advance(MINUTE_MS);
      const before = department();
      let fewest = before;
      for (let second = 60; second < 390; second += 5) {
        clock.advance(5000);
        fewest = Math.min(fewest, department());
      }
      expect(before - fewest).toBeGreaterThanOrEqual(9);
      clock.advance(3 * MINUTE_MS);
      expect(before - department()).toBeLessThanOrEqual(2);
      await fleet.close();
    },
  );

  it('comes up again as the same devices', async () => {
    const instances = async () => {
      const { clock, fleet, registrar } = setUp({ extensions: 30 });
      clock.advance(10_000);
      await fleet.close();
      return [...registrar.bindings.keys()]
        .flatMap((contact) => /urn:uuid:[\w-]+/.exec(contact) ?? [])
        .sort();
    };
    const first = await instances();
    expect(first.length).toBeGreaterThan(20);
    expect(await instances()).toEqual(first);
  });

  it('warns once when it is refused', async () => {
    const { clock, registrar, fleet, logged } = setUp({ extensions: 10 });
    registrar.answer = (request) => respond(request, 403);
    clock.advance(30_000);
    expect(logged.filter((line) => line.startsWith('warn'))).toHaveLength(1);
    await fleet.close();
  });

  it('leaves no timer and no socket when it is closed, and takes no registration back', async () => {
    const { clock, registrar, fleet, registered } = setUp();
    clock.advance(5 * MINUTE_MS);
    const before = registered();
    const heardBefore = registrar.heard.length;
    await Promise.all([fleet.close(), fleet.close()]);
    await fleet.close();
    expect(clock.waiting).toBe(0);
    expect(registrar.lines.every(({ isOpen }) => !isOpen)).toBe(true);
    expect(registrar.heard).toHaveLength(heardBefore);
    expect(registered()).toEqual(before);
  });

  it('can be closed before its phones are up', async () => {
    const { clock, fleet, registrar } = setUp();
    clock.advance(1000);
    await fleet.close();
    expect(clock.waiting).toBe(0);
    expect(registrar.lines.every(({ isOpen }) => !isOpen)).toBe(true);
  });
});
