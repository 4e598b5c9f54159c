import type { KeyboardEvent } from 'react';
import { MOVING_KEYS, moveStop, type StopRow } from './board-stops.ts';
import type { useRovingFocus } from './use-roving-focus.ts';

type ListKeysInput = {
  /** The stops as they lie, from top to bottom. */
  rows: () => readonly StopRow[];
  /** As many rows as a page is. */
  pageRows: number;
  focus: ReturnType<typeof useRovingFocus>;
  /** Brings a stop into sight. */
  reveal: (stop: string) => void;
};

/** Arrows move between the stops; Enter opens one, since an item is a button. */
export function listKeys({ rows, pageRows, focus, reveal }: ListKeysInput) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const key = MOVING_KEYS.find((moving) => moving === event.key);
    const isStop = event.target instanceof HTMLElement && event.target.dataset.stop === focus.stop;
    if (!key || !isStop || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = moveStop(rows(), focus.stop, { key, isCtrl: event.ctrlKey, pageRows });
    reveal(next);
    focus.focusStop(next);
  };
}
