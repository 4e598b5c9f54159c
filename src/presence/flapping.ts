import { FLAPPING_TIMES, FLAPPING_WITHIN_MS } from './thresholds.ts';

/** An extension that comes and goes: since its first loss of these, and how often it was lost and back. */
export type Flapping = { sinceMs: number; times: number };

/** What is remembered of an extension that was lost lately. Times are when it was seen, in milliseconds since 1970. */
export type Turns = {
  /** The last losses; as many as make it flap. */
  lossesMs: readonly number[];
  /** When it was last lost or came back. */
  lastMs: number;
  flapping?: Flapping;
};

/** An extension was lost. */
export function afterLoss(before: Turns | undefined, atMs: number): Turns {
  const lossesMs = [...(before?.lossesMs ?? []), atMs].slice(-FLAPPING_TIMES);
  return { ...before, lossesMs, lastMs: atMs };
}

/** An extension is back. Undefined when its loss was not seen. */
export function afterReturn(before: Turns | undefined, atMs: number): Turns | undefined {
  if (!before) return undefined;
  const flapping = before.flapping
    ? { ...before.flapping, times: before.flapping.times + 1 }
    : flappingSince(before.lossesMs, atMs);
  return { ...before, lastMs: atMs, ...(flapping && { flapping }) };
}

/** Nothing is remembered of an extension, and none is flapping, when it was quiet for fifteen minutes. */
export function afterRest(before: Turns | undefined, atMs: number): Turns | undefined {
  return before && agoMs(before.lastMs, atMs) >= FLAPPING_WITHIN_MS ? undefined : before;
}

/** When `afterRest` forgets, if nothing more happens. */
export function restEndsAtMs({ lastMs }: Turns): number {
  return lastMs + FLAPPING_WITHIN_MS;
}

function flappingSince(lossesMs: readonly number[], atMs: number): Flapping | undefined {
  const [firstMs] = lossesMs;
  if (firstMs === undefined || lossesMs.length < FLAPPING_TIMES) return undefined;
  return agoMs(firstMs, atMs) <= FLAPPING_WITHIN_MS
    ? { sinceMs: firstMs, times: FLAPPING_TIMES }
    : undefined;
}

/** A clock that was set back does not make what happened before it unhappened, nor keep it for ever. */
function agoMs(thenMs: number, nowMs: number): number {
  return Math.abs(nowMs - thenMs);
}
