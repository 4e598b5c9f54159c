import { type Database, openMemoryDatabase } from '../../database.ts';
import type { RegistrationSink } from '../../directory/registration-sink.ts';
import { FakeClock } from '../../fake-clock.rig.ts';
import { MemoryNetwork } from '../../sip/memory-network.rig.ts';
import { createRegistrar, type Registrar, type RegistrarOptions } from './registrar.ts';

/** For tests: a registrar on a network, a clock and a disk of its own, and everything that it says. */
export type Bench = {
  registrar: Registrar;
  clock: FakeClock;
  network: MemoryNetwork;
  database: Database;
  /** What the sink was told: `registered 0003*210 sip:210@192.0.2.10 (Phone/1) until 14:31:00`. */
  told: string[];
  /** What was logged, fields and all. */
  logged: string[];
};

type BenchOptions = Partial<Omit<RegistrarOptions, 'clock'>> & {
  clock?: FakeClock;
  network?: MemoryNetwork;
  sink?: RegistrationSink;
};

export const PASSWORD = 'correct horse';

/** A registrar that has started. The extensions 0003*200 to 0003*299 exist; digest is off unless it is asked for. */
export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const bench = createBench(options);
  await bench.registrar.start();
  return bench;
}

/** The same, before `start`. */
export function createBench(options: BenchOptions = {}): Bench {
  const {
    network = new MemoryNetwork(),
    clock = new FakeClock(),
    database = openMemoryDatabase(),
    ...others
  } = options;
  const told: string[] = [];
  const logged: string[] = [];
  const log = (fields: object, message: string) => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };
  const registrar = createRegistrar({
    host: '127.0.0.1',
    port: 5060,
    realm: 'rollcall',
    digest: 'off',
    credentialsOf: (extension) =>
      /^0003\*2\d\d$/.test(extension) ? { password: PASSWORD } : undefined,
    sink: sinkThatNotes(told),
    log: { info: log, warn: log },
    openers: network,
    ...others,
    database,
    clock,
  });
  return { registrar, clock, network, database, told, logged };
}

/** For tests: a disk that counts what is written to it, and may be full. */
export function diskForTest() {
  const database = openMemoryDatabase();
  const disk = { isFull: false, writes: 0 };
  const watched: Database = {
    ...database,
    transaction(work) {
      disk.writes += 1;
      return database.transaction(() => {
        const result = work();
        // Full at the last moment: what was written within the transaction is not kept either.
        if (disk.isFull)
          throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
        return result;
      });
    },
  };
  return { disk, database: watched };
}

function sinkThatNotes(told: string[]): RegistrationSink {
  const note =
    (what: string, preposition: string): RegistrationSink['registered'] =>
    ({ extension, device, agent }, atMs) => {
      told.push(`${what} ${extension} ${device} (${agent}) ${preposition} ${timeOf(atMs)}`);
    };
  return {
    registered: note('registered', 'until'),
    unregistered: note('unregistered', 'at'),
    expired: note('expired', 'at'),
    published: ({ extension, presence }, expiresAtMs) =>
      told.push(`${extension} ${presence} until ${timeOf(expiresAtMs)}`),
    withdrawn: ({ extension }) => told.push(`${extension} withdrawn`),
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
