import {
  type FocusEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react';

/** Long enough that a pointer on its way lights nothing up. */
const WAIT_MS = 120;

/** What a tooltip tells of, and where that is in the window. */
export type Told = { stop: string; at: DOMRect };

/**
 * One tooltip for many stops (elements with `data-stop`), by hover and by focus. It stays while the pointer is on it,
 * so that it can be read and copied, and `dismiss` takes it away without moving either.
 */
export function useTooltip() {
  const [told, setTold] = useState<Told>();
  const timer = useRef<number>(undefined);
  const tellLater = useCallback((next: Element | undefined) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setTold(next && placeOf(next)), WAIT_MS);
  }, []);
  const dismiss = useCallback(() => {
    window.clearTimeout(timer.current);
    setTold(undefined);
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const onPointerOver = ({ target }: PointerEvent) => {
    if (!(target instanceof Element)) return;
    if (target.closest('[role="tooltip"]')) window.clearTimeout(timer.current);
    else tellLater(stopAround(target));
  };
  const onFocus = ({ target }: FocusEvent) => tellLater(stopAround(target));
  const leave = () => tellLater(undefined);
  return {
    told,
    dismiss,
    handlers: { onPointerOver, onPointerLeave: leave, onFocus, onBlur: leave },
  };
}

function stopAround(element: Element): Element | undefined {
  return element.closest('[data-stop]') ?? undefined;
}

function placeOf(element: Element): Told | undefined {
  const stop = element.getAttribute('data-stop');
  // By now it may be gone.
  return stop !== null && element.isConnected
    ? { stop, at: element.getBoundingClientRect() }
    : undefined;
}
