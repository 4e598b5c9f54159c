import type { Configuration, ConfiguredExtension } from './config/configuration.ts';
import type { ProvisionedExtension } from './directory/roll.ts';
import { makeRoster, type Roster } from './fleet/roster.ts';

/** The same made-up site at every start, so that its telephones are the same devices. */
const FLEET_SEED = 1;

/**
 * Which extensions there are, what they are called and which password each has: the configured ones and the fleet's. With
 * an upstream there are those that it lists, and what is configured are their names.
 */
export type PhoneBook = {
  /** The fleet's site; undefined when there is no fleet. */
  readonly roster: Roster | undefined;
  /** An extension for a telephone of the reader's own, where there is a fleet that may use its number. */
  readonly spare: { number: string; password: string } | undefined;
  extensions(): ProvisionedExtension[];
  /** Takes what an upstream lists. */
  list(extensions: readonly Listed[]): void;
  /** Names of organizations by prefix. */
  organizationNames(): Readonly<Record<string, string>>;
  /** The password of an extension; undefined when there is no such extension, or it never registers. */
  credentialsOf(number: string): { password: string } | undefined;
  fleetPasswordOf(number: string): string;
  /** Takes another configuration; the fleet stays. */
  change(next: Configuration): void;
};

/** An extension as an upstream lists it. */
type Listed = Pick<ProvisionedExtension, 'number' | 'static'>;

/** Makes the phone book. Where the configuration and the fleet have the same number, the configuration's counts. */
export function createPhoneBook(
  configuration: Configuration,
  fleetPasswordOf: (number: string) => string,
): PhoneBook {
  const { fleet } = configuration;
  let present = configuration;
  let configured = byNumber(configuration.extensions);
  let listed: readonly Listed[] | undefined = configuration.unifiedApi && [];
  const isFree = ({ number }: { number: string }) => !configured.has(number);
  const site = fleet > 0 ? makeRoster({ extensions: fleet, seed: FLEET_SEED }) : undefined;
  // A telephone of the fleet with a configured number would try a wrong password for ever.
  const roster = site && { ...site, extensions: site.extensions.filter(isFree) };
  const made = roster ? fleetExtensions(roster).filter(isFree) : [];
  const madeNumbers = new Set(made.map(({ number }) => number));
  const spare = made.find(({ number }) => number === roster?.spare.number);
  return {
    roster,
    spare: spare && { number: spare.number, password: fleetPasswordOf(spare.number) },
    extensions: () =>
      listed
        ? listed.map(({ number, static: isStatic }) => ({
            ...{ number, static: isStatic },
            name: configured.get(number)?.name ?? '',
          }))
        : [...made, ...present.extensions.map(provisioned)],
    list(extensions) {
      listed = extensions;
    },
    organizationNames: () => ({
      ...Object.fromEntries(roster?.organizations ?? []),
      ...present.organizations,
    }),
    credentialsOf(number) {
      const own = configured.get(number);
      if (own) return own.password === undefined ? undefined : { password: own.password };
      return madeNumbers.has(number) ? { password: fleetPasswordOf(number) } : undefined;
    },
    fleetPasswordOf,
    change(next) {
      present = next;
      configured = byNumber(next.extensions);
    },
  };
}

function fleetExtensions({ extensions, spare }: Roster): ProvisionedExtension[] {
  return [
    ...extensions.map(({ number, name, registration }) => ({
      ...{ number, name },
      static: registration === 'static',
    })),
    { ...spare, static: false },
  ];
}

function provisioned({ number, name = '', static: isStatic }: ConfiguredExtension) {
  return { number, name, static: isStatic };
}

function byNumber(extensions: readonly ConfiguredExtension[]) {
  return new Map(extensions.map((extension) => [extension.number, extension]));
}
