import { expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { openMemoryDatabase } from '../database.ts';
import { createRegistrar } from '../sources/registrar/registrar.ts';
import { startFleet } from './fleet.ts';
import { linesTo } from './line.ts';
import { seededRandom } from './random.ts';
import { makeRoster } from './roster.ts';

/** Twenty times as fast as the real one, so that nobody waits for phones that take their time to start. */
const fastClock: Clock = {
  now: () => systemClock.now(),
  after: (ms, callback) => systemClock.after(ms / 20, callback),
};

it('registers every phone of a fleet with the embedded registrar, over UDP and TCP, with digest', async () => {
  const roster = makeRoster({ extensions: 24, seed: 1 });
  const devices = roster.extensions.flatMap((extension) => extension.devices);
  const passwordOf = (number: string) => `password of ${number}`;
  const warnings: object[] = [];
  const log = { info: () => {}, warn: (fields: object) => warnings.push(fields) };
  const seen = new Map<string, string>();
  let allSeen = () => {};
  const everybody = new Promise<void>((resolve) => {
    allSeen = resolve;
  });
  const registrar = createRegistrar({
    host: '127.0.0.1',
    port: 0,
    realm: 'rollcall',
    digest: 'md5',
    credentialsOf: (number) => ({ password: passwordOf(number) }),
    database: openMemoryDatabase(),
    sink: {
      registered({ extension, device, agent }) {
        seen.set(`${extension} ${device}`, agent);
        if (seen.size === devices.length) allSeen();
      },
      unregistered: () => {},
      expired: () => {},
      published: () => {},
      withdrawn: () => {},
    },
    clock: systemClock,
    log,
  });
  await registrar.start();
  const fleet = startFleet({
    roster,
    registrarAddress: registrar.addresses,
    passwordOf,
    clock: fastClock,
    random: seededRandom(1),
    log,
  });
  await everybody;
  expect([...seen.values()].sort()).toEqual(devices.map(({ agent }) => agent).sort());
  expect(new Set(devices.map(({ transport }) => transport))).toEqual(new Set(['udp', 'tcp']));
  expect(warnings).toEqual([]);
  await fleet.close();
  await registrar.close();
});

it('says that a line is lost where nobody listens', async () => {
  const openLine = linesTo({ host: '127.0.0.1', udpPort: 1, tcpPort: 1 });
  await new Promise<void>((resolve, reject) => {
    openLine('tcp', {
      opened: () => reject(new Error('Port 1 has a listener.')),
      receive: () => {},
      lost: resolve,
    });
  });
});

it('calls nothing back once it was closed, not even when it was not open yet', async () => {
  const openLine = linesTo({ host: '127.0.0.1', udpPort: 1, tcpPort: 1 });
  const called: string[] = [];
  const lines = (['udp', 'tcp'] as const).map((transport) =>
    openLine(transport, {
      opened: () => called.push('opened'),
      receive: () => called.push('received'),
      lost: () => called.push('lost'),
    }),
  );
  await Promise.all(lines.map((line) => line.close()));
  expect(called).toEqual([]);
});
