import { useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { TickerContext } from '../clock/ticker.ts';

/** The pointer is seen for so long after it moved. */
const POINTER_SHOWN_MS = 3000;
/** Whoever has moved the pointer or pressed a key has so long to read before the pages turn again. */
const READING_MS = 60_000;

export type Attention = {
  /** The pointer was moved just now. */
  isPointerShown: boolean;
  /** Somebody is at the screen: has moved the pointer, pressed a key, or has the focus on something. */
  isAttended: boolean;
};

/** Whether somebody is at a screen that nobody touches. A pointer that only lies there does not count. */
export function useAttention(): Attention {
  const [isPointerShown, showPointer] = useLasting(POINTER_SHOWN_MS);
  const [isReading, read] = useLasting(READING_MS);
  const hasFocus = useHasFocus();
  useEffect(() => {
    let last = '';
    const onMove = ({ screenX, screenY }: PointerEvent) => {
      // A browser also says that the pointer moved when something moved under it.
      const at = `${screenX} ${screenY}`;
      if (at === last) return;
      last = at;
      showPointer();
      read();
    };
    document.addEventListener('pointermove', onMove);
    document.addEventListener('keydown', read);
    return () => {
      document.removeEventListener('pointermove', onMove);
      document.removeEventListener('keydown', read);
    };
  }, [showPointer, read]);
  return { isPointerShown, isAttended: isReading || hasFocus };
}

/**
 * Whether anything has the focus, looked at each second too: what is taken off the page with the focus on it tells
 * nobody that it has lost it.
 */
function useHasFocus(): boolean {
  const ticker = useContext(TickerContext);
  const subscribe = useCallback(
    (listener: () => void) => {
      const unsubscribe = ticker.subscribe(listener);
      document.addEventListener('focusin', listener);
      document.addEventListener('focusout', listener);
      return () => {
        unsubscribe();
        document.removeEventListener('focusin', listener);
        document.removeEventListener('focusout', listener);
      };
    },
    [ticker],
  );
  return useSyncExternalStore(subscribe, readFocus);
}

/** Whoever has gone to another window is not at this one, though it keeps a focus for them. */
function readFocus(): boolean {
  const { activeElement, body } = document;
  return document.hasFocus() && activeElement !== null && activeElement !== body;
}

/** True from a call until some time has passed without another. */
function useLasting(ms: number): [isLasting: boolean, again: () => void] {
  const [isLasting, setIsLasting] = useState(false);
  const timer = useRef<number>(undefined);
  const again = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setIsLasting(false), ms);
    setIsLasting(true);
  }, [ms]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return [isLasting, again];
}
