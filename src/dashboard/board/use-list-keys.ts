import { type KeyboardEvent, useCallback } from 'react';
import { MOVING_KEYS, moveStop, type StopRow } from './board-stops.ts';
import type { useRovingFocus } from './use-roving-focus.ts';

type ListKeysInput = {
  openNumber: string;
  onOpen: (number: string) => void;
  /** The stops as they lie, from top to bottom. */
  rows: () => readonly StopRow[];
  /** As many rows as a page is. */
  pageRows: number;
  focus: ReturnType<typeof useRovingFocus>;
  /** Brings a stop into sight. */
  reveal: (stop: string) => void;
};

/** Arrows move, Enter opens (an item is a button), Escape closes and goes back to what was opened. */
export function useListKeys(input: ListKeysInput) {
  const { openNumber, onOpen, rows, pageRows, focus, reveal } = input;
  const onToggle = useCallback(
    (number: string) => onOpen(number === openNumber ? '' : number),
    [onOpen, openNumber],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && openNumber !== '') {
      onOpen('');
      focus.focusStop(openNumber);
      return;
    }
    const key = MOVING_KEYS.find((moving) => moving === event.key);
    const isStop = event.target instanceof HTMLElement && event.target.dataset.stop === focus.stop;
    if (!key || !isStop || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = moveStop(rows(), focus.stop, { key, isCtrl: event.ctrlKey, pageRows });
    reveal(next);
    focus.focusStop(next);
  };
  return { onToggle, onKeyDown };
}
