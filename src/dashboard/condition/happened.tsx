import { useToday } from '../clock/ticker.ts';
import { formatHappened } from './time-text.ts';

/** When something happened: `14:31:26` today, `22 Nov 14:31` on another day. It gets its day at midnight. */
export function Happened({ atMs }: { atMs: number }) {
  return <>{formatHappened(atMs, useToday())}</>;
}
