import type { CountsHistory } from '../../presence/counts-history.ts';

/** A corner of the stepped lines; null ends a line. */
export type RegisteredPoint = { atMs: number; registered: number | null; needed: number | null };

/** What one step says: undefined counts where nothing is known. */
export type RegisteredStep = {
  atMs: number;
  registered: number | undefined;
  needed: number | undefined;
};

export type MissingTime = { fromMs: number; toMs: number };

/** What the chart of the registered draws, reads out and lists. */
export type RegisteredSeries = {
  fromMs: number;
  toMs: number;
  stepMs: number;
  /** The corners alone: an even stretch has two, however long it is. */
  points: readonly RegisteredPoint[];
  missing: readonly MissingTime[];
  steps: readonly RegisteredStep[];
  /** The highest value, for the axis; at least 1. */
  top: number;
  /** The step with the fewest. */
  lowest: RegisteredStep | undefined;
};

/** Whole steps are drawn, also of the last one, which is not over yet. Nothing is made up for what is missing. */
export function registeredSeries({ steps: all, stepMs }: CountsHistory): RegisteredSeries {
  const steps = all.map(({ atMs, counts }) => ({
    atMs,
    registered: counts?.registered,
    needed: counts?.needed,
  }));
  const fromMs = steps[0]?.atMs ?? 0;
  const toMs = fromMs + steps.length * stepMs;
  let lowest: RegisteredStep | undefined;
  let top = 1;
  for (const step of steps) {
    if (step.registered === undefined) continue;
    if (lowest?.registered === undefined || step.registered < lowest.registered) lowest = step;
    top = Math.max(top, step.registered, step.needed ?? 0);
  }
  return { fromMs, toMs, stepMs, ...linesOf(steps, stepMs), steps, top, lowest };
}

function linesOf(steps: readonly RegisteredStep[], stepMs: number) {
  const points: RegisteredPoint[] = [];
  const missing: MissingTime[] = [];
  let before: RegisteredStep | undefined;
  for (const step of steps) {
    const { atMs, registered, needed } = step;
    const isKnown = registered !== undefined;
    if (!isKnown) addMissing(missing, { fromMs: atMs, toMs: atMs + stepMs });
    if (isKnown && (before?.registered !== registered || before.needed !== step.needed)) {
      points.push({ atMs, registered, needed: needed ?? null });
    }
    if (!isKnown && before?.registered !== undefined) points.push(...endOf(before, atMs));
    before = step;
  }
  if (before?.registered !== undefined) points.push(...endOf(before, before.atMs + stepMs));
  return { points, missing };
}

/** A line is drawn to the end of its last step, and no further. */
function endOf({ registered, needed }: RegisteredStep, atMs: number): RegisteredPoint[] {
  return [
    { atMs, registered: registered ?? null, needed: needed ?? null },
    { atMs, registered: null, needed: null },
  ];
}

function addMissing(missing: MissingTime[], { fromMs, toMs }: MissingTime): void {
  const last = missing[missing.length - 1];
  if (last?.toMs === fromMs) last.toMs = toMs;
  else missing.push({ fromMs, toMs });
}
