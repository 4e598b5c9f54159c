import { useMemo, useState } from 'react';
import { followEvents, type Gap, type WatchedEvents } from '../../presence/events.ts';
import type { Watch } from '../../presence/watch.ts';
import type { BoardModel } from './board-model.ts';

/** Each is undefined until the first answer. */
type EventsInput = {
  watch: Watch | undefined;
  model: BoardModel | undefined;
  judgedAtMs: number | undefined;
  /** The last gap between answers. */
  gap: Gap | undefined;
};

/** What has happened on the list since it is watched. How a person refines it, changes nothing about that. */
export function useEvents({
  watch,
  model,
  judgedAtMs,
  gap,
}: EventsInput): WatchedEvents | undefined {
  const [events, setEvents] = useState<WatchedEvents>();
  const sinceMs = watch?.sinceMs;
  const items = model?.items;
  const next = useMemo(() => {
    if (sinceMs === undefined || !items || judgedAtMs === undefined) return events;
    return followEvents(events, { sinceMs, items, atMs: judgedAtMs, gap });
  }, [events, sinceMs, items, judgedAtMs, gap]);
  // Taken in while rendering, so that no frame shows a new answer with what had happened before it.
  if (next !== events) setEvents(next);
  return next;
}
