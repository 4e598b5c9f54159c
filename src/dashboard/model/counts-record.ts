import {
  type CountsHistory,
  type HistoryStep,
  isHalfKnown,
  isSameCounts,
  type TracedCounts,
  worstOf,
} from '../../presence/counts-history.ts';

const MINUTE_MS = 60_000;
/** A record goes back so far. */
export const RECORD_MS = 24 * 60 * MINUTE_MS;

/** A minute in which something changed: the worst of it, what it had come to at its end, and whether all of it is known. */
type Minute = { atMs: number; worst: TracedCounts | undefined; last: TracedCounts | undefined };

/**
 * What one screen has seen of its counts since it was opened. Between two minutes nothing changed. Bounded: a minute is
 * kept once, for 24 hours.
 */
export type CountsRecord = { sinceMs: number; minutes: readonly Minute[] };

/** What was counted at a time. Undefined: from then on nobody knows. */
export type Sample = { atMs: number; counts: TracedCounts | undefined };

/** Adds what was counted; the same record when that is no news. A clock that was set back makes no time run backwards. */
export function record(before: CountsRecord | undefined, sample: Sample): CountsRecord {
  const { counts } = sample;
  if (!before) {
    const first = { atMs: minuteOf(sample.atMs), worst: counts, last: counts };
    return { sinceMs: sample.atMs, minutes: [first] };
  }
  const latest = before.minutes[before.minutes.length - 1];
  if (!latest || isSameCounts(latest.last, counts)) return before;
  const atMs = Math.max(minuteOf(sample.atMs), latest.atMs);
  const isSameMinute = atMs === latest.atMs;
  const worst = worstOf(isSameMinute ? latest.worst : latest.last, counts);
  const others = isSameMinute ? before.minutes.slice(0, -1) : before.minutes;
  return {
    sinceMs: before.sinceMs,
    minutes: withoutOld([...others, { atMs, worst, last: counts }], atMs - RECORD_MS),
  };
}

/** What was so at the beginning of the time that is kept is needed to tell what followed. */
function withoutOld(minutes: readonly Minute[], sinceMs: number): readonly Minute[] {
  const firstKept = minutes.findIndex(({ atMs }) => atMs > sinceMs);
  return firstKept > 1 ? minutes.slice(firstKept - 1) : minutes;
}

type Span = { fromMs: number; toMs: number; stepMs: number };

/**
 * A record in steps. `toMs` is a moment: what was known last, holds until then. The step that it is in says what is known
 * now, however little of it was seen.
 */
export function historyOf(kept: CountsRecord, { fromMs, toMs, stepMs }: Span): CountsHistory {
  const steps: HistoryStep[] = [];
  const { minutes, sinceMs } = kept;
  let next = 0;
  let held: TracedCounts | undefined;
  const takeUntil = (endMs: number, beginMs: number) => {
    let counts = held;
    let atMs = beginMs;
    let knownMs = 0;
    for (let minute = minutes[next]; minute && minute.atMs < endMs; minute = minutes[next]) {
      if (held) knownMs += minute.atMs - atMs;
      // A minute of which anything is known is known.
      if (held || minute.worst) knownMs += MINUTE_MS;
      counts = worstOf(counts, minute.worst);
      held = minute.last;
      atMs = minute.atMs + MINUTE_MS;
      next += 1;
    }
    if (held) knownMs += endMs - atMs;
    return { counts, knownMs };
  };
  const startMs = Math.floor(fromMs / stepMs) * stepMs;
  takeUntil(startMs, 0);
  for (let atMs = startMs; atMs < toMs; atMs += stepMs) {
    const endMs = atMs + stepMs;
    const { counts, knownMs } = takeUntil(endMs, atMs);
    const isKnown = endMs >= toMs || isHalfKnown({ knownMs, passedMs: stepMs });
    steps.push({ atMs, counts: endMs > sinceMs && isKnown ? counts : undefined });
  }
  return { steps, stepMs, toMs };
}

function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS) * MINUTE_MS;
}
