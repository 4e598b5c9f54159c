import { useEffect, useState } from 'react';

type RotationInput = {
  pageCount: number;
  /** 0 never turns. */
  everySeconds: number;
  isStopped: boolean;
  /** For the time being only so many of the first pages are shown, unless somebody turns to another one. */
  keptTo?: number | undefined;
};

export type Rotation = { page: number; turn: (by: number) => void };

/** Turns the pages of the wall, each for the same time. A page that was stopped has all of its time again. */
export function useRotation(input: RotationInput): Rotation {
  const { pageCount, everySeconds, isStopped, keptTo = pageCount } = input;
  const [chosen, setChosen] = useState(0);
  // Pages go when there is less to show.
  const page = chosen < Math.min(pageCount, keptTo) ? chosen : 0;
  // Whoever turns the pages then, turns from the one that is seen.
  if (page !== chosen) setChosen(page);
  const isTurning = pageCount > 1 && everySeconds > 0 && !isStopped;
  useEffect(() => {
    if (!isTurning) return;
    const timer = window.setTimeout(() => setChosen((page + 1) % pageCount), everySeconds * 1000);
    return () => window.clearTimeout(timer);
  }, [isTurning, page, pageCount, everySeconds]);
  const turn = (by: number) => setChosen((page + by + pageCount) % Math.max(pageCount, 1));
  return { page, turn };
}
