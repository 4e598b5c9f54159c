import { useEffect, useRef, useState } from 'react';
import type { BoardState } from '../model/use-board.ts';
import { changeSummary } from './change-summary.ts';

/** At most one announcement in this time, so that a screen reader can be used for anything else. */
const PAUSE_MS = 10_000;

/** The one live region of the page. It is there from the start, and says at most one summary in ten seconds. */
export function Announcer({ board }: { board: BoardState | undefined }) {
  const [text, setText] = useState('');
  const events = board?.events;
  const newest = useRef(events);
  const told = useRef(events?.count ?? 0);
  const timer = useRef<number>(undefined);

  useEffect(() => {
    newest.current = events;
    const tell = () => {
      timer.current = undefined;
      if (!newest.current) return;
      const { latest, gaps, count, massLoss } = newest.current;
      const isUntold = ({ nth }: { nth: number }) => nth > told.current;
      const untold = { events: latest.filter(isUntold), gaps: gaps.filter(isUntold) };
      told.current = count;
      const summary = changeSummary(untold, massLoss);
      if (summary === '') return;
      setText(summary);
      timer.current = window.setTimeout(tell, PAUSE_MS);
    };
    if (timer.current === undefined) tell();
  }, [events]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}
