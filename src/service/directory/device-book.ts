import type { Clock } from '../clock.ts';
import { type Devices, letPass, nextChangeMs } from './devices.ts';
import type { Roll } from './roll.ts';

/** The devices of every extension number, kept true to the clock. */
export type DeviceBook = {
  /** Lets time pass up to now, and tells the roll what that changed. */
  settle(): void;
  of(number: string): Devices;
  /** Applies what was learned of one number at `nowMs`, after letting time pass. */
  learn(number: string, apply: (devices: Devices, nowMs: number) => Devices): void;
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
  const byNumber = new Map<string, Devices>();
  // No later than the next change: a refresh moves an end further away, and the next sweep finds where to.
  let sweepAtMs = Number.POSITIVE_INFINITY;

  const of = (number: string) => byNumber.get(number) ?? [];
  const keep = (number: string, devices: Devices) => {
    sweepAtMs = Math.min(sweepAtMs, nextChangeMs(devices, forgetAfterMs));
    if (devices === of(number)) return;
    if (devices.length === 0) byNumber.delete(number);
    else byNumber.set(number, devices);
    roll.tell(number, devices);
  };
  const settle = () => {
    const nowMs = clock.now();
    if (nowMs < sweepAtMs) return;
    sweepAtMs = Number.POSITIVE_INFINITY;
    for (const [number, devices] of byNumber) {
      keep(number, letPass(devices, { nowMs, forgetAfterMs }));
    }
  };
  return {
    settle,
    of,
    learn(number, apply) {
      settle();
      if (!roll.has(number) && !byNumber.has(number) && byNumber.size >= NUMBER_LIMIT) return;
      const nowMs = clock.now();
      keep(number, letPass(apply(of(number), nowMs), { nowMs, forgetAfterMs }));
    },
  };
}
