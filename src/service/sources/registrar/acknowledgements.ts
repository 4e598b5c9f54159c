import type { Clock } from '../../clock.ts';
import { type StorageFault, storageFaultOf } from '../../storage-fault.ts';
import type { Binding } from './binding.ts';
import type { Publication } from './publication.ts';

/** What a phone is told only when it is stored. */
export type Change = Binding | Publication;

/** Something that is acknowledged once it is stored. */
type Acknowledgement = {
  readonly changes: readonly Change[];
  /** Called once: when the changes are on the disk, or stand in memory because the disk takes nothing. */
  readonly send: () => void;
};

export type Acknowledgements = {
  add(acknowledgement: Acknowledgement): void;
  /** Stores what has changed and sends what waits for it, now. */
  flush(): void;
  /** Since when what changes is in memory only, and why; null while everything can be stored. */
  readonly fault: (StorageFault & { readonly sinceMs: number }) | null;
};

/** So many at once are not made to wait for more. */
const MOST_WAITING = 1000;

/** A disk that takes nothing is not asked again for each phone: what is tried grows with all that is not stored. */
const TRY_AGAIN_AFTER_MS = 1000;

/**
 * Holds acknowledgements back until what they acknowledge is on the disk. One write serves all that arrive within a
 * turn of the event loop: the disk is waited for once, not once for each phone, when a whole site comes back at once.
 * While the disk takes nothing they are sent all the same, since a phone that is refused rings nowhere.
 */
export function createAcknowledgements(options: {
  clock: Clock;
  /** Writes every change; false when there was nothing to write. When it throws, the next call writes them too. */
  commit: () => boolean;
  /** Told what stands, before anybody is. */
  accepted: (changes: readonly Change[]) => void;
  /** Told once when storing begins to fail, */
  failed: (fault: StorageFault) => void;
  /** and once when all that was in memory only is stored. */
  recovered: () => void;
}): Acknowledgements {
  const { clock, commit, accepted, failed, recovered } = options;
  let waiting: Acknowledgement[] = [];
  let cancel = () => {};
  let fault: Acknowledgements['fault'] = null;
  let triedAtMs = 0;

  const store = () => {
    triedAtMs = clock.now();
    try {
      if (!commit() || !fault) return;
      fault = null;
      recovered();
    } catch (error) {
      const isNew = !fault;
      fault = { ...storageFaultOf(error), sinceMs: fault?.sinceMs ?? triedAtMs };
      if (isNew) failed(fault);
    }
  };
  const sendAll = () => {
    cancel();
    const sending = waiting;
    waiting = [];
    for (const { changes, send } of sending) {
      accepted(changes);
      send();
    }
  };
  const flush = () => {
    store();
    sendAll();
  };
  const endOfTurn = () => {
    if (!fault || clock.now() - triedAtMs >= TRY_AGAIN_AFTER_MS) store();
    sendAll();
  };

  return {
    add(acknowledgement) {
      waiting.push(acknowledgement);
      if (waiting.length === 1) cancel = clock.after(0, endOfTurn);
      if (waiting.length >= MOST_WAITING) endOfTurn();
    },
    flush,
    get fault() {
      return fault;
    },
  };
}
