import type { WebhookMessage } from '../../contract/alerts.ts';
import type { Log } from '../log.ts';
import { type Failure, type Posting, postMessage, type Receiver } from './post-message.ts';

/** The way to one receiver: its messages arrive in order, each until it is taken or given up. */
export type Delivery = {
  send(message: WebhookMessage): void;
  /** Takes another secret. */
  change(receiver: Receiver): void;
  /** Ends what is under way; what waits is not sent. */
  close(): void;
};

const MOST_WAITING = 100;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const GIVEN_UP_AFTER_MS = 3_600_000;

type Waiting = { message: WebhookMessage; sinceMs: number };

/** @param options.random from 0 to 1: many services do not come back to one receiver at the same moment */
export function createDelivery(
  given: Receiver,
  options: Posting & { random: () => number; log: Log },
): Delivery {
  const { clock, random, log } = options;
  const ending = new AbortController();
  const { signal } = ending;
  const queue: Waiting[] = [];
  let receiver = given;
  let isWorking = false;
  let isPosting = false;
  let cancelPause = () => {};

  const drop = (waiting: Waiting, reason: string) => {
    remove(queue, waiting);
    // The host alone: the rest of an address may be a secret.
    const fields = { host: hostOf(receiver), kind: waiting.message.kind, id: waiting.message.id };
    log.warn({ ...fields, reason }, 'A webhook was not delivered.');
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      cancelPause = clock.after(ms, resolve);
    });
  const post = async ({ message }: Waiting) => {
    isPosting = true;
    const { failure } = await postMessage(message, receiver, { ...options, signal });
    isPosting = false;
    return failure;
  };
  const work = async () => {
    isWorking = true;
    /** Since a message was last taken. */
    let failures = 0;
    for (let first = queue[0]; first && !signal.aborted; first = queue[0]) {
      const failure = await post(first);
      if (signal.aborted) return;
      if (!failure || failure.isLasting) failures = 0;
      if (!failure) remove(queue, first);
      else if (failure.isLasting) drop(first, failure.says);
      else {
        await pause(pauseMs(failures, { ...failure, random }));
        failures += 1;
        // Whoever was away for an hour, or asleep, wants no news of then.
        const old = queue.filter(({ sinceMs }) => clock.now() - sinceMs >= GIVEN_UP_AFTER_MS);
        for (const waiting of old) drop(waiting, `Given up after an hour. ${failure.says}`);
      }
    }
    isWorking = false;
  };
  return {
    send(message) {
      if (signal.aborted) return;
      const oldest = queue[isPosting ? 1 : 0];
      if (queue.length >= MOST_WAITING && oldest) drop(oldest, `Over ${MOST_WAITING} are waiting.`);
      queue.push({ message, sinceMs: clock.now() });
      if (!isWorking) void work();
    },
    change(next) {
      receiver = next;
    },
    close() {
      cancelPause();
      queue.length = 0;
      ending.abort();
    },
  };
}

/** The host of a receiver, with its port where that is not the usual one. */
export function hostOf({ url }: Receiver): string {
  return new URL(url).host;
}

/** Doubles with each failure, shortened by up to half; at least what the receiver asks for, within the longest. */
function pauseMs(
  failures: number,
  { retryAfterMs, random }: Pick<Failure, 'retryAfterMs'> & { random: () => number },
): number {
  const doubled = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  return Math.max(doubled * (0.5 + random() / 2), Math.min(retryAfterMs, LONGEST_PAUSE_MS));
}

function remove(queue: Waiting[], waiting: Waiting): void {
  const at = queue.indexOf(waiting);
  if (at >= 0) queue.splice(at, 1);
}
