import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

const ONCE_IN_MS = 60_000;

/** Logs each warning once a minute at most: a log is something that strangers can grow, too. */
export function createRareWarnings({
  clock,
  log,
}: {
  clock: Pick<Clock, 'now'>;
  log: Pick<Log, 'warn'>;
}): (fields: object, warning: string) => void {
  const warnedAtMs = new Map<string, number>();
  return (fields, warning) => {
    const nowMs = clock.now();
    if (nowMs - (warnedAtMs.get(warning) ?? Number.NEGATIVE_INFINITY) < ONCE_IN_MS) return;
    warnedAtMs.set(warning, nowMs);
    log.warn(fields, warning);
  };
}
