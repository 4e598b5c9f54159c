import { Button } from '../ui/button.tsx';
import { BellIcon } from '../ui/icons.tsx';
import type { SoundState } from './use-sound.ts';

type AlertsButtonProps = { state: SoundState; words: string; onOpen: () => void };

/** In the header: whether alerts are heard, and the way to all about them. */
export function AlertsButton({ state, words, onOpen }: AlertsButtonProps) {
  const label = `Alerts: ${words}`;
  const isLocked = state === 'locked';
  return (
    <Button
      className="max-sm:hidden"
      isIcon={!isLocked}
      aria-label={label}
      title={label}
      onClick={onOpen}
    >
      <BellIcon isSilent={state !== 'on'} />
      {isLocked && <span className="max-md:hidden">Sound locked</span>}
    </Button>
  );
}
