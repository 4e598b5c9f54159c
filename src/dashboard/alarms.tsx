import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Alerts, Silence } from '../contract/alerts.ts';
import type { Names } from '../contract/names.ts';
import type { Session } from '../contract/session.ts';
import { isInState } from '../presence/summary.ts';
import type { BoardAddress } from './address/board-address.ts';
import { AlertsSheet } from './alerts/alerts-sheet.tsx';
import { type Notifier, type NotifierState, useNotifier } from './alerts/notifications.ts';
import { SilenceControls } from './alerts/silence-controls.tsx';
import { soundText } from './alerts/sound-text.ts';
import { subjectsOf } from './alerts/subject-text.ts';
import { type Sound, useSound } from './alerts/use-sound.ts';
import { alertList } from './api/alerts.ts';
import { useEachSecond } from './clock/ticker.ts';
import type { BoardItem } from './model/board-item.ts';
import type { BoardModel } from './model/board-model.ts';

/** What a page knows of alerts: what is silenced for everybody, and how this browser tells them. */
export type Alarms = {
  list: UseQueryResult<Alerts>;
  silences: readonly Silence[] | undefined;
  sound: Sound;
  soundWords: string;
  notifier: Notifier;
  notifierState: NotifierState;
  /** Alerts are wanted while nobody looks, so the list is polled while the page is hidden. */
  isUnattended: boolean;
};

export function useAlarms(address: BoardAddress, isPaused: boolean): Alarms {
  const { hasSound, quiet, isWall } = address;
  const sound = useSound(hasSound);
  const { notifier, state: notifierState } = useNotifier();
  const isUnattended = isWall || hasSound || notifierState === 'on';
  const list = useQuery(alertList({ isPaused, isUnattended }));
  const soundWords = useEachSecond((nowMs) => soundText(sound.state, quiet, nowMs));
  const silences = list.data?.silences;
  return { list, silences, sound, soundWords, notifier, notifierState, isUnattended };
}

/** A wall link may look, and nobody else is known before the session is. */
export function isReadOnly(session: Session | undefined): boolean {
  return session === undefined || session.wallLink !== undefined;
}

type OpenedAlertsProps = {
  alarms: Alarms;
  model: BoardModel | undefined;
  names: Names;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  session: Session | undefined;
  onClose: () => void;
};

/** The sheet of alerts, with what is on the board to be silenced. */
export function OpenedAlerts(props: OpenedAlertsProps) {
  const { alarms, model, names, session, ...rest } = props;
  const { organizations } = names;
  const subjects = useMemo(
    () => (model ? subjectsOf(model, organizations) : []),
    [model, organizations],
  );
  return <AlertsSheet {...alarms} {...rest} subjects={subjects} isReadOnly={isReadOnly(session)} />;
}

/** What can be done about the alerts of an opened extension. */
export function ItemAlerts({ item, isLocked }: { item: BoardItem; isLocked: boolean }) {
  const { number, silence } = item;
  return (
    <SilenceControls
      {...{ number, silence }}
      isLost={isInState(item, 'expired')}
      isReadOnly={isLocked}
    />
  );
}
