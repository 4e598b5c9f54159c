import { useEffect, useRef } from 'react';
import type { QuietHours } from '../address/board-address.ts';
import { staleAfterMs } from '../api/freshness.ts';
import { useAnswerGap } from '../api/use-answer-gap.ts';
import type { PollRequest } from '../api/use-presence-poll.ts';
import { useClock } from '../clock/ticker.ts';
import type { BoardState } from '../model/use-board.ts';
import { nextAlarms, type Told } from './alarm.ts';
import { alarmText } from './alarm-text.ts';
import type { Notifier } from './notifications.ts';
import { isQuietAt } from './quiet-hours.ts';
import type { Sound } from './use-sound.ts';

type AlarmWatchProps = {
  board: BoardState | undefined;
  request: PollRequest;
  quiet: QuietHours | undefined;
  sound: Sound;
  notifier: Notifier;
};

/** After so long without an answer, what had happened meanwhile is seen on the board, and no news any more. */
const NEWS_MS = 2 * 60_000;

/** Tells losses and recoveries as they are seen, by sound and notification. Draws nothing. */
export function AlarmWatch({ board, request, quiet, sound, notifier }: AlarmWatchProps) {
  const clock = useClock();
  const gapMs = useAnswerGap(request.query);
  // From when the page is opened, and from when it is another one: what had happened by then is past.
  const told = useRef<Told>({ count: board?.events.count ?? 0 });
  const newest = useRef({ quiet, sound, notifier });
  useEffect(() => {
    newest.current = { quiet, sound, notifier };
  });
  const { everySeconds } = request;
  const events = board?.events;
  const items = board?.model.items;
  useEffect(() => {
    if (!events || !items || events.count === told.current.count) return;
    const { quiet: hours, ...teller } = newest.current;
    const isBacklog = gapMs() > Math.max(NEWS_MS, staleAfterMs(everySeconds));
    const isQuiet = isQuietAt(hours, clock.nowMs());
    const isMute = teller.sound.state !== 'on' && teller.notifier.state() !== 'on';
    const isPassedOver = isBacklog || isQuiet || isMute;
    const next = nextAlarms(told.current, { events, items, isPassedOver });
    told.current = next.told;
    for (const alarm of next.alarms) {
      if (!alarm.isAddition) teller.sound.play(alarm.kind);
      const tag = `rollcall-${alarm.kind}-${alarm.sinceMs}`;
      teller.notifier.show({ ...alarmText(alarm, events, items), tag });
    }
  }, [events, items, everySeconds, gapMs, clock]);
  return null;
}
