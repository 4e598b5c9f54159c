import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { mayReload } from './reload-guard.ts';
import { entryOf, servedEntry } from './served-entry.ts';

/** A release waits no longer than this for what the page has to show first. */
const HELD_AT_MOST_MS = 60 * 60_000;

type Screen = {
  /** False while anything is wrong: a page that cannot be read is worse than an old one, and forgets what it knew. */
  isLive: boolean;
  /** What a reload would forget is news: that something was lost, and what the lost have in common. */
  isHeld: boolean;
};

/** Reloads a screen that nobody touches when the service has a new release for it. */
export function useNewRelease({ isLive, isHeld }: Screen): void {
  const { data: entry, dataUpdatedAt } = useQuery(servedEntry());
  const held = useRef<{ entry: string; sinceMs: number }>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is news also when it says the same.
  useEffect(() => {
    const running = entryOf(document);
    // One that was taken back and comes again waits anew.
    if (entry === running) held.current = undefined;
    if (!isLive || entry === null || running === undefined || entry === running) return;
    const nowMs = Date.now();
    if (held.current?.entry !== entry) held.current = { entry, sinceMs: nowMs };
    if (isHeld && nowMs - held.current.sinceMs < HELD_AT_MOST_MS) return;
    if (mayReload(() => window.sessionStorage, { entry, running, nowMs })) window.location.reload();
  }, [isLive, isHeld, entry, dataUpdatedAt]);
}
