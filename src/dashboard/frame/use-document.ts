import { useEffect } from 'react';
import type { Theme } from '../address/board-address.ts';
import { useMediaQuery } from '../ui/use-media-query.ts';

/** What the page as a whole shows: its theme, whether it has lost its colour, and its title. */
export function useDocument({
  theme,
  isStale,
  title,
}: {
  theme: Theme;
  isStale: boolean;
  title: string;
}): void {
  const isLight = useMediaQuery('(prefers-color-scheme: light)');
  const shown = theme === 'system' ? (isLight ? 'light' : 'dark') : theme;
  useEffect(() => {
    document.documentElement.dataset.theme = shown;
  }, [shown]);
  useEffect(() => {
    if (isStale) document.documentElement.dataset.live = 'stale';
    else delete document.documentElement.dataset.live;
  }, [isStale]);
  useEffect(() => {
    document.title = title === '' ? 'Rollcall' : `${title} · Rollcall`;
  }, [title]);
}
