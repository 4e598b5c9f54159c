import { expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.ts';
import { openMemoryDatabase } from '../database.ts';
import type { RegistrationSink } from '../directory/registration-sink.ts';
import { createRegistrar } from '../sources/registrar/registrar.ts';
import { startFleet } from './fleet.ts';
import { linesTo } from './line.ts';
import { seededRandom } from './random.ts';
import { makeRoster } from './roster.ts';

/** As long as it takes on a busy machine. */
const PATIENTLY = { timeout: 50_000 };

/** Twenty times as fast as the real one, so that nobody waits for phones that take their time to start. */
const fastClock: Clock = {
  now: () => systemClock.now(),
  after: (ms, callback) => systemClock.after(ms / 20, callback),
};

/** A fleet of 24 extensions and the embedded registrar, which tells `sink` what it learns. */
async function startSite(sink: Partial<RegistrationSink>) {
  const roster = makeRoster({ extensions: 24, seed: 1 });
  const passwordOf = (number: string) => `password of ${number}`;
  const warnings: object[] = [];
  const log = { info: () => {}, warn: (fields: object) => warnings.push(fields) };
  const nothing = () => {};
  const registrar = createRegistrar({
    host: '127.0.0.1',
    port: 0,
    realm: 'rollcall',
    digest: 'md5',
    credentialsOf: (number) => ({ password: passwordOf(number) }),
    database: openMemoryDatabase(),
    sink: {
      registered: nothing,
      unregistered: nothing,
      expired: nothing,
      published: nothing,
      withdrawn: nothing,
      ...sink,
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
  const close = async () => {
    await fleet.close();
    await registrar.close();
  };
  const devices = roster.extensions.flatMap((extension) =>
    extension.devices.map((device) => ({ ...device, number: extension.number })),
  );
  return { devices, warnings, close };
}

it('registers every phone of a fleet with the embedded registrar, over UDP and TCP, with digest', async () => {
  const seen = new Set<string>();
  const { devices, warnings, close } = await startSite({
    registered: ({ extension, agent }) => void seen.add(`${extension} ${agent}`),
  });
  await expect.poll(() => seen.size, PATIENTLY).toBe(devices.length);
  const expected = devices.map(({ number, agent }) => `${number} ${agent}`);
  expect([...seen].sort()).toEqual(expected.sort());
  expect(new Set(devices.map(({ transport }) => transport))).toEqual(new Set(['udp', 'tcp']));
  expect(warnings).toEqual([]);
  await close();
});

it('publishes their calls there, from the first ring to the end', async () => {
  const said = new Set<string>();
  const { warnings, close } = await startSite({
    published: ({ presence }) => void said.add(presence),
    withdrawn: () => void said.add('withdrawn'),
  });
  await expect.poll(() => said, PATIENTLY).toEqual(new Set(['ringing', 'busy', 'withdrawn']));
  expect(warnings).toEqual([]);
  await close();
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
