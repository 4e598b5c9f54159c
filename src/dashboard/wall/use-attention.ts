import { useCallback, useEffect, useRef, useState } from 'react';

/** The pointer is seen for so long after it moved. */
const POINTER_SHOWN_MS = 3000;
/** Whoever has moved the pointer or pressed a key has so long to read before the pages turn again. */
const READING_MS = 60_000;

export type Attention = {
  /** The pointer was moved just now. */
  isPointerShown: boolean;
  /** Somebody is at the screen: has moved the pointer, pressed a key, or has the focus on something. */
  isAttended: boolean;
  handlers: { onFocus: () => void; onBlur: () => void };
};

/** Whether somebody is at a screen that nobody touches. A pointer that only lies there does not count. */
export function useAttention(): Attention {
  const [isPointerShown, showPointer] = useLasting(POINTER_SHOWN_MS);
  const [isReading, read] = useLasting(READING_MS);
  const [hasFocus, setHasFocus] = useState(false);
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
  return {
    isPointerShown,
    isAttended: isReading || hasFocus,
    handlers: { onFocus: () => setHasFocus(true), onBlur: () => setHasFocus(false) },
  };
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
