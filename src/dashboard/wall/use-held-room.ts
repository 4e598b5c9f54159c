import { useContext, useEffect, useState } from 'react';
import { TickerContext } from '../clock/ticker.ts';

/** So long a layout is kept before its cells grow back: problems come and go in numbers. */
const HELD_MS = 30_000;

/** What a layout has room for. */
export type Room = { tiles: number; problems: number };

/** Room that is held, and the server's time since when less of it was needed. */
type Held = { room: Room; spareSinceMs: number | undefined };

/**
 * What to compute the layout for: more at once when there is more, less only when there has been less for half a
 * minute, so that the wall does not jump with every telephone that comes back.
 */
export function useHeldRoom(needed: Room): Room {
  const ticker = useContext(TickerContext);
  const [held, setHeld] = useState<Held>({ room: needed, spareSinceMs: undefined });
  const next = holdRoom(held, needed, ticker.nowMs());
  if (next !== held) setHeld(next);
  const isSpare = next.spareSinceMs !== undefined;
  const { tiles, problems } = needed;
  useEffect(() => {
    if (!isSpare) return;
    return ticker.subscribe(() =>
      setHeld((before) => holdRoom(before, { tiles, problems }, ticker.nowMs())),
    );
  }, [ticker, isSpare, tiles, problems]);
  return next.room;
}

/** The same object as long as nothing changes. */
function holdRoom(held: Held, needed: Room, nowMs: number): Held {
  const { room, spareSinceMs } = held;
  if (needed.tiles > room.tiles || needed.problems > room.problems) {
    const most = {
      tiles: Math.max(needed.tiles, room.tiles),
      problems: Math.max(needed.problems, room.problems),
    };
    return { room: most, spareSinceMs: undefined };
  }
  const isSpare = needed.tiles < room.tiles || needed.problems < room.problems;
  if (!isSpare) return spareSinceMs === undefined ? held : { room, spareSinceMs: undefined };
  if (spareSinceMs === undefined) return { room, spareSinceMs: nowMs };
  return nowMs - spareSinceMs < HELD_MS ? held : { room: needed, spareSinceMs: undefined };
}
