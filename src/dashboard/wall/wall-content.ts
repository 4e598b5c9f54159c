import { rankOf } from '../../presence/condition.ts';
import { compareNumbers, comparing } from '../../presence/order.ts';
import type { Summary } from '../../presence/summary.ts';
import type { BoardItem } from '../model/board-item.ts';
import type { BoardGroup, BoardModel } from '../model/board-model.ts';

/** An organization on the wall: all of it, and those of it that are in their places, by number. */
export type WallGroup = { prefix: string; summary: Summary; quiet: readonly BoardItem[] };

/** What the wall shows. Who has a problem leaves its place and stands in front. */
export type WallContent = {
  problems: readonly BoardItem[];
  groups: readonly WallGroup[];
  /** Every organization with all of its extensions by number, for the lamps, which keep their places. */
  map: readonly BoardGroup[];
  tiles: number;
  /** The longest number and the longest organization, in characters. */
  numberLength: number;
  prefixLength: number;
};

/** Expired or lost, late, not registered. */
const LAST_PROBLEM_RANK = rankOf('not-registered');

const isProblem = ({ now }: BoardItem) => rankOf(now.condition) <= LAST_PROBLEM_RANK;
const byNumber = (a: BoardItem, b: BoardItem) => compareNumbers(a.number, b.number);

/** Puts the list in the order of the wall: problems by their urgency, all else where it always is. */
export function wallContent(model: BoardModel): WallContent {
  const map = model.groups
    .map((group) => ({ ...group, items: [...group.items].sort(byNumber) }))
    .sort((a, b) => compareNumbers(a.prefix, b.prefix));
  const items = map.flatMap((group) => group.items);
  return {
    problems: byUrgency(items.filter(isProblem)),
    groups: map.map(({ prefix, summary, items: members }) => ({
      prefix,
      summary,
      quiet: members.filter((item) => !isProblem(item)),
    })),
    map,
    tiles: items.length,
    numberLength: longest(items.map(shownNumber)),
    prefixLength: longest(items.map(({ organization }) => organization)),
  };
}

/** The number as it stands in a tile: without its organization, which the cell before it names. */
export function shownNumber({ organization, local, number }: BoardItem): string {
  return organization === '' ? number : local;
}

function byUrgency(items: readonly BoardItem[]): BoardItem[] {
  const compare = comparing('problems');
  return items
    .map((item) => ({
      item,
      number: item.number,
      condition: item.now.condition,
      expiresAtMs: item.now.main?.registration.expiresAtMs,
      agent: item.agent.name,
    }))
    .sort(compare)
    .map(({ item }) => item);
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0);
}
