import type { ReactNode } from 'react';
import type { TimeView } from '../condition/time-text.ts';
import type { BoardItem } from './board-item.ts';
import {
  type BoardLook,
  columnPlace,
  itemPx,
  type LayoutGroup,
  type LayoutRow,
} from './board-layout.ts';
import { headStop } from './board-stops.ts';
import { Card } from './card.tsx';
import { GroupHead } from './group-head.tsx';
import type { ItemProps } from './item-parts.tsx';
import { PhoneRow } from './phone-row.tsx';
import { TABLE_COLUMN_COUNT, TableRow } from './table-row.tsx';

/** What every part of the list is drawn with. */
export type Drawing = {
  look: BoardLook;
  columns: number;
  widthPx: number;
  view: TimeView;
  openNumber: string;
  /** Where the Tab key enters the list. */
  stop: string;
  onToggle: (number: string) => void;
  onFold: (prefix: string) => void;
  renderPanel: (item: BoardItem) => ReactNode;
};

/** A row of the layout with its place among all, which a screen reader is told. */
export type DrawnRow = { row: LayoutRow; index: number };

type BoardGroupProps = {
  place: LayoutGroup;
  /** Those of the group's rows that are in sight. */
  rows: readonly DrawnRow[];
  isFolded: boolean;
  drawing: Drawing;
};

const ITEMS = { cards: Card, phone: PhoneRow, table: TableRow } as const;

/** A group at its place: its head, which stays in sight while the group is, and what of it is in sight. */
export function BoardGroup({ place, rows, isFolded, drawing }: BoardGroupProps) {
  const { group, startPx, sizePx } = place;
  const isTable = drawing.look === 'table';
  const head = rows.find(({ row }) => row.content.kind === 'head');
  const drawn = rows.filter(({ row }) => row.content.kind !== 'head');
  return (
    <div
      role={isTable ? 'rowgroup' : undefined}
      className="absolute inset-x-0"
      style={{ top: startPx, height: sizePx }}
    >
      {head && (
        <TableCellOr isTable={isTable} index={head.index} className="relative z-10">
          <GroupHead
            group={group}
            isFolded={isFolded}
            isTabStop={drawing.stop === headStop(group.prefix)}
            onFold={drawing.onFold}
          />
        </TableCellOr>
      )}
      {isTable ? (
        drawn.map((one) => <TableLine key={one.row.key} drawn={one} {...{ startPx, drawing }} />)
      ) : (
        <div role="list" aria-label={`Extensions ${group.prefix}`}>
          {drawn.map(({ row }) => (
            <ListLine key={row.key} {...{ row, startPx, drawing }} />
          ))}
        </div>
      )}
    </div>
  );
}

type LineProps = { row: LayoutRow; startPx: number; drawing: Drawing };

/** A row of cards, or one of a phone, or an opened extension. */
function ListLine({ row, startPx, drawing }: LineProps) {
  const { content, group } = row;
  const top = row.startPx - startPx;
  if (content.kind === 'head') return null;
  if (content.kind === 'panel') {
    return (
      <div role="listitem" className="absolute inset-x-0" style={{ top }}>
        {drawing.renderPanel(content.item)}
      </div>
    );
  }
  const { columns, widthPx, look } = drawing;
  const height = itemPx(look);
  return (
    <>
      {content.items.map((item, column) => {
        const { leftPx, widthPx: width } = columnPlace(column, columns, widthPx);
        return (
          <div
            key={item.number}
            role="listitem"
            aria-setsize={group.items.length}
            aria-posinset={content.firstIndex + column + 1}
            className="absolute"
            style={{ top, left: leftPx, width, height }}
          >
            <Item item={item} drawing={drawing} />
          </div>
        );
      })}
    </>
  );
}

function TableLine({
  drawn: { row, index },
  startPx,
  drawing,
}: {
  drawn: DrawnRow;
  startPx: number;
  drawing: Drawing;
}) {
  const { content } = row;
  const top = row.startPx - startPx;
  const [item] = content.kind === 'items' ? content.items : [];
  if (item) {
    return (
      <div
        role="row"
        aria-rowindex={index + 2}
        className="absolute inset-x-0"
        style={{ top, height: itemPx('table') }}
      >
        <Item item={item} drawing={drawing} />
      </div>
    );
  }
  if (content.kind !== 'panel') return null;
  return (
    <TableCellOr isTable index={index} className="absolute inset-x-0" top={top}>
      {drawing.renderPanel(content.item)}
    </TableCellOr>
  );
}

function Item({ item, drawing }: { item: BoardItem; drawing: Drawing }) {
  const { view, onToggle, openNumber, stop, look } = drawing;
  const props: ItemProps = {
    ...{ item, view, onToggle },
    isOpen: item.number === openNumber,
    isTabStop: item.number === stop,
  };
  const Look = ITEMS[look];
  return <Look {...props} />;
}

type TableCellOrProps = {
  isTable: boolean;
  index: number;
  className: string;
  top?: number;
  children: ReactNode;
};

/** Something as wide as the list: in a table it has to be a row of one cell. */
function TableCellOr({ isTable, index, className, top, children }: TableCellOrProps) {
  if (!isTable) return <div className={className}>{children}</div>;
  return (
    <div role="row" aria-rowindex={index + 2} className={className} style={{ top }}>
      <div role="gridcell" aria-colspan={TABLE_COLUMN_COUNT}>
        {children}
      </div>
    </div>
  );
}
