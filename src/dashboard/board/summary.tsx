import type { ReactNode } from 'react';
import type { Summary as Counts, State } from '../../presence/summary.ts';
import { STATE_LOOKS } from '../condition/looks.ts';
import { useMediaQuery } from '../ui/use-media-query.ts';

type SummaryProps = {
  /** Undefined until the first answer: the figures keep their places, empty. */
  summary: Counts | undefined;
  /** The states that the list is narrowed to; none means all. */
  states: readonly State[];
  onStates: (states: readonly State[]) => void;
  /** How a figure came to be what it is, beside it; lit like the figure itself. */
  sparkline?: (state: State, isLit: boolean) => ReactNode;
  /** What is to be said of a figure besides, in a word or two; not read out. */
  note?: (state: State) => ReactNode;
};

const FIGURES: readonly State[] = [
  'registered',
  'late',
  'expired',
  'not-registered',
  'ringing',
  'busy',
];
/** Under the phone's one great figure. */
const PHONE_FIGURES: readonly State[] = ['expired', 'late', 'not-registered', 'ringing', 'busy'];
/** Only these take colour, and only when they are not 0. */
const HOT: readonly State[] = ['late', 'expired'];

/** A list with one state more or less. */
export function toggled(states: readonly State[], state: State): readonly State[] {
  return states.includes(state) ? states.filter((other) => other !== state) : [...states, state];
}

/** The figures across the top. Each is a filter too, and shows whether it is on. */
export function Summary({ summary, states, onStates, sparkline, note }: SummaryProps) {
  const isPhone = useMediaQuery('(max-width: 599.98px)');
  const figure = (state: State) => ({
    state,
    count: summary?.counts[state],
    needed: summary?.needed,
    isOn: states.includes(state),
    onToggle: () => onStates(toggled(states, state)),
    sparkline,
    note,
  });
  return (
    <section aria-label="Filter by state" className="flex-none border-b border-line">
      {isPhone ? (
        <>
          <Hero {...figure('registered')} />
          <div className="grid grid-cols-5 border-t border-line">
            {PHONE_FIGURES.map((state) => (
              <PhoneFigure key={state} {...figure(state)} />
            ))}
          </div>
        </>
      ) : (
        <div className="grid grid-cols-3 px-[calc(var(--page)-12px)] md:grid-cols-[1.4fr_repeat(5,1fr)]">
          {FIGURES.map((state) => (
            <Figure key={state} {...figure(state)} />
          ))}
        </div>
      )}
    </section>
  );
}

type FigureProps = {
  state: State;
  /** Undefined when the request did not ask for what it is counted from. */
  count: number | undefined;
  /** How many there would be if all were registered. */
  needed: number | undefined;
  isOn: boolean;
  onToggle: () => void;
  sparkline: SummaryProps['sparkline'];
  note: SummaryProps['note'];
};

/** What is on has a foot in the accent, which lies over the line below it. */
function figureLook(isOn: boolean): string {
  const on = isOn ? 'bg-plate-2 after:border-b-2' : '';
  return `relative text-left transition-colors hover:bg-plate-2 focus-visible:-outline-offset-2 after:absolute after:inset-x-0 after:-bottom-px after:z-10 after:border-accent ${on}`;
}

/** When there is none of something, nothing is lit for it. */
function glyphLook(count: number | undefined, tone: string): string {
  return count ? `text-mark ${tone}` : 'text-ink-3';
}

function Figure(props: FigureProps) {
  const { state, count, needed, isOn, onToggle, sparkline, note } = props;
  const { word, glyph: Glyph, tone } = STATE_LOOKS[state];
  const isHot = HOT.includes(state) && Boolean(count);
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={`border-l border-line p-3 first:border-l-0 max-md:nth-4:border-l-0 max-md:nth-[n+4]:border-t ${tone} ${figureLook(isOn)}`}
    >
      <span
        className={`flex items-center gap-2 text-12 font-medium ${isHot ? 'text-ink' : 'text-ink-2'}`}
      >
        <Glyph className={`size-3.5 ${glyphLook(count, tone)}`} />
        <span className="flex-none">{word}</span>
        <span aria-hidden="true" className="ml-auto truncate font-normal text-ink-3">
          {note?.(state)}
        </span>
      </span>
      <span
        className={`mt-1 flex h-9 items-end gap-3 text-32 font-medium ${isHot ? 'text-word' : 'text-ink'}`}
      >
        <span className="flex flex-none items-baseline gap-1">
          {count ?? <NotAsked />}
          {state === 'registered' && needed !== undefined && (
            <span className="text-[16px] leading-5 font-normal tracking-[0] text-ink-3">
              / {needed}
            </span>
          )}
        </span>
        <span className="mb-0.5 flex min-w-0 flex-1 justify-end">
          {sparkline?.(state, isHot || state === 'registered')}
        </span>
      </span>
    </button>
  );
}

/** On a phone the registered are the one great figure, as wide as the screen. */
function Hero({ count, needed, isOn, onToggle }: FigureProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={`flex w-full items-end gap-2 px-page pt-4 pb-3 ${figureLook(isOn)}`}
    >
      <span className="-ml-0.5 h-[52px] text-[64px] leading-[52px] font-semibold tracking-[-0.04em]">
        {count ?? <NotAsked />}
      </span>
      <span className="text-15 text-ink-2">
        {needed !== undefined && <span className="block text-24">/ {needed}</span>}
        registered
      </span>
    </button>
  );
}

function PhoneFigure({ state, count, isOn, onToggle }: FigureProps) {
  const { word, glyph: Glyph, tone } = STATE_LOOKS[state];
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={`h-15 border-l border-line pl-2 first:border-l-0 first:pl-page ${figureLook(isOn)}`}
    >
      <span className="flex h-6 items-center gap-1.5 text-20 font-semibold">
        <Glyph className={`size-3 ${glyphLook(count, tone)}`} />
        {count ?? <NotAsked />}
      </span>
      <span className="block truncate text-11 font-stretch-78% text-ink-2">{word}</span>
    </button>
  );
}

/** A blank is not a nought: the request left the field out that this is counted from, or nobody has answered yet. */
function NotAsked() {
  return <span className="sr-only">not known</span>;
}
