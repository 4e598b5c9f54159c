import type { Clock } from '../clock.ts';
import { type Known, letTimePass, NOTHING_KNOWN, nextMomentMs } from './known-extension.ts';
import type { Roll } from './roll.ts';

/** What the devices of every extension number have told, kept true to the clock. */
export type DeviceBook = {
  /** Lets time pass up to now, and tells the roll what that changed. */
  settle(): void;
  of(number: string): Known;
  /** Applies what was learned of one number at `nowMs`, after letting time pass. */
  learn(number: string, apply: (known: Known, nowMs: number) => Known): void;
};

/**
 * Registrations of numbers that do not exist (yet, or any more) are kept aside, so that an extension that is
 * configured again is not shown as lost until its telephone next refreshes. Above this many numbers in all they are not.
 */
const NUMBER_LIMIT = 20_000;

/** Makes an empty book, which tells the roll every change. */
export function createDeviceBook({
  clock,
  forgetAfterMs,
  roll,
}: {
  clock: Clock;
  forgetAfterMs: number;
  roll: Pick<Roll, 'has' | 'tell'>;
}): DeviceBook {
  const byNumber = new Map<string, Known>();
  // No later than the next change: a refresh moves an end further away, and the next sweep finds where to.
  let sweepAtMs = Number.POSITIVE_INFINITY;

  const of = (number: string) => byNumber.get(number) ?? NOTHING_KNOWN;
  const keep = (number: string, known: Known) => {
    sweepAtMs = Math.min(sweepAtMs, nextMomentMs(known, forgetAfterMs));
    if (known === of(number)) return;
    if (known.devices.length + known.publications.length === 0) byNumber.delete(number);
    else byNumber.set(number, known);
    roll.tell(number, known);
  };
  const settle = () => {
    const nowMs = clock.now();
    if (nowMs < sweepAtMs) return;
    sweepAtMs = Number.POSITIVE_INFINITY;
    for (const [number, known] of byNumber) {
      keep(number, letTimePass(known, { nowMs, forgetAfterMs }));
    }
  };
  return {
    settle,
    of,
    learn(number, apply) {
      settle();
      if (!roll.has(number) && !byNumber.has(number) && byNumber.size >= NUMBER_LIMIT) return;
      const nowMs = clock.now();
      keep(number, letTimePass(apply(of(number), nowMs), { nowMs, forgetAfterMs }));
    },
  };
}
