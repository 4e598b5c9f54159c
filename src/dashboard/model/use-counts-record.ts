import { useEffect, useState } from 'react';
import { type TracedCounts, tracedCounts } from '../../presence/counts-history.ts';
import { useClock } from '../clock/ticker.ts';
import { type CountsRecord, record } from './counts-record.ts';
import type { BoardState } from './use-board.ts';

type RecordInput = {
  /** Which list is counted: another one begins a record of its own. */
  requestKey: string;
  /** Undefined until the first answer. */
  board: BoardState | undefined;
  /** Paused or stale: what is so meanwhile, nobody knows. */
  isHeld: boolean;
  /** Since when, if the data is stale. */
  staleFromMs: number | undefined;
};

/** What this screen has counted since it was opened, with gaps where it did not know. Undefined until the first answer. */
export function useCountsRecord(input: RecordInput): CountsRecord | undefined {
  const { requestKey, board, isHeld, staleFromMs } = input;
  const clock = useClock();
  const [kept, setKept] = useState<{ requestKey: string; record: CountsRecord }>();
  const summary = board?.model.summary;
  useEffect(() => {
    if (!summary) return;
    const counts: TracedCounts | undefined = isHeld ? undefined : tracedCounts(summary);
    const atMs = (isHeld ? staleFromMs : undefined) ?? clock.nowMs();
    setKept((before) => {
      const known = before?.requestKey === requestKey ? before.record : undefined;
      const next = record(known, { atMs, counts });
      return next === known ? before : { requestKey, record: next };
    });
  }, [clock, requestKey, summary, isHeld, staleFromMs]);
  return kept?.requestKey === requestKey ? kept.record : undefined;
}
