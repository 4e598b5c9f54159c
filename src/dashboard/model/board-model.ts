import type { Silence } from '../../contract/alerts.ts';
import type { Names } from '../../contract/names.ts';
import { conditionAt, rankOf } from '../../presence/condition.ts';
import { compareNumbers, comparing, type Order } from '../../presence/order.ts';
import { nextEndMs, silenceBook } from '../../presence/silence.ts';
import { isInState, type Summary, summarise } from '../../presence/summary.ts';
import type { Watch } from '../../presence/watch.ts';
import type { BoardAddress } from '../address/board-address.ts';
import { type BoardItem, boardItem } from './board-item.ts';

/** One organization, or the whole list under the empty prefix. */
export type BoardGroup = {
  prefix: string;
  name: string;
  /** Of all its extensions, shown or not. */
  summary: Summary;
  items: readonly BoardItem[];
};

/** What the figures, the refinements and the list are drawn from. */
export type BoardModel = {
  summary: Summary;
  /** Those that have something to show. */
  groups: readonly BoardGroup[];
  shown: number;
  total: number;
  /** Every agent on the list with the number of extensions that have one, the commonest first. */
  agents: readonly { name: string; count: number }[];
  /** When the clock alone will change a condition or end a silence, if it will. */
  changesAtMs: number | undefined;
  items: ReadonlyMap<string, BoardItem>;
};

/** The part of the address that is applied to the list on the screen. */
export type Refinements = Pick<BoardAddress, 'group' | 'order' | 'states' | 'agent' | 'find'>;

export type BoardModelInput = {
  watch: Watch;
  names: Names;
  /** What is silenced; nothing unless told. */
  silences?: readonly Silence[];
  refinements: Refinements;
  /** Cards change at once and move at most once per poll: conditions are judged at one time and ordered by another. */
  judgedAtMs: number;
  orderedAtMs: number;
  /** The items of the model before; those that still hold keep their objects. */
  before?: ReadonlyMap<string, BoardItem> | undefined;
};

export function boardModel(input: BoardModelInput): BoardModel {
  const { watch, names, silences = [], refinements, judgedAtMs, before } = input;
  const book = silenceBook(silences);
  const items = new Map<string, BoardItem>();
  for (const [number, watched] of watch.extensions) {
    const name = names.extensions[number] ?? '';
    const seen = { watched, name, silences: book, judgedAtMs, before: before?.get(number) };
    items.set(number, boardItem(seen));
  }
  const all = [...items.values()];
  const isShown = refining(refinements);
  const groups = groupsOf(inOrder(all, input), refinements).map(([prefix, members]) => ({
    prefix,
    name: names.organizations[prefix] ?? '',
    summary: summarise(members),
    items: members.filter(isShown),
  }));
  return {
    summary: summarise(all),
    groups: groups.filter((group) => group.items.length > 0),
    shown: groups.reduce((sum, group) => sum + group.items.length, 0),
    total: all.length,
    agents: countAgents(all),
    changesAtMs: earliestChange(all, nextEndMs(silences, judgedAtMs)),
    items,
  };
}

/** An item with the rank that it is ordered by. */
type Ranked = { item: BoardItem; rank: number };

function inOrder(items: readonly BoardItem[], input: BoardModelInput): Ranked[] {
  const { refinements, judgedAtMs, orderedAtMs } = input;
  const compare = comparing(refinements.order);
  return items
    .map((item) => {
      const now = judgedAtMs === orderedAtMs ? item.now : conditionAt(item.watched, orderedAtMs);
      return {
        item,
        number: item.number,
        condition: now.condition,
        rank: rankOf(now.condition),
        expiresAtMs: now.main?.registration.expiresAtMs,
        agent: item.agent.name,
      };
    })
    .sort(compare);
}

/** By organization, and these by their worst member when problems come first, else by their prefix. */
function groupsOf(
  ranked: readonly Ranked[],
  { group, order }: Refinements,
): [string, readonly BoardItem[]][] {
  if (group === 'none') return [['', ranked.map(({ item }) => item)]];
  const groups = new Map<string, { worst: number; members: BoardItem[] }>();
  for (const { item, rank } of ranked) {
    const known = groups.get(item.organization);
    if (known) {
      known.worst = Math.min(known.worst, rank);
      known.members.push(item);
    } else {
      groups.set(item.organization, { worst: rank, members: [item] });
    }
  }
  return [...groups]
    .sort(([a, { worst: worstA }], [b, { worst: worstB }]) =>
      order === 'problems' ? worstA - worstB || compareNumbers(a, b) : comparePrefixes(a, b, order),
    )
    .map(([prefix, { members }]) => [prefix, members]);
}

function comparePrefixes(a: string, b: string, order: Order): number {
  return order === 'extension-desc' ? compareNumbers(b, a) : compareNumbers(a, b);
}

/** What of the list a person asked to see. Text is literal: `*` and `(` stand for themselves. */
function refining({ states, agent, find }: Refinements): (item: BoardItem) => boolean {
  const wanted = find.trim().toLowerCase();
  return (item) =>
    (states.length === 0 || states.some((state) => isInState(item, state))) &&
    (agent === '' || item.agentNames.includes(agent)) &&
    item.text.includes(wanted);
}

function countAgents(items: readonly BoardItem[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { agentNames } of items) {
    for (const name of agentNames) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || compareNumbers(a.name, b.name));
}

function earliestChange(
  items: readonly BoardItem[],
  silenceEndsAtMs = Infinity,
): number | undefined {
  let earliest = silenceEndsAtMs;
  for (const { now } of items) earliest = Math.min(earliest, now.changesAtMs ?? Infinity);
  return earliest === Infinity ? undefined : earliest;
}
