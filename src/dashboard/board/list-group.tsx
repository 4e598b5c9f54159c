import { headStop } from './board-stops.ts';
import { Card } from './card.tsx';
import { GroupHead } from './group-head.tsx';
import {
  groupStyle,
  itemPlace,
  itemProps,
  type ListView,
  type VisibleGroup,
  visibleItems,
} from './list-view.ts';
import { PhoneRow } from './phone-row.tsx';
import { Tile } from './tile.tsx';

const ITEMS = { cards: Card, tiles: Tile, phone: PhoneRow } as const;

type ListGroupProps = { visible: VisibleGroup; list: ListView; look: keyof typeof ITEMS };

/** A group as a list of cards, of tiles or of a phone's rows. Its head stays in sight while any of it is. */
export function ListGroup({ visible, list, look }: ListGroupProps) {
  const { group } = visible.place;
  const Item = ITEMS[look];
  return (
    <section
      className="absolute inset-x-0 transition-[top] duration-(--motion-state)"
      style={groupStyle(visible.place)}
    >
      {list.hasHeads && (
        <div className="sticky top-0 z-10">
          <GroupHead
            group={group}
            isFolded={list.folded.has(group.prefix)}
            isTabStop={headStop(group.prefix) === list.stop}
            onFold={list.onFold}
          />
        </div>
      )}
      <ul>
        {visibleItems(visible, list).map((entry) => (
          <li
            key={entry.item.number}
            aria-setsize={group.items.length}
            aria-posinset={entry.index + 1}
          >
            <div className={itemPlace(entry, list)} style={entry.style}>
              <Item {...itemProps(entry, list)} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
