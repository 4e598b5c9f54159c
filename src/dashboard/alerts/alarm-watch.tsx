import { useEffect, useRef } from 'react';
import type { QuietHours } from '../address/board-address.ts';
import { useClock } from '../clock/ticker.ts';
import type { BoardState } from '../model/use-board.ts';
import { nextAlarms, type Told } from './alarm.ts';
import { alarmText } from './alarm-text.ts';
import type { Notifier } from './notifications.ts';
import { isQuietAt } from './quiet-hours.ts';
import type { Sound } from './use-sound.ts';

type AlarmWatchProps = {
  board: BoardState | undefined;
  quiet: QuietHours | undefined;
  sound: Sound;
  notifier: Notifier;
};

/** Tells losses and recoveries as they are seen, by sound and notification. Draws nothing. */
export function AlarmWatch({ board, quiet, sound, notifier }: AlarmWatchProps) {
  const clock = useClock();
  // From when the page is opened, and from when it is another one: what had happened by then is past.
  const told = useRef<Told>({ count: board?.events.count ?? 0 });
  const newest = useRef({ quiet, sound, notifier });
  useEffect(() => {
    newest.current = { quiet, sound, notifier };
  });
  const events = board?.events;
  const items = board?.model.items;
  useEffect(() => {
    if (!events || !items || events.count === told.current.count) return;
    const { quiet: hours, ...teller } = newest.current;
    const isQuiet = isQuietAt(hours, clock.nowMs());
    const isMute = teller.sound.state !== 'on' && teller.notifier.state() !== 'on';
    const isPassedOver = isQuiet || isMute;
    const next = nextAlarms(told.current, { events, items, isPassedOver });
    told.current = next.told;
    for (const alarm of next.alarms) {
      if (!alarm.isAddition) teller.sound.play(alarm.kind);
      const tag = `rollcall-${alarm.kind}-${alarm.sinceMs}`;
      teller.notifier.show({ ...alarmText(alarm, events, items), tag });
    }
  }, [events, items, clock]);
  return null;
}
