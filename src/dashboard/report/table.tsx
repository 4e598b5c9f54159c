import type { ComponentProps, ReactNode } from 'react';

type SectionProps = { title: string; children: ReactNode };

export function Section({ title, children }: SectionProps) {
  return (
    <section className="mt-8 print:mt-6">
      <h2 className="mb-2 text-15 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

type TableProps = {
  /** What the table is of, for a screen reader. */
  label: string;
  columns: readonly { name: string; isNumber?: boolean }[];
  children: ReactNode;
};

/** A table that scrolls by itself where the screen is too narrow for it. */
export function Table({ label, columns, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
    <section aria-label={label} tabIndex={0} className="overflow-x-auto print:overflow-visible">
      <table className="w-full border-collapse text-left print:text-11">
        <thead className="border-line-3 border-b text-12 text-ink-3 print:text-11">
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th
                key={name}
                scope="col"
                className={`py-1 pr-4 align-bottom print:pr-3 font-medium last:pr-0 ${isNumber ? 'text-right' : ''}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Row(props: ComponentProps<'tr'>) {
  return <tr className="border-line border-b align-top" {...props} />;
}

type CellProps = ComponentProps<'td'> & { isNumber?: boolean };

export function Cell({ isNumber = false, className = '', ...rest }: CellProps) {
  const align = isNumber ? 'text-right whitespace-nowrap' : '';
  return (
    <td className={`py-1 pr-4 last:pr-0 print:py-0.5 print:pr-3 ${align} ${className}`} {...rest} />
  );
}

/** What a line is of. */
export function HeadCell({ className = '', ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="row"
      className={`py-1 pr-4 text-left font-medium print:py-0.5 print:pr-3 ${className}`}
      {...rest}
    />
  );
}
