import { companyNames, personNames, withRole } from './names.ts';
import {
  CONFERENCE_PHONE,
  CORDLESS_BASE,
  DEPARTMENT_PHONE,
  DESK_PHONES,
  DOOR_PHONE,
  FAX_ADAPTER,
  type PhoneModel,
  SOFTPHONES,
} from './phone-models.ts';
import { between, hexDigits, pick, type Random, seededRandom, shuffled } from './random.ts';

/** One telephone: how its model behaves, and which one it is. */
export type FleetDevice = Omit<PhoneModel, 'hasInstance'> & {
  /** The `+sip.instance` without its brackets, `urn:uuid:…`: the same after every restart. */
  instance?: string;
};

export type FleetExtension = {
  /** The extended number, `0003*210`. */
  number: string;
  /** For people: "Ann Miller, reception". */
  name: string;
  /** `static` needs no registration; `never` ought to register, and has nothing that could. */
  registration: 'phone' | 'static' | 'never';
  devices: readonly FleetDevice[];
};

export type Roster = {
  /** Names of organizations by prefix. */
  organizations: ReadonlyMap<string, string>;
  extensions: readonly FleetExtension[];
  /** One extension more, which no telephone of the fleet uses: for a softphone of the reader's own. */
  spare: { number: string; name: string };
};

type Organization = { prefix: string; name: string; size: number; models: readonly PhoneModel[] };
type Seat = { organization: Organization; position: number };
type Place = { name: string; model: PhoneModel };
type Chance = { random: Random; nextPerson: () => string };

const EXTENSIONS_PER_ORGANIZATION = 32;
const FIRST_PREFIXES = [3, 7, 12, 21];
const FIRST_NUMBERS = [201, 100, 301, 10];
/** The places of an organization stand among its first 24 extensions, and come again after that. */
const PLACES_EVERY = 24;
const RECEPTION = 9;
/** One person in eight, the reception among them, takes calls on a computer or a mobile too. */
const SECOND_DEVICE = RECEPTION % 8;
const STATIC_NAMES = ['Trunk to the carrier', 'Paging speakers', 'Lift', 'Alarm dialler'];

/**
 * Who has which telephone in a made-up site of 1 to 10,000 extensions. The same seed gives the same roster, so that
 * the phones come up again as who they were.
 */
export function makeRoster({ extensions, seed }: { extensions: number; seed: number }): Roster {
  const random = seededRandom(seed);
  const chance = { random, nextPerson: personNames(random) };
  const organizations = makeOrganizations(random, extensions);
  const seats = organizations.flatMap((organization) =>
    Array.from({ length: organization.size }, (_, position) => ({ organization, position })),
  );
  const phoneless = choosePhoneless(chance, seats);
  return {
    organizations: new Map(organizations.map(({ prefix, name }) => [prefix, name])),
    extensions: seats.map((seat) => phoneless.get(seat) ?? equip(chance, seat)),
    spare: { number: '0003*299', name: 'Your own softphone' },
  };
}

function makeOrganizations(random: Random, extensions: number): Organization[] {
  const count = Math.max(1, Math.round(extensions / EXTENSIONS_PER_ORGANIZATION));
  const weights = Array.from({ length: count }, (_, index) =>
    index === 0 ? 1 : between(random, [0.6, 1.4]),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const names = companyNames(random);
  let prefix = 0;
  let weightBefore = 0;
  return weights.map((weight, index) => {
    prefix = FIRST_PREFIXES[index] ?? prefix + Math.round(between(random, [2, 9]));
    const from = Math.round((weightBefore / total) * extensions);
    weightBefore += weight;
    return {
      prefix: String(prefix).padStart(4, '0'),
      name: names[index] ?? `Company ${index + 1}`,
      size: Math.round((weightBefore / total) * extensions) - from,
      // A company buys a few models, not one of each.
      models: shuffled(random, DESK_PHONES).slice(0, 4),
    };
  });
}

/** The extensions without a phone, static ones and ones that never register: a few of those that are nothing special. */
function choosePhoneless(chance: Chance, seats: readonly Seat[]): Map<Seat, FleetExtension> {
  const candidates = shuffled(
    chance.random,
    seats.filter(
      (seat) =>
        seat.position > RECEPTION && placeAt(seat.position) === undefined && !isDepartment(seat),
    ),
  );
  const staticCount = Math.round(seats.length / 50);
  const neverCount = Math.max(seats.length > PLACES_EVERY ? 1 : 0, Math.round(seats.length / 400));
  const chosen = candidates.slice(0, staticCount + neverCount).map((seat, index) => {
    const isStatic = index < staticCount;
    const extension: FleetExtension = {
      number: numberOf(seat),
      name: isStatic
        ? (STATIC_NAMES[index % STATIC_NAMES.length] ?? '')
        : `${chance.nextPerson()}, starts Monday`,
      registration: isStatic ? 'static' : 'never',
      devices: [],
    };
    return [seat, extension] as const;
  });
  return new Map(chosen);
}

function equip(chance: Chance, seat: Seat): FleetExtension {
  const { random } = chance;
  const place = placeAt(seat.position);
  const models = [place?.model ?? personalPhone(random, seat)];
  if (!place && seat.position % 8 === SECOND_DEVICE) models.push(pick(random, SOFTPHONES));
  return {
    number: numberOf(seat),
    name: place?.name ?? personAt(chance, seat),
    registration: 'phone',
    devices: models.map((model) => makeDevice(random, model)),
  };
}

function placeAt(position: number): Place | undefined {
  const floor = Math.floor(position / PLACES_EVERY) + 1;
  switch (position % PLACES_EVERY) {
    case 4:
      return { name: `Conference room ${floor}`, model: CONFERENCE_PHONE };
    case 13:
      return { name: floor === 1 ? 'Front door' : `Door ${floor}`, model: DOOR_PHONE };
    case 17:
      return { name: floor === 1 ? 'Warehouse' : `Warehouse ${floor}`, model: CORDLESS_BASE };
    case 21:
      return { name: floor === 1 ? 'Fax' : `Fax ${floor}`, model: FAX_ADAPTER };
    default:
      return undefined;
  }
}

function personalPhone(random: Random, seat: Seat): PhoneModel {
  if (isDepartment(seat)) return DEPARTMENT_PHONE;
  return pick(random, random() < 0.15 ? SOFTPHONES : seat.organization.models);
}

/** Those at 0003 who have all been given the same telephone. */
function isDepartment({ organization, position }: Seat): boolean {
  return organization.prefix === '0003' && position % 2 === 0;
}

function personAt({ random, nextPerson }: Chance, { organization, position }: Seat): string {
  if (position !== RECEPTION) return withRole(random, nextPerson());
  return `${organization.prefix === '0003' ? 'Ann Miller' : nextPerson()}, reception`;
}

function numberOf({ organization: { prefix }, position }: Seat): string {
  const first = FIRST_NUMBERS[FIRST_PREFIXES.indexOf(Number(prefix))] ?? 100;
  return `${prefix}*${String(first + position).padStart(3, '0')}`;
}

function makeDevice(random: Random, { hasInstance, ...model }: PhoneModel): FleetDevice {
  return hasInstance ? { ...model, instance: `urn:uuid:${randomUuid(random)}` } : model;
}

/** RFC 4122 4.4: a random UUID says in its third part that it is one, and in its fourth by whose rules. */
function randomUuid(random: Random): string {
  const digits = (length: number) => hexDigits(random, length);
  return `${digits(8)}-${digits(4)}-4${digits(3)}-a${digits(3)}-${digits(12)}`;
}
