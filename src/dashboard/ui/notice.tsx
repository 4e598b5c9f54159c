import type { ReactNode } from 'react';

type NoticeProps = {
  children: ReactNode;
  /** What can be done about it, at the end of the strip. */
  action?: ReactNode;
};

/** A strip of 40 across the page: something a person should know. */
export function Notice({ children, action }: NoticeProps) {
  return (
    <div className="flex min-h-10 flex-none items-center gap-3 border-line-2 border-b bg-well px-page py-1 text-ink-2">
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">{children}</div>
      {action}
    </div>
  );
}
