import type { Clock } from '../clock.ts';
import { type Known, letTimePass, NOTHING_KNOWN, nextMomentMs } from './known-extension.ts';
import type { Roll } from './roll.ts';

/** What is known of a number from a time on. */
export type Step = { known: Known; atMs: number };

/** What the devices of every extension number have told, kept true to the clock. */
export type DeviceBook = {
  /** Up to when time has passed: now, or the moment of the source's last answer. */
  nowMs(): number;
  /** Lets time pass up to now, and tells the roll what that changed. */
  settle(): void;
  of(number: string): Known;
  /** Applies what was learned of one number at `nowMs`, after letting time pass. */
  learn(number: string, apply: (known: Known, nowMs: number) => Known): void;
  /** Applies all that is learned meanwhile as of `atMs`, and lets time pass up to then only afterwards, and no further. */
  answered(atMs: number, tell: () => void): void;
};

/**
 * Registrations of numbers that do not exist (yet, or any more) are kept aside, so that an extension that is
 * configured again is not shown as lost until its telephone next refreshes. Above this many numbers in all they are not.
 */
const NUMBER_LIMIT = 20_000;

/**
 * Makes an empty book, which tells every change: what a number has come to, step by step, each with its own time, and
 * the last as it is now.
 */
export function createDeviceBook({
  clock,
  forgetAfterMs,
  roll,
  tell,
}: {
  clock: Pick<Clock, 'now'>;
  forgetAfterMs: number;
  roll: Pick<Roll, 'has'>;
  tell: (number: string, now: Known, steps: readonly Step[]) => void;
}): DeviceBook {
  const byNumber = new Map<string, Known>();
  // No later than the next change: a refresh moves an end further away, and the next sweep finds where to.
  let sweepAtMs = Number.POSITIVE_INFINITY;
  /** Of the last answer of a source that is asked; undefined for one that is not. */
  let answeredAtMs: number | undefined;
  let isAnswering = false;

  const now = () => answeredAtMs ?? clock.now();
  const of = (number: string) => byNumber.get(number) ?? NOTHING_KNOWN;
  const keep = (number: string, steps: readonly Step[]) => {
    const known = steps[steps.length - 1]?.known ?? of(number);
    sweepAtMs = Math.min(sweepAtMs, nextMomentMs(known, forgetAfterMs));
    if (steps.length === 0) return;
    if (known.devices.length + known.publications.length === 0) byNumber.delete(number);
    else byNumber.set(number, known);
    tell(number, known, steps);
  };
  const settle = () => {
    const nowMs = now();
    if (isAnswering || nowMs < sweepAtMs) return;
    sweepAtMs = Number.POSITIVE_INFINITY;
    for (const [number, known] of byNumber) {
      keep(number, stepsUntil(known, { nowMs, forgetAfterMs }));
    }
  };
  return {
    nowMs: now,
    settle,
    of,
    learn(number, apply) {
      settle();
      if (!roll.has(number) && !byNumber.has(number) && byNumber.size >= NUMBER_LIMIT) return;
      const nowMs = now();
      const known = apply(of(number), nowMs);
      const learned = known === of(number) ? [] : [{ known, atMs: nowMs }];
      // Of another device of the same extension the answer may still have to tell that it has refreshed.
      const passed = isAnswering ? [] : stepsUntil(known, { nowMs, forgetAfterMs });
      keep(number, [...learned, ...passed]);
    },
    answered(atMs, tell) {
      answeredAtMs = atMs;
      isAnswering = true;
      try {
        tell();
      } finally {
        isAnswering = false;
      }
      settle();
    },
  };
}

/** Lets time pass up to `nowMs`, moment by moment: what ran out has an end of its own, however late that is noticed. */
function stepsUntil(
  known: Known,
  { nowMs, forgetAfterMs }: { nowMs: number; forgetAfterMs: number },
): Step[] {
  const steps: Step[] = [];
  for (
    let next = known, atMs = nextMomentMs(next, forgetAfterMs);
    atMs <= nowMs;
    atMs = nextMomentMs(next, forgetAfterMs)
  ) {
    next = letTimePass(next, { nowMs: atMs, forgetAfterMs });
    steps.push({ known: next, atMs });
  }
  return steps;
}
