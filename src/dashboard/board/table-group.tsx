import { headStop } from './board-stops.ts';
import { GroupHead } from './group-head.tsx';
import {
  groupStyle,
  itemPlace,
  itemProps,
  type ListView,
  type VisibleGroup,
  visibleItems,
} from './list-view.ts';
import { TABLE_COLUMN_COUNT, TableRow } from './table-row.tsx';

/** A row's number as it is read out: the names of the columns are the first. */
const rowNumber = (rowIndex: number) => rowIndex + 2;

type TableGroupProps = { visible: VisibleGroup; list: ListView };

/** A group of the table. Its head is a row too, which stays in sight under the names of the columns. */
export function TableGroup({ visible, list }: TableGroupProps) {
  const { group } = visible.place;
  const headIndex = list.layout.rows.findIndex((row) => row.group === group);
  return (
    <div
      role="rowgroup"
      className="absolute inset-x-0 transition-[top] duration-(--motion-state)"
      style={groupStyle(visible.place)}
    >
      {list.hasHeads && (
        <div role="row" aria-rowindex={rowNumber(headIndex)} className="sticky top-8 z-10">
          <div role="gridcell" aria-colspan={TABLE_COLUMN_COUNT}>
            <GroupHead
              group={group}
              isFolded={list.folded.has(group.prefix)}
              isTabStop={headStop(group.prefix) === list.stop}
              onFold={list.onFold}
            />
          </div>
        </div>
      )}
      {visibleItems(visible, list).map((entry) => (
        <div
          key={entry.item.number}
          role="row"
          aria-rowindex={rowNumber(entry.rowIndex)}
          className={itemPlace(entry, list)}
          style={entry.style}
        >
          <TableRow {...itemProps(entry, list)} />
        </div>
      ))}
    </div>
  );
}
