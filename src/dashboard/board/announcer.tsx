import { useEffect, useRef, useState } from 'react';
import { type Change, changesBetween } from '../../presence/changes.ts';
import type { BoardState } from '../model/use-board.ts';
import { changeSummary } from './change-summary.ts';

/** At most one announcement in this time, so that a screen reader can be used for anything else. */
const PAUSE_MS = 10_000;
/** So many changes at once are a sentence all the same; more need not be kept for it. */
const CHANGES_KEPT = 20_000;

/** The one live region of the page. It is there from the start, and says at most one summary in ten seconds. */
export function Announcer({ board }: { board: BoardState | undefined }) {
  const [text, setText] = useState('');
  const before = useRef<BoardState>(undefined);
  const untold = useRef<Change[]>([]);
  const timer = useRef<number>(undefined);

  useEffect(() => {
    const was = before.current;
    before.current = board;
    // Another request is another list: nothing on it has happened.
    if (!was || !board || was.watch.sinceMs !== board.watch.sinceMs) return;
    const changes = changesBetween(momentOf(was), momentOf(board));
    untold.current = [...untold.current, ...changes].slice(-CHANGES_KEPT);
    const tell = () => {
      timer.current = undefined;
      const summary = changeSummary(untold.current);
      untold.current = [];
      if (summary === '') return;
      setText(summary);
      timer.current = window.setTimeout(tell, PAUSE_MS);
    };
    if (timer.current === undefined) tell();
  }, [board]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}

function momentOf({ watch, judgedAtMs }: BoardState) {
  return { watch, atMs: judgedAtMs };
}
