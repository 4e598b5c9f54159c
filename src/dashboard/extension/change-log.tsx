import type { History } from '../../presence/history.ts';
import { useClock } from '../clock/ticker.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatClock } from '../condition/time-text.ts';
import { DrawerPart } from './drawer-part.tsx';
import { bySource, type LogLine, logLines } from './history-text.ts';

const DAY_MS = 86_400_000;
/** So many of the latest are listed; the rest is counted. */
const MOST_LINES = 50;

/** What happened to an extension in the last 24 hours, the newest first. */
export function ChangeLog({ history }: { history: History }) {
  const nowMs = useClock().nowMs();
  const lines = logLines(history, nowMs - DAY_MS);
  const rest = lines.length - MOST_LINES;
  return (
    <DrawerPart title="Changes" aside={bySource(history, nowMs)}>
      {lines.length === 0 ? (
        <p className="text-12 text-ink-2">None</p>
      ) : (
        <ol>
          {lines.slice(0, MOST_LINES).map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two may happen in one second; a line has no state.
            <Line key={`${line.atMs} ${place}`} line={line} />
          ))}
        </ol>
      )}
      {rest > 0 && <p className="text-12 text-ink-3">and {rest} before</p>}
    </DrawerPart>
  );
}

function Line({ line: { atMs, look, text, aside } }: { line: LogLine }) {
  const { glyph: Glyph, tone } = CONDITION_LOOKS[look];
  return (
    <li
      className={`grid grid-cols-[60px_14px_minmax(0,1fr)_auto] items-baseline gap-x-2 text-12 leading-6 text-ink-3 ${tone}`}
    >
      <time>{formatClock(atMs)}</time>
      <Glyph className="mt-1.5 size-3 self-start text-mark" />
      <span className="min-w-0 font-medium break-words text-ink">{text}</span>
      <span className="text-right">{aside}</span>
    </li>
  );
}
