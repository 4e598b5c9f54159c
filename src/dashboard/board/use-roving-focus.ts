import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';

/**
 * Keeps one of many stops (elements with `data-stop`) reachable by Tab and moves focus between them, also to one that
 * is drawn only after it was chosen. When the stop that has focus leaves the page, focus goes to the Tab stop.
 */
export function useRovingFocus(
  container: RefObject<HTMLElement | null>,
  tabStopOf: (left: string) => string,
) {
  const [left, setLeft] = useState('');
  const stop = tabStopOf(left);
  const wanted = useRef<string>(undefined);
  const focused = useRef<string>(undefined);

  // After every render: the element may have come or gone with any of them.
  useLayoutEffect(() => {
    // React sends no blur for an element that it removes, so what had focus then is still noted here.
    const isGone = focused.current !== undefined && document.activeElement === document.body;
    const target = wanted.current ?? (isGone ? stop : undefined);
    const element = target === undefined ? undefined : stopElement(container.current, target);
    if (!element) return;
    wanted.current = undefined;
    element.focus({ preventScroll: true });
  });

  const focusStop = useCallback((next: string) => {
    wanted.current = next;
    setLeft(next);
  }, []);
  const noteFocus = useCallback((element: HTMLElement) => {
    focused.current = element.dataset.stop;
    if (focused.current !== undefined) setLeft(focused.current);
  }, []);
  const noteBlur = useCallback(() => {
    focused.current = undefined;
  }, []);
  return { stop, focusStop, noteFocus, noteBlur };
}

/** The element of a stop, where it is drawn. */
export function stopElement(container: HTMLElement | null, stop: string): HTMLElement | undefined {
  const stops = container?.querySelectorAll<HTMLElement>('[data-stop]') ?? [];
  return Array.from(stops).find((element) => element.dataset.stop === stop);
}
