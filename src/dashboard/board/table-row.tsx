import { memo, type ReactNode } from 'react';
import {
  Drain,
  ItemAgent,
  ItemNumber,
  ItemSentence,
  ItemTime,
  MoreDevices,
} from '../condition/item-parts.tsx';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { SilenceMark } from '../condition/silence-mark.tsx';
import { type ItemProps, itemButton } from './item-button.ts';

/** The columns of the table: number with its glyph, name, word, agent, time, drain. The drain needs a wide screen. */
const COLUMNS =
  'grid grid-cols-[148px_minmax(0,1fr)_112px_minmax(0,1.4fr)_104px] items-center gap-x-3 px-3 lg:grid-cols-[148px_minmax(0,1fr)_128px_minmax(0,1.6fr)_104px_120px]';

const HEADS = [
  { title: 'Extension', className: 'pl-7' },
  { title: 'Name', className: '' },
  { title: 'State', className: '' },
  { title: 'Agent', className: '' },
  { title: 'Time', className: 'text-right' },
] as const;
export const TABLE_COLUMN_COUNT = HEADS.length;

/** The names of the columns, which stay in sight. */
export function TableHead() {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className={`sticky top-0 z-20 h-8 border-b border-line bg-bg text-11 text-ink-3 ${COLUMNS}`}
    >
      {HEADS.map(({ title, className }) => (
        <span key={title} role="columnheader" className={className}>
          {title}
        </span>
      ))}
    </div>
  );
}

function Cell({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span role="gridcell" className={`truncate ${className}`}>
      {children}
    </span>
  );
}

/** An extension as a row of the table. Its first cell is the button, which reaches over the whole row. */
export const TableRow = memo(function TableRow(props: ItemProps) {
  const { item, view, isOpen } = props;
  const { word, glyph: Glyph, tone, plate, wordWeight } = CONDITION_LOOKS[item.now.condition];
  const lamp = item.now.condition === 'ringing' ? 'motion-safe:animate-lamp' : '';
  const fill = plate === 'plate-solid' ? `${plate} border-track` : 'border-line hover:bg-plate';
  // What is lost keeps its plate: on another one its ink would not be seen.
  const open = isOpen && plate !== 'plate-solid' ? 'bg-plate-2' : '';
  const edge = plate === 'plate-lit' ? 'shadow-[inset_0_0_0_1px_var(--edge)]' : '';
  return (
    <div
      className={`size-full border-b whitespace-nowrap text-ink-2 transition-state ${COLUMNS} ${tone} ${fill} ${edge} ${open}`}
    >
      <span role="gridcell" className="min-w-0">
        <button
          {...itemButton(props)}
          className="flex w-full items-center gap-3 text-left after:absolute after:inset-0 focus-visible:outline-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <ItemSentence item={item} view={view} />
          <Glyph className={`size-4 text-mark ${lamp}`} />
          <ItemNumber item={item} className="truncate text-15" prefixClassName="text-13" />
        </button>
      </span>
      <Cell className="text-ink">{item.name}</Cell>
      <Cell className={`text-word ${wordWeight}`}>{word}</Cell>
      <Cell className="flex items-center gap-2">
        <span className="truncate font-stretch-92%">
          <ItemAgent item={item} hasName={false} />
        </span>
        {item.silence && <SilenceMark silence={item.silence} className="text-12" />}
        <MoreDevices item={item} className="text-12" />
      </Cell>
      <Cell className="text-right text-ink">
        <ItemTime item={item} view={view} />
      </Cell>
      <Drain item={item} view={view} className="hidden h-[3px] lg:block" />
    </div>
  );
});
