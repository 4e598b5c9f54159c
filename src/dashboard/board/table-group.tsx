import { Fragment } from 'react';
import { headStop } from './board-stops.ts';
import { GroupHead } from './group-head.tsx';
import {
  groupStyle,
  itemProps,
  type ListView,
  panelStyle,
  type VisibleGroup,
  type VisibleItem,
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
        <Fragment key={entry.item.number}>
          <div
            role="row"
            aria-rowindex={rowNumber(entry.rowIndex)}
            className="absolute top-0 left-0 transition-place"
            style={entry.style}
          >
            <TableRow {...itemProps(entry, list)} />
          </div>
          <PanelRow entry={entry} visible={visible} list={list} />
        </Fragment>
      ))}
    </div>
  );
}

function PanelRow({ entry, visible, list }: TableGroupProps & { entry: VisibleItem }) {
  if (!entry.panel) return null;
  return (
    <div
      role="row"
      aria-rowindex={rowNumber(entry.rowIndex + 1)}
      className="absolute top-0 left-0 transition-place"
      style={panelStyle(entry.panel, visible.place, list)}
    >
      <div role="gridcell" aria-colspan={TABLE_COLUMN_COUNT} className="h-full">
        {list.renderPanel(entry.item)}
      </div>
    </div>
  );
}
