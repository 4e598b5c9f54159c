import { type RefObject, useEffect, useRef } from 'react';

type PageFocus = {
  main: RefObject<HTMLElement | null>;
  /** For the button that leads to the wall. */
  wallButton: RefObject<HTMLButtonElement | null>;
};

/**
 * Where the focus goes when the page changes under it: into the list after signing in (`isFocused`), and from the wall
 * back to the button that led there, or into the list where a small screen has no such button.
 */
export function usePageFocus({ isWall, isFocused }: { isWall: boolean; isFocused: boolean }) {
  const main: PageFocus['main'] = useRef(null);
  const wallButton: PageFocus['wallButton'] = useRef(null);
  const wasWall = useRef(isWall);
  useEffect(() => {
    if (isFocused) main.current?.focus();
  }, [isFocused]);
  useEffect(() => {
    const isLeft = wasWall.current && !isWall;
    wasWall.current = isWall;
    // What was opened in the same step has the focus already.
    if (!isLeft || document.activeElement !== document.body) return;
    wallButton.current?.focus();
    if (document.activeElement !== wallButton.current) main.current?.focus();
  }, [isWall]);
  return { main, wallButton };
}
