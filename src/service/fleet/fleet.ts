import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { linesTo, type OpenLine, type RegistrarAddress } from './line.ts';
import { startMischief } from './mischief.ts';
import { Phone, type Surroundings } from './phone.ts';
import { between, type Random } from './random.ts';
import type { Roster } from './roster.ts';
import { startSwitchboard } from './switchboard.ts';

/** What the fleet says of itself, wherever it is met. */
export const FLEET_NOTICE =
  'Demonstration fleet: these telephones are simulated, their registrations are real SIP';

export type Fleet = {
  /** How many extensions are simulated. */
  readonly size: number;
  /** Switches every phone off. None signs off: to the registrar it looks as if the power had failed. */
  close(): Promise<void>;
};

/** All phones have tried by then. */
const FIRST_REGISTRATIONS_MS = 8000;

/**
 * Starts the phones of a roster: each is a SIP user agent with a socket of its own on the loopback address, registers
 * with the registrar there, and publishes the calls that it has with others. `random` need not be seeded, and `openLine` is for tests.
 */
export function startFleet({
  roster,
  registrarAddress,
  passwordOf,
  clock,
  random,
  log,
  openLine = linesTo(registrarAddress),
}: {
  roster: Roster;
  registrarAddress: RegistrarAddress;
  /** The SIP password of an extension. */
  passwordOf: (number: string) => string;
  clock: Clock;
  random: Random;
  log: Pick<Log, 'info' | 'warn'>;
  openLine?: OpenLine;
}): Fleet {
  const size = roster.extensions.length;
  const refused = warnOnce(log);
  const surroundings: Surroundings = { openLine, clock, random, refused };
  const phones = roster.extensions.flatMap(({ number, devices }) =>
    devices.map((device) => {
      const owner = { number, domain: registrarAddress.host, password: passwordOf(number), device };
      return new Phone(owner, surroundings);
    }),
  );
  const cancelBoots = phones.map((phone) =>
    clock.after(between(random, [0, FIRST_REGISTRATIONS_MS]), () => phone.boot()),
  );
  const mischief = startMischief({ phones, extensions: size, clock, random });
  const switchboard = startSwitchboard({ phones, extensions: size, clock, random });
  log.info({ extensions: size, telephones: phones.length }, FLEET_NOTICE);
  let closed: Promise<unknown> | undefined;

  return {
    size,
    async close() {
      mischief.close();
      switchboard.close();
      for (const cancel of cancelBoots) cancel();
      closed ??= Promise.all(phones.map((phone) => phone.close()));
      await closed;
    },
  };
}

/** A refusal of one phone is most often a refusal of all, and one line says as much as a thousand. */
function warnOnce(log: Pick<Log, 'warn'>): Surroundings['refused'] {
  let warned = false;
  return (number, status) => {
    if (warned) return;
    warned = true;
    log.warn(
      { extension: number, status },
      'The registrar refuses a telephone of the demonstration fleet, which will try again.',
    );
  };
}
