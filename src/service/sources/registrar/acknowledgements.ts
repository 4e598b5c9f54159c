import type { Clock } from '../../clock.ts';
import type { Binding } from './binding.ts';
import type { Publication } from './publication.ts';

/** What a phone is told only when it is stored. */
export type Change = Binding | Publication;

/** Something that is acknowledged once it is stored. */
type Acknowledgement = {
  readonly changes: readonly Change[];
  /** Called once: with true when the changes are on the disk, with false when they could not be. */
  readonly send: (isStored: boolean) => void;
};

export type Acknowledgements = {
  add(acknowledgement: Acknowledgement): void;
  /** Stores what has changed and sends what waits for it, now. */
  flush(): void;
  /** Since when nothing can be stored, and why; null while everything can. */
  readonly fault: { readonly sinceMs: number; readonly reason: string } | null;
};

/** So many at once are not made to wait for more. */
const MOST_WAITING = 1000;

/**
 * Holds acknowledgements back until what they acknowledge is on the disk. One write serves all that arrive within a
 * turn of the event loop: the disk is waited for once, not once for each phone, when a whole site comes back at once.
 */
export function createAcknowledgements(options: {
  clock: Clock;
  /** Writes every change, or throws and none has happened. False when there was nothing to write. */
  commit: () => boolean;
  /** Told what has been stored, before anybody is. */
  stored: (changes: readonly Change[]) => void;
  /** Told once when storing begins to fail. */
  failed: (reason: string) => void;
}): Acknowledgements {
  const { clock, commit, stored, failed } = options;
  let waiting: Acknowledgement[] = [];
  let cancel = () => {};
  let fault: Acknowledgements['fault'] = null;

  const isCommitted = (): boolean => {
    try {
      if (commit()) fault = null;
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (!fault) failed(reason);
      fault = { sinceMs: fault?.sinceMs ?? clock.now(), reason };
      return false;
    }
  };
  const flush = () => {
    cancel();
    const sending = waiting;
    waiting = [];
    const isStored = isCommitted();
    for (const { changes, send } of sending) {
      if (isStored) stored(changes);
      send(isStored);
    }
  };

  return {
    add(acknowledgement) {
      waiting.push(acknowledgement);
      if (waiting.length === 1) cancel = clock.after(0, flush);
      if (waiting.length >= MOST_WAITING) flush();
    },
    flush,
    get fault() {
      return fault;
    },
  };
}
