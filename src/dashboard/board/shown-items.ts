import { compareNumbers } from '../../presence/order.ts';
import type { BoardAddress } from '../address/board-address.ts';
import type { BoardItem } from '../model/board-item.ts';
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

/** What is shown, as the view has it, from the first to the last. */
export function shownItems(
  groups: readonly BoardGroup[],
  address: Pick<BoardAddress, 'order' | 'view'>,
): BoardItem[] {
  const shown = address.view === 'lamps' ? asOnAMap(groups, address) : groups;
  return shown.flatMap(({ items }) => items);
}
