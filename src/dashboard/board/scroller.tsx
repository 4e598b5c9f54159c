import type { ReactNode, RefObject } from 'react';

type ScrollerProps = { scroller: RefObject<HTMLElement | null>; children: ReactNode };

/** Where the list scrolls, in the height that the page leaves it. */
export function Scroller({ scroller, children }: ScrollerProps) {
  return (
    <section
      ref={scroller}
      aria-label="Extensions"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard.
      tabIndex={0}
      className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto [overflow-anchor:none] focus-visible:-outline-offset-2 sm:px-page"
    >
      {children}
    </section>
  );
}
