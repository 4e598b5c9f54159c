import { useRef, useState } from 'react';
import type { NewSilence, Silence } from '../../contract/alerts.ts';
import { Problem } from '../api/problem.tsx';
import { useClock, useEachSecond } from '../clock/ticker.ts';
import { SILENCE_GLYPHS } from '../condition/silence-mark.tsx';
import { Button } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { madeText, subjectText } from './subject-text.ts';
import { UNTIL_CHOICES, type UntilChoice, untilOf } from './until.ts';
import { useSilencing } from './use-silencing.ts';

/** Short, so that they stand side by side on a phone. */
const CHOICES: Record<UntilChoice, string> = {
  hour: '1 h',
  'eight-hours': '8 h',
  morning: 'Until 06:00',
  open: 'Until taken back',
};

type SilenceControlsProps = {
  number: string;
  isLost: boolean;
  silence: Silence | undefined;
  /** A wall link looks, and changes nothing. */
  isReadOnly: boolean;
};

/** What holds for the alerts of an extension, and what can be done about them. */
export function SilenceControls(props: SilenceControlsProps) {
  const { number, isReadOnly } = props;
  const [isChoosing, setIsChoosing] = useState(false);
  const clock = useClock();
  const line = useRef<HTMLFieldSetElement>(null);
  const { making, takingBack } = useSilencing();
  // What is pressed goes away with what it says.
  const stay = { onSettled: () => line.current?.focus() };
  const make = (silence: Pick<NewSilence, 'kind' | 'until'>) => {
    setIsChoosing(false);
    making.mutate({ ...silence, subject: { kind: 'extension', value: number } }, stay);
  };
  const error = making.error ?? takingBack.error;
  return (
    <fieldset
      ref={line}
      tabIndex={-1}
      aria-label={`Alerts of ${number}`}
      disabled={making.isPending || takingBack.isPending}
      className="flex min-h-8 w-full min-w-0 flex-wrap items-center gap-1.5 whitespace-nowrap outline-0"
    >
      {isChoosing ? (
        <Choices
          onChoose={(choice) => make({ kind: 'mute', until: untilOf(choice, clock.nowMs()) })}
          onKeep={() => setIsChoosing(false)}
        />
      ) : (
        <>
          {error ? <Problem error={error} /> : <Holding silence={props.silence} />}
          {!isReadOnly && (
            <Actions
              {...props}
              onAcknowledge={() => make({ kind: 'acknowledgement', until: null })}
              onMute={() => setIsChoosing(true)}
              onTakeBack={(silence) => takingBack.mutate(silence, stay)}
            />
          )}
        </>
      )}
    </fieldset>
  );
}

function Holding({ silence }: { silence: Silence | undefined }) {
  const text = useEachSecond((nowMs) => {
    if (!silence) return '';
    const { subject } = silence;
    const made = madeText(silence, nowMs);
    return subject.kind === 'extension' ? made : `${made}, with ${subjectText(subject)}`;
  });
  const Mark = silence && SILENCE_GLYPHS[silence.kind];
  return (
    <p className={`flex min-w-0 flex-1 items-center gap-2 ${silence ? 'text-ink' : 'text-ink-3'}`}>
      {Mark && <Mark className="size-3" />}
      <span className="truncate">{silence ? text : 'Alerts on'}</span>
    </p>
  );
}

type ActionsProps = SilenceControlsProps & {
  onAcknowledge: () => void;
  onMute: () => void;
  onTakeBack: (silence: Silence) => void;
};

function Actions({ isLost, silence, onAcknowledge, onMute, onTakeBack }: ActionsProps) {
  return (
    <>
      {silence && (
        <Button
          look="line"
          aria-label={`Take back the ${silence.kind} of ${subjectText(silence.subject)}`}
          onClick={() => onTakeBack(silence)}
        >
          Take back
        </Button>
      )}
      {isLost && !silence && (
        <Button look="line" onClick={onAcknowledge}>
          Acknowledge
        </Button>
      )}
      {silence?.kind !== 'mute' && (
        <Button look="line" onClick={onMute}>
          Mute…
        </Button>
      )}
    </>
  );
}

type ChoicesProps = { onChoose: (choice: UntilChoice) => void; onKeep: () => void };

function Choices({ onChoose, onKeep }: ChoicesProps) {
  return (
    <>
      <span className="w-full text-ink-2">Mute for how long?</span>
      {UNTIL_CHOICES.map((choice, nth) => (
        <Button
          key={choice}
          ref={nth === 0 ? focusOnce : undefined}
          look="line"
          className="max-sm:px-2"
          onClick={() => onChoose(choice)}
        >
          {CHOICES[choice]}
        </Button>
      ))}
      <Button isIcon aria-label="Do not mute" onClick={onKeep} className="ml-auto -mr-2">
        <CloseIcon />
      </Button>
    </>
  );
}

/** What was pressed has made room for it. */
function focusOnce(button: HTMLButtonElement | null): void {
  button?.focus();
}
