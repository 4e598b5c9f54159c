import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { mayReload } from './reload-guard.ts';
import { entryOf, servedEntry } from './served-entry.ts';

/**
 * Reloads a screen that nobody touches when the service has a new release for it. `isLive` is false while anything is
 * wrong: a page that cannot be read is worse than an old one, and what was last known would be lost.
 */
export function useNewRelease(isLive: boolean): void {
  const { data: entry, dataUpdatedAt } = useQuery(servedEntry());
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is news also when it says the same.
  useEffect(() => {
    const running = entryOf(document);
    if (!isLive || entry === null || running === undefined || entry === running) return;
    if (mayReload(sessionStorage, { entry, running, nowMs: Date.now() })) window.location.reload();
  }, [isLive, entry, dataUpdatedAt]);
}
