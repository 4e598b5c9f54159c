import type { Clock } from '../clock.ts';

/** RFC 3261 17.1.1.1: the estimate of a round trip, and the longest pause between two copies of a request. */
const T1_MS = 500;
const T2_MS = 4000;
/** Timer F: 64*T1, 32 s. */
const TIMER_F_MS = 64 * T1_MS;

/** The client's side of one request and its answer (RFC 3261 17.1.2). */
export type NonInviteTransaction = {
  /** A 1xx has come: the other side has the request and thinks. */
  proceed(): void;
  /** The final answer has come, or nobody waits for it any longer. */
  end(): void;
};

/**
 * Sends a request until it is answered. `reliable` says that the transport loses nothing, so that it is sent once.
 * Timer K is not needed: late copies of an answer belong to no transaction, and are dropped by who receives them.
 */
export function startNonInviteTransaction(options: {
  clock: Clock;
  reliable: boolean;
  send: () => void;
  timedOut: () => void;
}): NonInviteTransaction {
  const { clock, reliable, send, timedOut } = options;
  let cancelTimerE = () => {};
  let proceeding = false;

  // RFC 3261 17.1.2.2: timer E begins at T1 and doubles up to T2; in the state Proceeding it is T2.
  const armTimerE = (ms: number) => {
    cancelTimerE = clock.after(ms, () => {
      send();
      armTimerE(proceeding ? T2_MS : Math.min(2 * ms, T2_MS));
    });
  };
  const cancelTimerF = clock.after(TIMER_F_MS, () => {
    cancelTimerE();
    timedOut();
  });
  send();
  if (!reliable) armTimerE(T1_MS);

  return {
    proceed() {
      proceeding = true;
    },
    end() {
      cancelTimerE();
      cancelTimerF();
    },
  };
}
