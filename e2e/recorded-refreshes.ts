import { devicesOf, type Poll } from './recording.ts';

// When the telephones of a recording refreshed, worked out from the recorded answers alone, with nothing of what is tested.

const SECOND = 1000;
const PAUSES_TOLD = 4;

/**
 * Whether a device has missed its rhythm at an answer. Between two polls nobody sees when it refreshed, so that there are
 * answers at which it may have or not.
 */
export type Punctuality = 'late' | 'in time' | 'may be late';

/**
 * For each answer; undefined where the device is not registered, or has not paused twice yet. What was registered at the
 * first answer has paused since nobody knows when.
 */
export function punctualityOf(
  polls: readonly Poll[],
  { number, device }: { number: string; device: string },
): (Punctuality | undefined)[] {
  let pauses: number[] = [];
  let refreshed: { afterMs: number; byMs: number } | undefined;
  let [expiresAtMs, lifeMs] = [Number.NaN, 0];
  return polls.map(({ atMs, entries }, step) => {
    const registration = devicesOf(entries.get(number)).get(device);
    if (registration?.registration !== '1') {
      [pauses, expiresAtMs, refreshed] = [[], Number.NaN, undefined];
      return undefined;
    }
    const until = Date.parse(registration.expire ?? '');
    if (until !== expiresAtMs) {
      if (refreshed) pauses = [...pauses, until - expiresAtMs].slice(-PAUSES_TOLD);
      const before = polls[step - 1];
      refreshed = before && { afterMs: before.atMs, byMs: atMs };
      [expiresAtMs, lifeMs] = [until, grantedMs(until - atMs)];
    }
    return refreshed && pauses.length > 1 ? judge({ pauses, refreshed, lifeMs }, atMs) : undefined;
  });
}

/** The fleet's telephones register for whole half minutes; a poll sees some of that gone. */
const grantedMs = (leftMs: number) => Math.ceil(leftMs / (30 * SECOND)) * 30 * SECOND;

/** Times are cut to the second, each of them. */
const CUT_MS = 3 * SECOND;

function judge(
  of: { pauses: readonly number[]; refreshed: { afterMs: number; byMs: number }; lifeMs: number },
  atMs: number,
): Punctuality {
  const usualMs = Math.max(...of.pauses);
  const graceMs = Math.max(of.lifeMs / 10, 10 * SECOND);
  if (atMs > of.refreshed.byMs + usualMs + graceMs + CUT_MS) return 'late';
  return atMs < of.refreshed.afterMs + usualMs + graceMs - CUT_MS ? 'in time' : 'may be late';
}
