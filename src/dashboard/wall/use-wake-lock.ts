import { useEffect, useState } from 'react';

/** Whether the screen is kept awake; while it is asked for, nobody knows. */
export type WakeLock = 'asking' | 'held' | 'refused' | 'insecure';

/**
 * Keeps the screen awake. The browser lets go of it whenever the page is hidden, so it is asked for again when the
 * page is seen again. To be refused is normal (a battery that runs low), and worth saying on a wall.
 */
export function useWakeLock(): WakeLock {
  const [state, setState] = useState<WakeLock>('asking');
  useEffect(() => {
    let isOver = false;
    let release = () => {};
    const tell = (next: WakeLock) => {
      if (!isOver) setState(next);
    };
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      // Not every browser has it, and none gives it to a page without TLS on another machine.
      if (!('wakeLock' in navigator)) return tell(window.isSecureContext ? 'refused' : 'insecure');
      try {
        const sentinel = await navigator.wakeLock.request('screen');
        release = () => void sentinel.release();
        if (isOver) return release();
        sentinel.addEventListener('release', () => tell('asking'));
        tell('held');
      } catch {
        tell('refused');
      }
    };
    void ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      isOver = true;
      release();
      document.removeEventListener('visibilitychange', ask);
    };
  }, []);
  return state;
}
