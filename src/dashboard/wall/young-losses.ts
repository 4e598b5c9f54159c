import { useMemo } from 'react';
import { LOSS_IS_YOUNG_MS } from '../../presence/thresholds.ts';
import { useEachSecond } from '../clock/ticker.ts';
import type { BoardItem } from '../model/board-item.ts';
import type { BoardModel } from '../model/board-model.ts';

const NO_LOSSES: readonly number[] = [];

/** True while something that is shown was lost so lately, and nobody has said that they know, that it has to be seen. */
export function useIsLossYoung(model: BoardModel | undefined): boolean {
  const lostAtMs = useMemo(() => (model ? lossesOf(model) : NO_LOSSES), [model]);
  return useEachSecond((nowMs) => lostAtMs.some((atMs) => nowMs - atMs < LOSS_IS_YOUNG_MS));
}

function lossesOf({ groups }: BoardModel): number[] {
  return groups.flatMap(({ items }) => items.flatMap(lossOf));
}

function lossOf({ now, silence }: BoardItem): number[] {
  const isLost = now.condition === 'expired' || now.condition === 'lost';
  const lostAtMs = now.main?.lostAtMs;
  return isLost && !silence && lostAtMs !== undefined ? [lostAtMs] : [];
}
