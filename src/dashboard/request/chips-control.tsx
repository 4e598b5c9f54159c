import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useState } from 'react';
import { CloseIcon } from '../ui/icons.tsx';
import { Parameter } from './parameter.tsx';
import { readChips } from './request-edit.ts';
import { TypedField } from './text-control.tsx';

type ChipsControlProps = {
  chips: readonly string[];
  onChange: (chips: readonly string[]) => void;
  inputRef?: Ref<HTMLInputElement> | undefined;
};

/**
 * filterValue under inArray: a chip for each number. A comma, Enter, leaving the field and a pasted list add some;
 * Backspace in the empty field takes the last one away.
 */
export function ChipsControl({ chips, onChange, inputRef }: ChipsControlProps) {
  const problemId = useId();
  const { typed, problem, add, type, paste, press } = useEntry(chips, onChange);
  return (
    <Parameter name="filterValue" problem={{ id: problemId, text: problem }}>
      <span
        onPaste={paste}
        className="mx-px inline-flex max-h-24 flex-wrap items-center gap-1 overflow-y-auto border-line-3 border-b px-1 py-0.5 in-data-sheet:max-h-60 in-data-sheet:rounded-control in-data-sheet:border"
      >
        {chips.map((chip) => (
          <Chip
            key={chip}
            text={chip}
            onRemove={() => onChange(chips.filter((other) => other !== chip))}
          />
        ))}
        <TypedField
          inputRef={inputRef}
          name="filterValue"
          value={typed}
          placeholder={chips.length === 0 ? 'any' : 'add'}
          isInvalid={problem !== undefined}
          problemId={problemId}
          onChange={type}
          onBlur={() => add(typed)}
          onKeyDown={press}
          className="h-5 font-medium text-ink in-data-sheet:h-11 in-data-sheet:w-40! in-data-sheet:px-2.5"
        />
      </span>
    </Parameter>
  );
}

/** What is typed until it has become chips, and why it cannot. */
function useEntry(chips: readonly string[], onChange: ChipsControlProps['onChange']) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const add = (text: string) => {
    const reading = readChips(chips, text);
    if ('problem' in reading) {
      setTyped(text);
      setProblem(reading.problem);
      return;
    }
    setTyped('');
    setProblem(undefined);
    if (reading.value.length !== chips.length) onChange(reading.value);
  };
  const type = (text: string) => {
    setProblem(undefined);
    if (text.includes(',')) add(text);
    else setTyped(text);
  };
  const paste = (event: ClipboardEvent) => {
    const list = event.clipboardData.getData('text');
    if (!/[\s,;]/.test(list.trim())) return;
    // An input would swallow the line ends, and with them where one number stops.
    event.preventDefault();
    add(`${typed}${list}`);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') add(typed);
    if (event.key === 'Backspace' && typed === '' && chips.length > 0) onChange(chips.slice(0, -1));
    if (event.key === 'Escape') {
      setTyped('');
      setProblem(undefined);
    }
  };
  return { typed, problem, add, type, paste, press };
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-6 items-center rounded-chip border border-line-3 pl-1.5 font-medium text-ink in-data-sheet:touch:h-11">
      {text}
      <button
        type="button"
        aria-label={`Remove ${text}`}
        onClick={onRemove}
        className="grid size-6 place-items-center text-ink-3 hover:text-ink in-data-sheet:touch:size-11"
      >
        <CloseIcon className="size-2.5" />
      </button>
    </span>
  );
}
