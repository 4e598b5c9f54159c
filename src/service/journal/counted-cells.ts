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

const STATE_OF: Record<CountedState, State | 'total'> = {
  total: 'total',
  registered: 'registered',
  busy: 'busy',
  ringing: 'ringing',
  late: 'late',
  expired: 'expired',
  notRegistered: 'not-registered',
  unknown: 'unknown',
  static: 'static',
};
const PLACES = COUNTED_STATES.map((state, index) => ({ state: STATE_OF[state], index }));

/** Counts extensions as they are at a time; as one minute, which begins at `atMs`. */
export function countMinute(
  extensions: Iterable<WatchedExtension>,
  { atMs, nowMs, agentOf }: { atMs: number; nowMs: number; agentOf: (raw: string) => string },
): CountRow {
  const total = COUNTED_STATES.map(() => 0);
  const organizations = new Map<string, number[]>();
  const agents = new Map<string, Map<string, number[]>>();
  for (const watched of extensions) {
    const now = conditionAt(watched, nowMs);
    const counted = { watched, now };
    const places = PLACES.filter(({ state }) => state === 'total' || isInState(counted, state));
    const { organization } = splitNumber(watched.extension.number);
    const ofOrganization = agents.get(organization) ?? new Map<string, number[]>();
    agents.set(organization, ofOrganization);
    const agent = agentOf(now.main?.registration.agent ?? '');
    const isKnown = ofOrganization.has(agent) || ofOrganization.size < AGENTS_PER_ORGANIZATION;
    addTo(total, places);
    addTo(sumsOf(organizations, organization), places);
    addTo(sumsOf(ofOrganization, isKnown ? agent : OTHER_AGENTS), places);
  }
  return {
    ...{ atMs, minutes: 1 },
    total: cellOf(total),
    organizations: cellsOf(organizations),
    agents: new Map([...agents].map(([organization, cells]) => [organization, cellsOf(cells)])),
  };
}

// Ten thousand extensions are counted in one go, so sums are added to in place.

function sumsOf(cells: Map<string, number[]>, key: string): number[] {
  const known = cells.get(key);
  if (known) return known;
  const sums = COUNTED_STATES.map(() => 0);
  cells.set(key, sums);
  return sums;
}

function addTo(sums: number[], places: readonly { index: number }[]): void {
  for (const { index } of places) sums[index] = (sums[index] ?? 0) + 1;
}

/** The cell of a single minute, which is its own lowest. */
function cellOf(sums: readonly number[]): Cell {
  return { sums, lowest: sums[COUNTED_STATES.indexOf('registered')] ?? 0 };
}

function cellsOf(all: ReadonlyMap<string, readonly number[]>): Map<string, Cell> {
  return new Map([...all].map(([key, sums]) => [key, cellOf(sums)]));
}

/** Different extensions of the same minutes in one cell. Of several minutes `lowest` is then no more than a lower bound. */
export function together(a: Cell, b: Cell): Cell {
  return {
    sums: a.sums.map((sum, index) => sum + (b.sums[index] ?? 0)),
    lowest: a.lowest + b.lowest,
  };
}

/**
 * Rows of different minutes as one row, which begins at `atMs`. What a row does not have was 0 then. Agents are as few as
 * in a minute: those that come when there are enough are counted as others.
 */
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
        mergeMaps(withOthers(maps.map((map) => map ?? new Map<string, Cell>())), (cells) =>
          oneAfterAnother(cells.map((cell) => cell ?? NO_EXTENSIONS)),
        ),
    ),
  };
}

/** The first agents keep their names, as many as are told apart; the others are together in each map. */
function withOthers(maps: readonly ReadonlyMap<string, Cell>[]): ReadonlyMap<string, Cell>[] {
  const named = new Set(maps.flatMap((map) => [...map.keys()]));
  named.delete(OTHER_AGENTS);
  const kept = new Set([...named].slice(0, AGENTS_PER_ORGANIZATION));
  return maps.map((map) => {
    const cells = new Map<string, Cell>();
    for (const [agent, cell] of map) {
      const key = kept.has(agent) ? agent : OTHER_AGENTS;
      const before = cells.get(key);
      cells.set(key, before ? together(before, cell) : cell);
    }
    return cells;
  });
}

/** The same extensions in minutes one after another. */
export function oneAfterAnother(cells: readonly Cell[]): Cell {
  const [only] = cells;
  if (only && cells.length === 1) return only;
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

/** Raw agents are whatever a device says: more than these are not remembered. */
export const AGENTS_REMEMBERED = 2000;

/** Gives the key of a raw agent, and remembers it: taking one apart costs more than counting it. */
export function createAgentKeys(takeApart = keyOf): (raw: string) => string {
  const keys = new Map<string, string>();
  return (raw) => {
    const known = keys.get(raw);
    if (known !== undefined) return known;
    const key = takeApart(raw);
    if (keys.size >= AGENTS_REMEMBERED) keys.clear();
    keys.set(raw, key);
    return key;
  };
}

function keyOf(raw: string): string {
  const { name: agent, version } = describeAgent(raw);
  return agentKey({ vendor: parseAgent(raw).vendor, agent, version });
}
