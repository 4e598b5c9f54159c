import { useState } from 'react';
import type { Gap } from '../../presence/events.ts';
import { useClock } from '../clock/ticker.ts';

/** Since when the source is silent, if it is, and when it last was. */
type Silence = { fromMs: number | undefined; last: Gap | undefined };

/**
 * The last gap in what was known: in the answers of the service, or in what its source told. `sourceFromMs` is the
 * server's time of what is shown while the source does not answer.
 */
export function useGap(
  ofService: Gap | undefined,
  sourceFromMs: number | undefined,
): Gap | undefined {
  const clock = useClock();
  const [silence, setSilence] = useState<Silence>({ fromMs: sourceFromMs, last: undefined });
  let { last } = silence;
  if (silence.fromMs !== sourceFromMs) {
    if (silence.fromMs !== undefined && sourceFromMs === undefined) {
      last = { fromMs: silence.fromMs, toMs: clock.nowMs() };
    }
    // Taken in while rendering: what is found after the silence is told after it.
    setSilence({ fromMs: sourceFromMs, last });
  }
  if (!ofService || !last) return ofService ?? last;
  return ofService.toMs > last.toMs ? ofService : last;
}
