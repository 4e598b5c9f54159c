import { useEffect } from 'react';
import { parseAddress } from '../address/board-address.ts';
import { mayStartAnew } from './reload-guard.ts';
import { fetchServedEntry } from './served-entry.ts';

const TRIED_EVERY_MS = 60_000;

/**
 * In a page that has stopped drawing: loads a wall again, since nobody stands before it to press anything. Not while the
 * service is away, or the browser would put its own page in the place, for good. Draws nothing.
 */
export function StartAnew() {
  useEffect(() => {
    if (!parseAddress(window.location.search).address.isWall) return;
    const controller = new AbortController();
    const tryNow = async () => {
      const entry = await fetchServedEntry(controller.signal).catch(() => null);
      if (entry === null || controller.signal.aborted) return;
      if (mayStartAnew(() => window.sessionStorage, Date.now())) window.location.reload();
    };
    const timer = setInterval(tryNow, TRIED_EVERY_MS);
    return () => {
      controller.abort();
      clearInterval(timer);
    };
  }, []);
  return null;
}
