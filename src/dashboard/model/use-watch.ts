import { useState } from 'react';
import { formatQuery, type PresenceQuery } from '../../contract/query.ts';
import { observe, type Roll, startWatch, type Watch } from '../../presence/watch.ts';

/** What has been seen of one request's answers, and the last one that went into it. */
export type Watched = { query: PresenceQuery; roll: Roll; watch: Watch };

/**
 * Keeps what the answers to one request told, until another one is answered. Undefined until the first answer.
 * `roll` is what was answered to `query`; undefined or unchanged, it adds nothing. While the service's source is silent,
 * answers add nothing to what it last told: nobody knows whether what runs out then was not renewed.
 */
export function useWatch(
  query: PresenceQuery,
  roll: Roll | undefined,
  isSourceSilent: boolean,
): Watched | undefined {
  const [watched, setWatched] = useState<Watched>();
  const known = watched && formatQuery(watched.query) === formatQuery(query) ? watched : undefined;
  if (!roll || (known && (isSourceSilent || known.roll === roll))) return watched;
  const before = known ? known.watch : startWatch(roll.atMs);
  const next = { query, roll, watch: observe(before, roll) };
  // Taken in while rendering, so that no frame shows a new answer with what was known before it.
  setWatched(next);
  return next;
}
