import type { Clock } from '../clock.ts';
import type { Directory } from '../directory/directory.ts';
import { FakeRegistrar } from '../fleet/fake-registrar.rig.ts';
import { startFleet } from '../fleet/fleet.ts';
import { seededRandom } from '../fleet/random.ts';
import type { Roster } from '../fleet/roster.ts';

// For tests: the demonstration telephones before a registrar that tells a directory what it hears, and writes it down.

/** What a telephone was granted, and when: the truth of the day. What is over at once was taken back. */
export type Heard = { atMs: number; number: string; untilMs: number } & (
  | { kind: 'register'; contact: string; agent: string }
  | { kind: 'publish'; publication: string; presence: 'online' | 'ringing' | 'busy' }
);

/** Starts the telephones of a roster; `heard` grows with the day. */
export function startFleetDay({
  clock,
  roster,
  directory,
}: {
  clock: Clock;
  roster: Roster;
  directory: Directory;
}) {
  const registrar = new FakeRegistrar(clock);
  const heard: Heard[] = [];
  const { bindings, publications } = registrar;
  bindings.set = (contact, { number, agent, untilMs }) => {
    const atMs = clock.now();
    heard.push({ kind: 'register', atMs, number, contact, agent, untilMs });
    const registration = { extension: number, device: contact, agent };
    if (untilMs > atMs) directory.registered(registration, untilMs);
    else directory.unregistered(registration, atMs);
    return Map.prototype.set.call(bindings, contact, { number, agent, untilMs });
  };
  // Each PUBLISH gives its publication another tag, in the place of the one before.
  const idOfTag = new Map<string, string>();
  let replaced = '';
  publications.delete = (tag) => {
    replaced = tag;
    return Map.prototype.delete.call(publications, tag);
  };
  publications.set = (tag, { number, body, untilMs }) => {
    const atMs = clock.now();
    const publication = idOfTag.get(replaced) ?? tag;
    idOfTag.set(tag, publication);
    const presence = presenceIn(body);
    heard.push({ kind: 'publish', atMs, number, publication, presence, untilMs });
    if (untilMs > atMs) directory.published({ extension: number, publication, presence }, untilMs);
    else directory.withdrawn({ extension: number, publication });
    return Map.prototype.set.call(publications, tag, { number, body, untilMs });
  };
  const fleet = startFleet({
    roster,
    registrarAddress: { host: '127.0.0.1', udpPort: 5060, tcpPort: 5060 },
    passwordOf: registrar.passwordOf,
    clock,
    random: seededRandom(1),
    log: { info() {}, warn() {} },
    openLine: registrar.openLine,
  });
  return { heard, close: () => fleet.close() };
}

function presenceIn(body: string): 'online' | 'ringing' | 'busy' {
  if (!body.includes('<dialog ')) return 'online';
  return /direction="recipient"[\s\S]*<state>early/.test(body) ? 'ringing' : 'busy';
}
