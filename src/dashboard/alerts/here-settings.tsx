import { type ReactNode, useId } from 'react';
import type { BoardAddress, QuietHours } from '../address/board-address.ts';
import { Button } from '../ui/button.tsx';
import { MenuSelect } from '../ui/menu-select.tsx';
import type { Notifier, NotifierState } from './notifications.ts';
import { formatHour } from './quiet-hours.ts';
import type { Sound } from './use-sound.ts';

export type HereProps = {
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  sound: Sound;
  /** Whether an alert would be heard now. */
  soundWords: string;
  notifier: Notifier;
  notifierState: NotifierState;
};

/** How this browser tells alerts. Sound and quiet hours are in the address, so that a television starts with them. */
export function HereSettings(props: HereProps) {
  const { address, change, sound, soundWords, notifier, notifierState } = props;
  const { hasSound, quiet } = address;
  const playBoth = () => {
    sound.play('loss');
    sound.play('recovery');
  };
  return (
    <section aria-label="In this browser" className="grid gap-1">
      <Switch
        label="Sound"
        isOn={hasSound}
        onSwitch={(isOn) => change({ hasSound: isOn })}
        says={hasSound ? `${soundWords}.` : 'One tone for a loss, another for a recovery.'}
      >
        <Button look="line" disabled={!hasSound} onClick={playBoth}>
          Play both tones
        </Button>
      </Switch>
      <Quiet quiet={quiet} onQuiet={(next) => change({ quiet: next })} />
      <Switch
        label="Notifications"
        isOn={notifierState === 'on'}
        isDisabled={notifierState === 'denied' || notifierState === 'unsupported'}
        onSwitch={(isOn) => (isOn ? void notifier.turnOn() : notifier.turnOff())}
        says={NOTIFIER_WORDS[notifierState]}
      />
    </section>
  );
}

const NOTIFIER_WORDS: Record<NotifierState, string> = {
  off: 'Off. The browser asks once for permission.',
  on: 'On: one for each loss, with its cause, also while this page is in the background.',
  denied: 'This browser blocks notifications of this page. Its settings can allow them again.',
  unsupported: 'Notifications are not available here. Most browsers need HTTPS for them.',
};

type SwitchProps = {
  label: string;
  isOn: boolean;
  isDisabled?: boolean;
  onSwitch: (isOn: boolean) => void;
  says: string;
  children?: ReactNode;
};

function Switch({ label, isOn, isDisabled = false, onSwitch, says, children }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex min-h-9 touch:min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
      <label className="flex w-32 flex-none items-center gap-2 font-medium touch:min-h-11">
        <input
          type="checkbox"
          className="size-4"
          checked={isOn}
          disabled={isDisabled}
          aria-describedby={id}
          onChange={(event) => onSwitch(event.target.checked)}
        />
        {label}
      </label>
      <p id={id} className="min-w-40 flex-1 text-12 text-ink-2">
        {says}
      </p>
      {children}
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  text: formatHour(hour),
}));
/** When the quiet hours end unless told. */
const MORNING_HOUR = 6;

type QuietProps = { quiet: QuietHours | undefined; onQuiet: (quiet?: QuietHours) => void };

function Quiet({ quiet, onQuiet }: QuietProps) {
  const to = quiet?.toHour ?? MORNING_HOUR;
  const from = (value: string) => {
    if (value === 'never') return onQuiet(undefined);
    const fromHour = Number(value);
    onQuiet({ fromHour, toHour: fromHour === to ? (to + 1) % 24 : to });
  };
  return (
    <div className="flex min-h-9 touch:min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="w-32 flex-none pl-6 font-medium">Quiet hours</span>
      <span className="flex flex-1 items-center gap-2 text-12 text-ink-2">
        <MenuSelect
          label="Quiet from"
          value={quiet ? String(quiet.fromHour) : 'never'}
          options={[{ value: 'never', text: 'never' }, ...HOURS]}
          onChoose={from}
        />
        {quiet && (
          <>
            to
            <MenuSelect
              label="Quiet to"
              value={String(quiet.toHour)}
              options={HOURS.filter(({ value }) => value !== String(quiet.fromHour))}
              onChoose={(value) => onQuiet({ ...quiet, toHour: Number(value) })}
            />
          </>
        )}
      </span>
    </div>
  );
}
