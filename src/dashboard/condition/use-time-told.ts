import { useNow } from '../clock/ticker.ts';
import { type TimeSubject, type TimeTold, type TimeView, timeTold } from './time-text.ts';

/** What to tell of time at this second. Renders its user once a second, so that should be a small part of the page. */
export function useTimeTold(
  subject: TimeSubject,
  view: TimeView,
): { told: TimeTold; nowMs: number } {
  const nowMs = useNow();
  return { told: timeTold(subject, view, nowMs), nowMs };
}
