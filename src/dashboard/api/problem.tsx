import type { ReactNode } from 'react';
import { SquareX } from '../ui/glyphs.tsx';
import { failureSentence } from './failure-sentence.ts';
import { toFailure } from './poll-failure.ts';

type ProblemProps = (
  | { error: Error; children?: undefined }
  | { error?: undefined; children: ReactNode }
) & {
  /** It answers nothing that somebody just did, so it interrupts no screen reader. */
  isPassive?: boolean;
};

/** What went wrong, in words: those of an error, or others. An alert, where it answers what somebody just did. */
export function Problem({ error, children, isPassive = false }: ProblemProps) {
  return (
    <p
      role={isPassive ? undefined : 'alert'}
      className="flex gap-2 text-12 font-medium text-lost-ink"
    >
      <SquareX className="tone-lost mt-0.5 size-3 text-mark" />
      <span>{error ? failureSentence(toFailure(error, 0), window.location.host) : children}</span>
    </p>
  );
}
