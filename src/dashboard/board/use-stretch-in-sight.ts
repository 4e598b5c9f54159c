import { type RefObject, useLayoutEffect, useState } from 'react';

/** Scrolling renders once in so many pixels; as much is drawn beyond either edge. */
const STEP_PX = 120;

/** From where to where, in pixels from the top of what scrolls. */
export type Stretch = { fromPx: number; toPx: number };

/** The part of a scroller's content that is in sight, and a little more, for a list that has columns of its own. */
export function useStretchInSight(scroller: RefObject<HTMLElement | null>): Stretch {
  const [stretch, setStretch] = useState<Stretch>({ fromPx: 0, toPx: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const { scrollTop, clientHeight } = element;
      const fromPx = (Math.floor(scrollTop / STEP_PX) - 1) * STEP_PX;
      const toPx = (Math.ceil((scrollTop + clientHeight) / STEP_PX) + 1) * STEP_PX;
      setStretch((before) =>
        before.fromPx === fromPx && before.toPx === toPx ? before : { fromPx, toPx },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return stretch;
}
