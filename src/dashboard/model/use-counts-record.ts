import { useEffect, useState } from 'react';
import { formatQuery } from '../../contract/query.ts';
import { type TracedCounts, tracedCounts } from '../../presence/counts-history.ts';
import { useClock } from '../clock/ticker.ts';
import { type CountsRecord, record } from './counts-record.ts';
import type { BoardState } from './use-board.ts';

type RecordInput = {
  /** Another list begins a record of its own. Undefined while there is none. */
  board: BoardState | undefined;
  /** Paused or stale: what is so meanwhile, nobody knows. */
  isHeld: boolean;
  /** Since when, if the data is stale. */
  staleFromMs: number | undefined;
};

/**
 * What this screen has counted of a list since it was first shown, with gaps where it did not know. Undefined without a
 * list.
 */
export function useCountsRecord(input: RecordInput): CountsRecord | undefined {
  const { board, isHeld, staleFromMs } = input;
  const clock = useClock();
  const [kept, setKept] = useState<{ requestKey: string; record: CountsRecord }>();
  const summary = board?.model.summary;
  const requestKey = board && formatQuery(board.query);
  useEffect(() => {
    if (!summary || requestKey === undefined) return;
    const counts: TracedCounts | undefined = isHeld ? undefined : tracedCounts(summary);
    const atMs = (isHeld ? staleFromMs : undefined) ?? clock.nowMs();
    setKept((before) => {
      const known = before?.requestKey === requestKey ? before.record : undefined;
      const next = record(known, { atMs, counts });
      return next === known ? before : { requestKey, record: next };
    });
  }, [clock, requestKey, summary, isHeld, staleFromMs]);
  return kept && kept.requestKey === requestKey ? kept.record : undefined;
}
