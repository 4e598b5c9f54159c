import { conditionAt } from './condition.ts';
import { followEvents, type WatchedEvents } from './events.ts';
import type { Counted } from './summary.ts';
import { observe, type Roll, startWatch, type Watch } from './watch.ts';

/** For tests: what a screen knows after some answers. */
export type Screen = {
  watch: Watch;
  items: ReadonlyMap<string, Counted>;
  events: WatchedEvents;
};

/** What a screen makes of one more answer; of the first when there is none before. */
export function afterRoll(screen: Screen | undefined, roll: Roll): Screen {
  return judged(screen, observe(screen?.watch ?? startWatch(roll.atMs), roll), roll.atMs);
}

/** What it makes of the same answers at a later time. */
export function afterTime(screen: Screen, atMs: number): Screen {
  return judged(screen, screen.watch, atMs);
}

function judged(screen: Screen | undefined, watch: Watch, atMs: number): Screen {
  const items = new Map<string, Counted>();
  for (const [number, watched] of watch.extensions) {
    items.set(number, { watched, now: conditionAt(watched, atMs) });
  }
  const events = followEvents(screen?.events, { sinceMs: watch.sinceMs, items, atMs });
  return { watch, items, events };
}
