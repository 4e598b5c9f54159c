import type { ReactNode } from 'react';
import type { Condition } from '../../presence/condition.ts';
import type { Flapping } from '../../presence/flapping.ts';
import { splitNumber } from '../../presence/organization.ts';
import { useNow } from '../clock/ticker.ts';
import { Happened } from '../condition/happened.tsx';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatDuration, formatTime } from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { ChevronLeftIcon, ChevronRightIcon, CloseIcon } from '../ui/icons.tsx';

/** The way through the list; undefined where it ends. */
export type Neighbours = { previous: string | undefined; next: string | undefined };

type DrawerHeadProps = {
  number: string;
  neighbours: Neighbours;
  onOpen: (number: string) => void;
  onClose: () => void;
  /** What it is now, beside its number. */
  children?: ReactNode;
};

/** Which extension it is, and the ways on and out; it stays in sight. */
export function DrawerHead({ number, neighbours, onOpen, onClose, children }: DrawerHeadProps) {
  const { organization, local } = splitNumber(number);
  const step = (to: string | undefined) => ({
    // Disabled it would lose the focus, and with it the keys.
    'aria-disabled': to === undefined,
    className: to === undefined ? 'text-line-3' : '',
    onClick: () => to !== undefined && onOpen(to),
  });
  return (
    <div className="sticky top-0 z-10 flex min-h-18 flex-wrap items-center gap-x-3 bg-raise max-sm:pt-2">
      <h2 className="order-2 text-32 font-semibold whitespace-nowrap">
        {organization !== '' && (
          <span className="text-20 font-normal tracking-[0] text-ink-2">{organization}*</span>
        )}
        {organization === '' ? number : local}
      </h2>
      {children}
      <span className="order-3 ml-auto flex gap-3 max-sm:gap-0 sm:order-4">
        <Button isIcon aria-label="Previous extension" {...step(neighbours.previous)}>
          <ChevronLeftIcon />
        </Button>
        <Button isIcon aria-label="Next extension" {...step(neighbours.next)}>
          <ChevronRightIcon />
        </Button>
        <Button isIcon aria-label="Close" onClick={onClose}>
          <CloseIcon />
        </Button>
      </span>
      {/* Only another extension is worth a word here; what happens to one is told by the board. */}
      <span role="status" className="sr-only">
        {number}
      </span>
    </div>
  );
}

type NowProps = {
  condition: Condition;
  /** Since when it is that; undefined when nobody saw it come. */
  sinceMs: number | undefined;
  isStale: boolean;
};

/** "Ringing for 0:27"; a length that nobody counts on any more is a moment. */
export function NowWords({ condition, sinceMs, isStale }: NowProps) {
  const { glyph: Glyph, tone, word } = CONDITION_LOOKS[condition];
  const lamp = condition === 'ringing' ? 'motion-safe:animate-lamp' : '';
  return (
    <>
      <Glyph className={`order-1 size-5 text-mark ${lamp} ${tone}`} />
      <span
        className={`order-4 flex min-w-0 flex-wrap items-baseline gap-x-3 max-sm:w-full max-sm:pb-2 sm:order-3 sm:flex-1 ${tone}`}
      >
        <span className="text-15 font-semibold text-word">{word}</span>
        {sinceMs !== undefined && (
          <span className="whitespace-nowrap text-ink-3">
            {isStale ? (
              <>
                since <Happened atMs={sinceMs} />
              </>
            ) : (
              <For sinceMs={sinceMs} />
            )}
          </span>
        )}
      </span>
    </>
  );
}

function For({ sinceMs }: { sinceMs: number }) {
  return <>for {formatDuration(Math.max(useNow() - sinceMs, 0))}</>;
}

/** "Flapping: lost and back 3 times since 14:16". */
export function FlappingNote({ flapping: { sinceMs, times } }: { flapping: Flapping }) {
  const since = formatTime({ kind: 'since', atMs: sinceMs }, useNow());
  return (
    <p className="text-12 text-ink-2">
      Flapping: lost and back {times} times {since}
    </p>
  );
}
