import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import { elapsedMs, type Stamp } from '../clock/steady-clock.ts';
import type { PollState } from './poll-state.ts';
import { presenceListKey } from './presence-list.ts';

/**
 * How long after the answer before it the last answer to a query came, in milliseconds; 0 for the first. It is measured
 * where answers arrive, so that whoever draws one already knows, and on both clocks, so that sleep counts.
 */
export function useAnswerGap(query: PresenceQuery): () => number {
  const client = useQueryClient();
  const gapMs = useRef(0);
  const key = formatQuery(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new object with the same text is the same query.
  useEffect(() => {
    let last: Stamp | undefined;
    const look = () => {
      const answeredAt = client.getQueryState<PollState>(presenceListKey(query))?.data?.answeredAt;
      if (!answeredAt || answeredAt === last) return;
      gapMs.current = last ? elapsedMs(last, answeredAt) : 0;
      last = answeredAt;
    };
    look();
    return client.getQueryCache().subscribe(look);
  }, [client, key]);
  return useCallback(() => gapMs.current, []);
}
