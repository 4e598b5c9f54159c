import { useEffect, useState } from 'react';

/** Whether the screen is kept awake; while it is asked for, nobody knows. */
export type WakeLock = 'asking' | 'held' | 'refused' | 'insecure';

/** What was refused or let go of is asked for again after this. */
const ASKED_AGAIN_MS = 60_000;

/**
 * Keeps the screen awake. The browser lets go of it whenever the page is hidden, so it is asked for again when the
 * page is seen again. To be refused, or let go of later, is normal (a battery that runs low), and worth saying on a
 * wall; it is asked for again each minute.
 */
export function useWakeLock(): WakeLock {
  const [state, setState] = useState<WakeLock>('asking');
  useEffect(() => {
    let isOver = false;
    let isHeld = false;
    let release = () => {};
    const tell = (next: WakeLock) => {
      if (isOver) return;
      isHeld = next === 'held';
      setState(next);
    };
    const isSeen = () => document.visibilityState === 'visible';
    const ask = async () => {
      if (!isSeen()) return;
      // Not every browser has it, and none gives it to a page without TLS on another machine.
      if (!('wakeLock' in navigator)) return tell(window.isSecureContext ? 'refused' : 'insecure');
      try {
        const sentinel = await navigator.wakeLock.request('screen');
        release = () => void sentinel.release();
        if (isOver) return release();
        sentinel.addEventListener('release', () => tell(isSeen() ? 'refused' : 'asking'));
        tell('held');
      } catch {
        tell('refused');
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    const timer = setInterval(() => {
      if (!isHeld) void ask();
    }, ASKED_AGAIN_MS);
    return () => {
      isOver = true;
      release();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, []);
  return state;
}
