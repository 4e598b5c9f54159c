import { type ReactNode, useId, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { ChartIcon, TableIcon } from '../ui/icons.tsx';

/** What a chart shows, as rows that can be read out and copied. */
export type ChartTable = {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
};

type ChartFrameProps = {
  title: ReactNode;
  /** What the title does not say: how many are lost, what the hatching means. */
  note: ReactNode;
  /** The height of the chart, which the table takes too: nothing below it moves. */
  heightPx: number;
  table: ChartTable;
  /** Under the chart. */
  caption?: ReactNode;
  children: ReactNode;
};

/** A chart with its title, and the table that is behind it. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, note, heightPx, table, caption, children } = props;
  const [isTable, setIsTable] = useState(false);
  const titleId = useId();
  const Icon = isTable ? ChartIcon : TableIcon;
  return (
    <section
      aria-labelledby={titleId}
      className="min-w-0 flex-none border-b border-line pt-2 pb-4 print:break-inside-avoid"
    >
      <header className="mb-2 flex h-6 items-center gap-2 text-12 touch:h-11">
        <h2 id={titleId} className="min-w-0 truncate font-medium">
          {title}
        </h2>
        <span className="ml-auto flex-none text-ink-3">{note}</span>
        <Button
          isIcon
          aria-label={isTable ? 'Show as chart' : 'Show as table'}
          onClick={() => setIsTable(!isTable)}
          className="-mr-1.5 h-6! w-6! touch:h-11! touch:w-11! print:hidden"
        >
          <Icon className="size-3.5 text-ink-3" />
        </Button>
      </header>
      <div style={{ height: heightPx }}>
        {isTable ? <Table titleId={titleId} {...table} /> : children}
      </div>
      {caption !== undefined && <p className="mt-1 h-4 truncate text-11 text-ink-3">{caption}</p>}
    </section>
  );
}

function Table({ titleId, head, rows }: ChartTable & { titleId: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard.
    <div tabIndex={0} className="h-full overflow-y-auto">
      <table aria-labelledby={titleId} className="w-full text-12">
        <thead className="text-left text-ink-3">
          <tr>
            {head.map((text) => (
              <th key={text} scope="col" className="py-0.5 pr-2 font-normal not-first:text-right">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values], nth) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: on the day the clocks go back, two rows have one name.
            <tr key={nth} className="border-t border-line">
              <th scope="row" className="py-0.5 pr-2 text-left font-normal text-ink-2">
                {name}
              </th>
              {values.map((value, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column.
                  key={column}
                  className="py-0.5 pr-2 text-right"
                >
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What stands in the place of a drawing until its code is there, or if it never comes. */
export function NoDrawing({ isFailed }: { isFailed: boolean }) {
  return isFailed ? (
    <p className="text-12 text-ink-3">
      The charts could not be loaded. Reload the page, or read the tables.
    </p>
  ) : null;
}
