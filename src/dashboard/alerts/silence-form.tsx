import { useState } from 'react';
import type { NewSilence } from '../../contract/alerts.ts';
import { Problem } from '../api/problem.tsx';
import { useClock } from '../clock/ticker.ts';
import { Button } from '../ui/button.tsx';
import { MenuSelect } from '../ui/menu-select.tsx';
import { type NamedSubject, subjectText } from './subject-text.ts';
import { type UntilChoice, untilOf } from './until.ts';
import { useSilencing } from './use-silencing.ts';

const UNTIL_OPTIONS: readonly { value: UntilChoice; text: string }[] = [
  { value: 'hour', text: 'for 1 h' },
  { value: 'eight-hours', text: 'for 8 h' },
  { value: 'morning', text: 'until 06:00' },
  { value: 'open', text: 'until taken back' },
];

/** Silences an organization or an agent. A single extension is silenced where it is opened. */
export function SilenceForm({ subjects }: { subjects: readonly NamedSubject[] }) {
  const [chosen, setChosen] = useState('');
  const [until, setUntil] = useState<UntilChoice>('hour');
  const clock = useClock();
  const { making } = useSilencing();
  const options = subjects.map(({ subject, text }) => ({ value: subjectText(subject), text }));
  const named = subjects.find(({ subject }) => subjectText(subject) === chosen) ?? subjects[0];
  if (!named) return null;
  const make = (silence: Pick<NewSilence, 'kind' | 'until'>) =>
    making.mutate({ ...silence, subject: named.subject });
  return (
    <fieldset
      aria-label="Silence an organization or an agent"
      disabled={making.isPending}
      className="mt-3 grid min-w-0 gap-2 rounded-control border border-line-2 p-3"
    >
      <div className="flex min-w-0 flex-wrap gap-2">
        <MenuSelect
          label="What"
          value={subjectText(named.subject)}
          options={options}
          onChoose={setChosen}
        />
        <MenuSelect label="Mute" value={until} options={UNTIL_OPTIONS} onChoose={setUntil} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          onClick={() => make({ kind: 'mute', until: untilOf(until, clock.nowMs()) })}
        >
          Mute
        </Button>
        <Button look="line" onClick={() => make({ kind: 'acknowledgement', until: null })}>
          Acknowledge its losses
        </Button>
      </div>
      <p className="text-12 text-ink-3">
        A mute keeps alerts silent until it ends. An acknowledgement is of what is lost now, and
        ends when that is back.
      </p>
      {making.error && <Problem error={making.error} />}
    </fieldset>
  );
}
