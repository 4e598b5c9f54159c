import type { ReactNode } from 'react';

/** What can be edited in the request: underlined, in the bar; a field of its own, in the sheet. */
export const CONTROL =
  'mx-px inline-flex h-6 items-center border-b border-line-3 px-1 font-medium text-ink in-data-sheet:h-11 in-data-sheet:w-40! in-data-sheet:justify-between in-data-sheet:rounded-control in-data-sheet:border in-data-sheet:px-2.5';

type ParameterProps = {
  /** The API's own name. */
  name: string;
  /** What stands before it in the request. */
  lead?: '?' | '&';
  problem?: { id: string; text: string | undefined };
  children: ReactNode;
};

/** One parameter of the request, as it is written there: `&count=` and a control. In the sheet, one a row. */
export function Parameter({ name, lead = '&', problem, children }: ParameterProps) {
  return (
    <div className="relative inline-flex min-h-7 items-center in-data-sheet:flex in-data-sheet:flex-wrap in-data-sheet:justify-between in-data-sheet:border-line in-data-sheet:border-b in-data-sheet:py-1">
      <span aria-hidden="true" className="text-ink-3">
        <span className="in-data-sheet:hidden">{lead}</span>
        {name}=
      </span>
      {children}
      {problem?.text && (
        <span
          id={problem.id}
          className="absolute top-full left-0 z-20 mt-1 w-max rounded-control border border-line-3 bg-raise px-2 py-1 font-sans text-12 text-lost-ink in-data-sheet:static in-data-sheet:w-full in-data-sheet:border-0 in-data-sheet:px-0"
        >
          {problem.text}
        </span>
      )}
    </div>
  );
}
