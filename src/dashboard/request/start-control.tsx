import { type ReactNode, useId } from 'react';
import type { PresenceQuery } from '../../contract/query.ts';
import { ChevronLeftIcon, ChevronRightIcon } from '../ui/icons.tsx';
import { Parameter } from './parameter.tsx';
import { nextStart, previousStart, readStartIndex, withStartIndex } from './request-edit.ts';
import { TypedField } from './text-control.tsx';
import { useDraft } from './use-draft.ts';

type StartControlProps = {
  query: PresenceQuery;
  onChange: (query: PresenceQuery) => void;
  /** How many match, when that is known. */
  totalResults: number | undefined;
};

/** startIndex: a number that can be typed, between two buttons that move it by `count`. */
export function StartControl({ query, onChange, totalResults }: StartControlProps) {
  const goTo = (startIndex: number | undefined) => onChange(withStartIndex(query, startIndex));
  const { problem, ...field } = useDraft({
    text: String(query.startIndex ?? 0),
    read: readStartIndex,
    onCommit: goTo,
  });
  const problemId = useId();
  const previous = previousStart(query);
  const next = nextStart(query, totalResults);
  return (
    <Parameter name="startIndex" problem={{ id: problemId, text: problem }}>
      <span className="mx-px inline-flex items-center border-line-3 border-b in-data-sheet:border-0">
        <Step label="Previous page" to={previous} goTo={goTo}>
          <ChevronLeftIcon className="size-3" />
        </Step>
        <TypedField
          {...field}
          inputRef={undefined}
          name="startIndex"
          placeholder="0"
          isInvalid={problem !== undefined}
          problemId={problemId}
          className="h-6 text-center font-medium text-ink in-data-sheet:h-11 in-data-sheet:w-[70px]! in-data-sheet:rounded-control in-data-sheet:border in-data-sheet:border-line-3"
        />
        <Step label="Next page" to={next} goTo={goTo}>
          <ChevronRightIcon className="size-3" />
        </Step>
      </span>
    </Parameter>
  );
}

type StepProps = {
  label: string;
  to: number | undefined;
  goTo: (startIndex: number) => void;
  children: ReactNode;
};

function Step({ label, to, goTo, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={to === undefined}
      onClick={() => to !== undefined && goTo(to)}
      className="grid h-6 w-5 place-items-center text-ink-2 hover:text-ink disabled:text-line-3 in-data-sheet:size-11"
    >
      {children}
    </button>
  );
}
