import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Reading } from './request-edit.ts';

/** How long a person pauses before what was typed is asked for: each letter would be a request of its own. */
export const TYPING_PAUSE_MS = 300;

type Field<T> = {
  /** What the request holds, as text. */
  text: string;
  read: (text: string) => Reading<T>;
  /** Called with what is valid, once typing pauses or the field is left. */
  onCommit: (value: T) => void;
};

/**
 * A text field over a part of the request. What is typed stays in the field until it is valid and typing pauses; what
 * is not valid is never sent, stays readable, and has its `problem` beside it. Escape brings back what is asked for.
 */
export function useDraft<T>({ text, read, onCommit }: Field<T>) {
  const [draft, setDraft] = useState<{ over: string; text: string }>();
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  // A draft over another text is over: the request has changed since, by this field or by the address.
  const current = draft?.over === text ? draft.text : undefined;
  const reading = current === undefined ? undefined : read(current);
  const commit = (typed: string | undefined) => {
    window.clearTimeout(timer.current);
    if (typed === undefined || typed === text) return;
    const result = read(typed);
    if ('value' in result) onCommit(result.value);
  };
  return {
    value: current ?? text,
    problem: reading && 'problem' in reading ? reading.problem : undefined,
    onChange: (typed: string) => {
      setDraft({ over: text, text: typed });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => commit(typed), TYPING_PAUSE_MS);
    },
    onBlur: () => commit(current),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') commit(current);
      if (event.key === 'Escape') {
        window.clearTimeout(timer.current);
        setDraft(undefined);
      }
    },
  };
}
