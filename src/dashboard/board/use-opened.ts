import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Focus goes back to the extension whose drawer was closed, unless the list no longer has it. */
export function useFocusBack(
  openNumber: string,
  hasStop: (stop: string) => boolean,
  focusStop: (stop: string) => void,
): void {
  const last = useRef('');
  // After every render, so that it looks at the list as it is now.
  useLayoutEffect(() => {
    const was = last.current;
    last.current = openNumber;
    if (openNumber === '' && was !== '' && hasStop(was)) focusStop(was);
  });
}

/** What a list is given while a drawer covers its right side: so much room to be scrolled sideways. */
export const ROOM_BESIDE = 'after:absolute after:top-0 after:left-full after:h-px after:w-140';

/** Between an opened item and the drawer, or the edge of the window. */
const CLEAR_PX = 20;

type Sideways = {
  scroller: RefObject<HTMLElement | null>;
  list: RefObject<HTMLElement | null>;
  /** Where the item lies in the list. */
  leftPx: number;
  widthPx: number;
};

/** Scrolls sideways until an item is clear of the drawer, or as far as its own beginning stays in sight. */
export function scrollClear({ scroller, list, leftPx, widthPx }: Sideways): void {
  const drawer = document.querySelector('dialog[open]')?.getBoundingClientRect();
  const box = scroller.current?.getBoundingClientRect();
  const fromPx = list.current?.getBoundingClientRect().left;
  // On a phone the drawer is all there is.
  if (!scroller.current || !box || fromPx === undefined || !drawer || drawer.left <= 0) return;
  const coveredPx = fromPx + leftPx + widthPx + CLEAR_PX - drawer.left;
  const roomPx = fromPx + leftPx - box.left - CLEAR_PX;
  scroller.current.scrollLeft += Math.min(coveredPx, roomPx);
}
