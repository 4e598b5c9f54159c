import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Alerts, Silence } from '../../contract/alerts.ts';
import { Problem } from '../api/problem.tsx';
import { useEachSecond } from '../clock/ticker.ts';
import { SILENCE_GLYPHS } from '../condition/silence-mark.tsx';
import { Button } from '../ui/button.tsx';
import { madeText, subjectText } from './subject-text.ts';
import { useSilencing } from './use-silencing.ts';

type SilenceListProps = { list: UseQueryResult<Alerts>; isReadOnly: boolean };

/** What is silenced for every board. A list that could not be asked for anew stays, and says so. */
export function SilenceList({ list, isReadOnly }: SilenceListProps) {
  const { data, error, refetch } = list;
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  const tell = ({ subject }: Silence) => {
    setSaid(`Alerts of ${subjectText(subject)} are on.`);
    // The row that had the focus goes.
    heading.current?.focus();
  };
  return (
    <section aria-label="On every board" aria-busy={list.isPending} className="mt-4">
      <h3 ref={heading} tabIndex={-1} className="text-12 font-medium text-ink-3 outline-0">
        {headingOf(list)}
      </h3>
      <p role="status" className="sr-only">
        {said}
      </p>
      {error && (
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
          <Problem error={error} isPassive />
          <Button look="line" onClick={() => refetch()}>
            Try now
          </Button>
        </div>
      )}
      <ul>
        {data?.silences.map((silence) => (
          <SilenceRow
            key={silence.id}
            silence={silence}
            isReadOnly={isReadOnly}
            onTakenBack={() => tell(silence)}
          />
        ))}
      </ul>
    </section>
  );
}

function headingOf({ data, isPending }: SilenceListProps['list']): string {
  if (!data) return isPending ? 'Loading what is silenced' : 'The list could not be loaded';
  const { length } = data.silences;
  if (length === 0) return 'Nothing is acknowledged or muted';
  return length === 1 ? '1 acknowledged or muted' : `${length} acknowledged or muted`;
}

type SilenceRowProps = { silence: Silence; isReadOnly: boolean; onTakenBack: () => void };

function SilenceRow({ silence, isReadOnly, onTakenBack }: SilenceRowProps) {
  const { kind, subject } = silence;
  const made = useEachSecond((nowMs) => madeText(silence, nowMs));
  const { takingBack } = useSilencing();
  const Mark = SILENCE_GLYPHS[kind];
  const what = subjectText(subject);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2">
      <Mark className="size-3.5 text-ink-2" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold break-words first-letter:uppercase">{what}</p>
        <p className="text-12 text-ink-2">{made}</p>
      </div>
      {!isReadOnly && (
        <Button
          look="line"
          aria-label={`Take back the ${kind} of ${what}`}
          disabled={takingBack.isPending}
          onClick={() => takingBack.mutate(silence, { onSuccess: onTakenBack })}
        >
          Take back
        </Button>
      )}
      {takingBack.error && <Problem error={takingBack.error} />}
    </li>
  );
}
