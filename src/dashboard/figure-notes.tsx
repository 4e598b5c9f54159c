import type { ReactNode } from 'react';
import type { State } from '../presence/summary.ts';
import { useEachSecond } from './clock/ticker.ts';
import { formatDuration, formatSpan } from './condition/time-text.ts';
import type { BoardItem } from './model/board-item.ts';
import type { BoardState } from './model/use-board.ts';

/**
 * What is said beside a figure: how many were lost together, and how little the late one has left that ends first.
 * Nothing while the data is too old to count on from.
 */
export function figureNote(board: BoardState | undefined, isHeld: boolean) {
  return (state: State): ReactNode => {
    if (!board || isHeld) return null;
    if (state === 'late') return <OldestLate items={board.model.items} />;
    const { massLoss } = board.events;
    if (!massLoss || (state !== 'registered' && state !== 'expired')) return null;
    const sign = state === 'registered' ? '\u2212' : '+';
    return `${sign}${massLoss.numbers.size} in ${formatSpan(massLoss.withinMs)}`;
  };
}

function OldestLate({ items }: { items: ReadonlyMap<string, BoardItem> }) {
  const endsAtMs = firstEnd(items);
  const text = useEachSecond((nowMs) =>
    endsAtMs === undefined ? '' : `oldest ${formatDuration(Math.max(endsAtMs - nowMs, 0))}`,
  );
  return <>{text}</>;
}

function firstEnd(items: ReadonlyMap<string, BoardItem>): number | undefined {
  let first: number | undefined;
  for (const { now } of items.values()) {
    const endsAtMs = now.main?.registration.expiresAtMs;
    if (now.condition !== 'late' || endsAtMs === undefined) continue;
    first = Math.min(first ?? endsAtMs, endsAtMs);
  }
  return first;
}
