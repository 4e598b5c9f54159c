import { COUNTED_STATES, type CountedState } from '../../contract/journal.ts';
import { describeAgent, parseAgent } from '../../presence/agent.ts';
import { conditionAt } from '../../presence/condition.ts';
import { splitNumber } from '../../presence/organization.ts';
import { isInState, type State } from '../../presence/summary.ts';
import type { WatchedExtension } from '../../presence/watch.ts';

/**
 * Counts of extensions, in the order of the contract's states: sums over as many minutes as their row tells. `lowest` is
 * how many were registered in the minute with the fewest.
 */
export type Cell = { sums: readonly number[]; lowest: number };

/** What was counted in some minutes: of all, by organization, and by the agents within each organization. */
export type CountRow = {
  atMs: number;
  minutes: number;
  total: Cell;
  organizations: ReadonlyMap<string, Cell>;
  /** By organization, then by the agent as `agentKey` writes it. */
  agents: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
};

/** More agents than any site has; whoever makes up a new one with each registration is counted with those beyond. */
const AGENTS_PER_ORGANIZATION = 200;
const OTHER_AGENTS = agentKey({ vendor: '', agent: 'Other agents', version: '' });

/** A cell of nobody. */
export const NO_EXTENSIONS: Cell = { sums: COUNTED_STATES.map(() => 0), lowest: 0 };

const STATE_OF: Record<Exclude<CountedState, 'total'>, State> = {
  registered: 'registered',
  busy: 'busy',
  ringing: 'ringing',
  late: 'late',
  expired: 'expired',
  notRegistered: 'not-registered',
  unknown: 'unknown',
  static: 'static',
};

/** Counts extensions as they are at a time; as one minute, which begins at `atMs`. */
export function countMinute(
  extensions: Iterable<WatchedExtension>,
  { atMs, nowMs, agentOf }: { atMs: number; nowMs: number; agentOf: (raw: string) => string },
): CountRow {
  const organizations = new Map<string, Cell>();
  const agents = new Map<string, Map<string, Cell>>();
  let total = NO_EXTENSIONS;
  for (const watched of extensions) {
    const now = conditionAt(watched, nowMs);
    const sums = COUNTED_STATES.map((state) =>
      Number(state === 'total' || isInState({ watched, now }, STATE_OF[state])),
    );
    const one = { sums, lowest: sums[1] ?? 0 };
    const { organization } = splitNumber(watched.extension.number);
    total = together(total, one);
    organizations.set(
      organization,
      together(organizations.get(organization) ?? NO_EXTENSIONS, one),
    );
    const ofOrganization = agents.get(organization) ?? new Map<string, Cell>();
    agents.set(organization, ofOrganization);
    const agent = agentOf(now.main?.registration.agent ?? '');
    const isKnown = ofOrganization.has(agent) || ofOrganization.size < AGENTS_PER_ORGANIZATION;
    const key = isKnown ? agent : OTHER_AGENTS;
    ofOrganization.set(key, together(ofOrganization.get(key) ?? NO_EXTENSIONS, one));
  }
  return { atMs, minutes: 1, total, organizations, agents };
}

/** Different extensions of the same minutes in one cell. Of several minutes `lowest` is then no more than a lower bound. */
export function together(a: Cell, b: Cell): Cell {
  return {
    sums: a.sums.map((sum, index) => sum + (b.sums[index] ?? 0)),
    lowest: a.lowest + b.lowest,
  };
}

/** Rows of different minutes as one row, which begins at `atMs`. What a row does not have was 0 then. */
export function sumRows(rows: readonly CountRow[], atMs: number): CountRow {
  return {
    atMs,
    minutes: rows.reduce((sum, { minutes }) => sum + minutes, 0),
    total: oneAfterAnother(rows.map(({ total }) => total)),
    organizations: mergeMaps(
      rows.map(({ organizations }) => organizations),
      (cells) => oneAfterAnother(cells.map((cell) => cell ?? NO_EXTENSIONS)),
    ),
    agents: mergeMaps(
      rows.map(({ agents }) => agents),
      (maps) =>
        mergeMaps(
          maps.map((map) => map ?? new Map<string, Cell>()),
          (cells) => oneAfterAnother(cells.map((cell) => cell ?? NO_EXTENSIONS)),
        ),
    ),
  };
}

/** The same extensions in minutes one after another. */
export function oneAfterAnother(cells: readonly Cell[]): Cell {
  return {
    sums: cells.reduce((sum, cell) => together(sum, cell), NO_EXTENSIONS).sums,
    lowest: Math.min(...cells.map(({ lowest }) => lowest)),
  };
}

function mergeMaps<Value>(
  maps: readonly ReadonlyMap<string, Value>[],
  merge: (values: readonly (Value | undefined)[]) => Value,
): Map<string, Value> {
  const keys = new Set(maps.flatMap((map) => [...map.keys()]));
  return new Map([...keys].map((key) => [key, merge(maps.map((map) => map.get(key)))]));
}

/** An agent as it is counted: as the board names it. */
export type CountedAgent = { vendor: string; agent: string; version: string };

export function agentKey({ vendor, agent, version }: CountedAgent): string {
  return [vendor, agent, version].map((part) => part.replaceAll('\t', ' ')).join('\t');
}

export function agentOfKey(key: string): CountedAgent {
  const [vendor = '', agent = '', version = ''] = key.split('\t');
  return { vendor, agent, version };
}

const AGENTS_REMEMBERED = 2000;

/** Gives the key of a raw agent, and remembers it: taking one apart costs more than counting it. */
export function createAgentKeys(): (raw: string) => string {
  const keys = new Map<string, string>();
  return (raw) => {
    const known = keys.get(raw);
    if (known !== undefined) return known;
    const { name: agent, version } = describeAgent(raw);
    const key = agentKey({ vendor: parseAgent(raw).vendor, agent, version });
    if (keys.size >= AGENTS_REMEMBERED) keys.clear();
    keys.set(raw, key);
    return key;
  };
}
