import type { ComponentProps } from 'react';

/** A strip of 40 across the page: something a person should know, with what can be done about it at its end. */
export function Notice({ className = '', ...rest }: ComponentProps<'div'>) {
  return (
    <div
      className={`flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-line-2 border-b bg-well px-page py-1.5 text-ink-2 ${className}`}
      {...rest}
    />
  );
}
