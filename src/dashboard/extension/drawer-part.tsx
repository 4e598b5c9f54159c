import { type ReactNode, useId } from 'react';

type DrawerPartProps = { title: string; aside: ReactNode; children: ReactNode };

/** A part of the drawer under a hairline: its name, and what is to be known of it as a whole. */
export function DrawerPart({ title, aside, children }: DrawerPartProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line-2 pt-3 pb-3">
      <div className="mb-2 flex items-baseline justify-between gap-4 text-12 text-ink-3">
        <h3 id={id} className="font-medium whitespace-nowrap text-ink">
          {title}
        </h3>
        <span className="text-right">{aside}</span>
      </div>
      {children}
    </section>
  );
}
