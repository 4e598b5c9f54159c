import { type KeyboardEvent, useState } from 'react';
import type { Reading } from './request-edit.ts';

type Field<T> = {
  /** What the request holds, as text. */
  text: string;
  read: (text: string) => Reading<T>;
  /** Called with each text that is valid; the poll waits until typing pauses. */
  onCommit: (value: T) => void;
};

/** What was typed, and what the request held when the field was left with something that is not valid. */
type Draft = { typed: string; leftOver?: string };

/**
 * A text field over a part of the request. While it is typed in it shows what was typed: the request may write the same
 * another way, and an empty field must not fill itself. What is not valid is never sent, stays readable with its
 * `problem` beside it, and goes when the request changes or with Escape.
 */
export function useDraft<T>({ text, read, onCommit }: Field<T>) {
  const [draft, setDraft] = useState<Draft>();
  const isOver = draft?.leftOver !== undefined && draft.leftOver !== text;
  const typed = isOver ? undefined : draft?.typed;
  const reading = typed === undefined ? undefined : read(typed);
  const problem = reading && 'problem' in reading ? reading.problem : undefined;
  return {
    value: typed ?? text,
    problem,
    onChange: (next: string) => {
      setDraft({ typed: next });
      const result = read(next);
      if ('value' in result) onCommit(result.value);
    },
    onBlur: () => {
      setDraft(typed === undefined || !problem ? undefined : { typed, leftOver: text });
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape') setDraft(undefined);
    },
  };
}
