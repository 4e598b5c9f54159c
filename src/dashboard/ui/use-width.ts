import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** The width of an element, in pixels, and again whenever it changes. Undefined before it is laid out. */
export function useWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [widthPx, setWidthPx] = useState<number>();
  useLayoutEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const measure = () => setWidthPx(observed.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    // A page is laid out for paper without any observer being told.
    const paper = window.matchMedia('print');
    const measureAtOnce = () => flushSync(measure);
    paper.addEventListener('change', measureAtOnce);
    return () => {
      observer.disconnect();
      paper.removeEventListener('change', measureAtOnce);
    };
  }, [element]);
  return widthPx;
}
