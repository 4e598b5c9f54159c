import { pick, type Random, shuffled } from './random.ts';

// Every person and every company here is made up.

/** Given names and surnames that go together. */
const CULTURES = [
  { given: 'Anna Emily Jack Ruth Oliver Grace', family: 'Carter Hughes Ward Bennett Clarke Frost' },
  { given: 'Sanjay Priya Arjun Meera Kavita Rohan', family: 'Patel Iyer Sharma Menon Gupta Nair' },
  { given: 'Amara Chidi Ngozi Emeka Ifeoma Tunde', family: 'Okafor Adeyemi Balogun Eze Nwosu Obi' },
  {
    given: 'Lucía Mateo Inés Diego Valeria Andrés',
    family: 'Sánchez Romero Ortiz Vega Muñoz Ríos',
  },
  {
    given: 'Jürgen Anke Lukas Greta Matthias Heike',
    family: 'Krämer Vogt Schröder Brandt Weiß Lang',
  },
  {
    given: 'Hiroshi Yuki Kenta Sakura Naoko Daichi',
    family: 'Tanaka Mori Ishikawa Ono Fujita Abe',
  },
  { given: 'Zoë Bram Lotte Sander Fleur Joost', family: 'Dekker Mulder Bakker Visser Smit Kuiper' },
  {
    given: 'Chloé Hugo Amélie Théo Manon Bastien',
    family: 'Laurent Girard Moreau Lefèvre Faure Roche',
  },
  {
    given: 'Astrid Søren Linnea Björn Freja Åse',
    family: 'Lindqvist Dahl Nyström Holm Østergaard Berg',
  },
  {
    given: 'Leila Omar Yasmin Karim Nadia Tariq',
    family: 'Haddad Mansour Khalil Saleh Farouk Aziz',
  },
  { given: 'Mei Wei Lan Jian Xiu Bo', family: 'Chen Lin Zhao Huang Wu Gao' },
  {
    given: 'João Beatriz Tiago Sofia Rui Inês',
    family: 'Ferreira Carvalho Sousa Lopes Pinto Araújo',
  },
  {
    given: 'Giulia Marco Chiara Luca Elena Paolo',
    family: 'Ricci Conti Greco Fontana Marino Villa',
  },
  { given: 'Ewa Marek Zofia Piotr Hanna Tomasz', family: 'Nowak Mazur Duda Wilk Pawlak Kubiak' },
];
const PEOPLE = CULTURES.flatMap(({ given, family }) =>
  given.split(' ').flatMap((first) => family.split(' ').map((last) => `${first} ${last}`)),
);

/** What people do whose telephone says so. Most telephones carry the name alone. */
const ROLES = ['sales', 'accounts', 'support', 'dispatch', 'night desk', 'legal', 'workshop'];

const HOUSES =
  'Kestrel Harbour Lumen Bluebell Marlow Tidewater Saffron Juniper Granite Foxglove Beacon Larkspur Copperfield Willow Meridian Thistle Anchor Hazel Orchard Pinnacle Quayside Redwood Silverline Wren';
const TRADES =
  'Freight Dental Bakery Architects Veterinary Insurance Logistics Opticians Hotel Legal Printworks Joinery Radiology Brewing Estates Travel';

/** Deals the names of people. None comes twice before all 504 have come. */
export function personNames(random: Random): () => string {
  let left: string[] = [];
  return () => {
    if (left.length === 0) left = shuffled(random, PEOPLE);
    return left.pop() ?? '';
  };
}

/** The person's name, for one in three with a role behind it: "Mei Chen, accounts". */
export function withRole(random: Random, person: string): string {
  return random() < 1 / 3 ? `${person}, ${pick(random, ROLES)}` : person;
}

/** Names of companies, each once, at most 385. The first is Acme. */
export function companyNames(random: Random): string[] {
  const houses = shuffled(random, HOUSES.split(' '));
  const trades = shuffled(random, TRADES.split(' '));
  // Every house once before one comes back in another trade, so that neighbours do not sound alike.
  const companies = trades.flatMap((_, round) =>
    houses.map((house, index) => `${house} ${trades[(index + round) % trades.length]}`),
  );
  return ['Acme', ...companies];
}
