import { type Ref, useId } from 'react';
import { CONTROL, Parameter } from './parameter.tsx';
import type { Reading } from './request-edit.ts';
import { useDraft } from './use-draft.ts';

type TextControlProps<T> = {
  name: string;
  /** What the request holds. */
  text: string;
  /** What an empty field means. */
  placeholder: string;
  read: (text: string) => Reading<T>;
  onCommit: (value: T) => void;
  inputRef?: Ref<HTMLInputElement> | undefined;
};

/** A parameter that is typed. As wide as what it holds. */
export function TextControl<T>(props: TextControlProps<T>) {
  const { name, text, placeholder, read, onCommit, inputRef } = props;
  const { problem, onChange, ...field } = useDraft({ text, read, onCommit });
  const problemId = useId();
  return (
    <Parameter name={name} problem={{ id: problemId, text: problem }}>
      <TypedField
        {...field}
        inputRef={inputRef}
        name={name}
        placeholder={placeholder}
        isInvalid={problem !== undefined}
        problemId={problemId}
        onChange={onChange}
      />
    </Parameter>
  );
}

type TypedFieldProps = Omit<ReturnType<typeof useDraft>, 'problem'> & {
  inputRef: Ref<HTMLInputElement> | undefined;
  name: string;
  placeholder: string;
  isInvalid: boolean;
  problemId: string;
  className?: string;
};

/** The bare field. Numbers and `*` are all that any of them takes, so phones are asked for the keys that have both. */
export function TypedField(props: TypedFieldProps) {
  const { inputRef, name, isInvalid, problemId, onChange, className = CONTROL, ...rest } = props;
  const width = Math.max(rest.value.length, rest.placeholder.length, 1);
  return (
    <input
      {...rest}
      ref={inputRef}
      aria-label={name}
      aria-invalid={isInvalid}
      aria-describedby={isInvalid ? problemId : undefined}
      inputMode="tel"
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      style={{ width: `calc(${width}ch + 8px)` }}
      className={`${className} bg-transparent placeholder:text-ink-3 aria-invalid:border-lost in-data-sheet:text-15`}
    />
  );
}
