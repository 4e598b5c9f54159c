import type { SteadyClock } from '../clock/steady-clock.ts';
import { PollError } from './poll-failure.ts';

/** How long a request may take (interface of the board: "a poll times out after 10 s"). */
export const TIMEOUT_MS = 10_000;

/**
 * Does what takes a signal, and gives up on it: when `signal` says so, or after `timeoutMs` with a PollError. Settles in
 * time even when what it waits for never does, since one request that hangs would stop polling for ever.
 * Televisions of 2021 lack `AbortSignal.any` and `AbortSignal.timeout`.
 */
export function withinTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  limit: { signal: AbortSignal | undefined; timeoutMs: number; clock: SteadyClock },
): Promise<T> {
  const { signal, timeoutMs, clock } = limit;
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    const giveUp = (reason: Error | DOMException) => {
      reject(reason);
      controller.abort();
    };
    const onAbort = () => giveUp(new DOMException('The request was given up.', 'AbortError'));
    const timer = setTimeout(
      () => giveUp(new PollError({ kind: 'timeout', timeoutMs, atMs: clock.nowMs() })),
      timeoutMs,
    );
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    work(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      });
  });
}
