import { compareNumbers } from '../../presence/order.ts';
import type { BoardAddress } from '../address/board-address.ts';
import type { BoardGroup } from '../model/board-model.ts';

/** The groups as lamps: problems first are the organizations; a lamp keeps its place among its own, since it is found by it. */
export function asOnAMap(
  groups: readonly BoardGroup[],
  { order }: Pick<BoardAddress, 'order'>,
): readonly BoardGroup[] {
  if (order !== 'problems') return groups;
  return groups.map((group) => ({
    ...group,
    items: [...group.items].sort((a, b) => compareNumbers(a.number, b.number)),
  }));
}

/** The extensions as the view has them, from the first to the last. */
export function shownNumbers(
  groups: readonly BoardGroup[],
  address: Pick<BoardAddress, 'order' | 'view'>,
): string[] {
  const shown = address.view === 'lamps' ? asOnAMap(groups, address) : groups;
  return shown.flatMap(({ items }) => items.map(({ number }) => number));
}
