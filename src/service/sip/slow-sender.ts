/** How long a message may take to arrive: after 64 × T1 nobody waits for its answer any more (RFC 3261 17.1.2.2). */
const MESSAGE_MS = 32_000;

/** Watches one connection for messages that begin and do not end. */
export type SenderWatch = {
  /** Something has arrived: did it make a message whole, and is it part of one that is not? */
  arrived(what: { isWhole: boolean; isPart: boolean }): void;
  close(): void;
};

/**
 * Calls `tooSlow` when the first message is not there in time, or a later one is not in time after its first byte,
 * however many bytes come meanwhile. Between two messages a phone may be silent.
 */
export function watchSender(tooSlow: () => void): SenderWatch {
  let timer: NodeJS.Timeout | undefined = setTimeout(tooSlow, MESSAGE_MS);
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    arrived({ isWhole, isPart }) {
      if (isWhole) stop();
      if (isPart) timer ??= setTimeout(tooSlow, MESSAGE_MS);
    },
    close: stop,
  };
}
