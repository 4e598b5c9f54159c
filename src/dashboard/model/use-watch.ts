import { useState } from 'react';
import { observe, type Roll, startWatch, type Watch } from '../../presence/watch.ts';

/** What has been seen of one request's answers, and the last one that went into it. */
export type Watched = { requestKey: string; roll: Roll; watch: Watch };

/**
 * Keeps what the answers to one request told, for as long as the same is asked. Undefined until the first answer.
 * `roll` is what the poll shows; undefined or unchanged, it adds nothing. While the service's source is silent, answers
 * add nothing to what it last told: nobody knows whether what runs out then was not renewed.
 */
export function useWatch(
  requestKey: string,
  roll: Roll | undefined,
  isSourceSilent: boolean,
): Watched | undefined {
  const [watched, setWatched] = useState<Watched>();
  const isSeen = watched?.requestKey === requestKey && (isSourceSilent || watched.roll === roll);
  if (!roll || isSeen) return watched;
  const before = watched?.requestKey === requestKey ? watched.watch : startWatch(roll.atMs);
  const next = { requestKey, roll, watch: observe(before, roll) };
  // Taken in while rendering, so that no frame shows a new answer with what was known before it.
  setWatched(next);
  return next;
}
