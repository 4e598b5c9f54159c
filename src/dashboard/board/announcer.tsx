import { useEffect, useRef, useState } from 'react';
import type { WatchEvent } from '../../presence/events.ts';
import type { BoardState } from '../model/use-board.ts';
import { changeSummary } from './change-summary.ts';
import { type MassLossAlert, useMassLossAlert } from './use-mass-loss-alert.ts';

/** At most one announcement in this time, so that a screen reader can be used for anything else. */
const PAUSE_MS = 10_000;

type AnnouncerProps = { board: BoardState | undefined; isStale: boolean };

/**
 * The one live region of the page. It is there from the start, and says at most one summary in ten seconds. That many
 * are lost together waits for nothing: it is an alert.
 */
export function Announcer({ board, isStale }: AnnouncerProps) {
  const [text, setText] = useState('');
  const events = board?.events;
  const alert = useMassLossAlert({ events, isStale });
  const newest = useRef({ events, alert });
  const told = useRef(events?.count ?? 0);
  const timer = useRef<number>(undefined);

  useEffect(() => {
    newest.current = { events, alert };
    const tell = () => {
      timer.current = undefined;
      const now = newest.current;
      if (!now.events) return;
      const { latest, gaps, count, massLoss } = now.events;
      const isUntold = ({ nth }: { nth: number }) => nth > told.current;
      const untold = {
        events: latest.filter((event) => isUntold(event) && !isIn(now.alert, event)),
        gaps: gaps.filter(isUntold),
      };
      told.current = count;
      const summary = changeSummary(untold, massLoss);
      if (summary === '') return;
      setText(summary);
      timer.current = window.setTimeout(tell, PAUSE_MS);
    };
    if (timer.current === undefined) tell();
  }, [events, alert]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return (
    <>
      <p role="status" aria-live="polite" className="sr-only">
        {text}
      </p>
      {alert && (
        <p role="alert" className="sr-only">
          {alert.text}
        </p>
      )}
    </>
  );
}

/** The loss was told with the alert. */
function isIn(alert: MassLossAlert | undefined, { nth, number, kind }: WatchEvent): boolean {
  return alert !== undefined && kind === 'lost' && nth <= alert.count && alert.numbers.has(number);
}
