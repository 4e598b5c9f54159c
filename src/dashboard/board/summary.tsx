import type { Summary as Counts, State } from '../../presence/summary.ts';
import { STATE_LOOKS } from '../condition/looks.ts';

type SummaryProps = {
  /** Undefined until the first answer: the figures keep their places, empty. */
  summary: Counts | undefined;
  /** The states that the list is narrowed to; none means all. */
  states: readonly State[];
  onStates: (states: readonly State[]) => void;
};

const FIGURES: readonly State[] = [
  'registered',
  'late',
  'expired',
  'not-registered',
  'ringing',
  'busy',
];
/** Only these take colour, and only when they are not 0. */
const HOT: readonly State[] = ['late', 'expired'];

/** The figures across the top. Each is a filter too, and shows whether it is on. */
export function Summary({ summary, states, onStates }: SummaryProps) {
  return (
    <section
      aria-label="Filter by state"
      className="grid flex-none grid-cols-5 border-line border-b sm:grid-cols-3 sm:px-[calc(var(--page)-12px)] md:grid-cols-[1.4fr_repeat(5,1fr)]"
    >
      {FIGURES.map((state) => (
        <Figure
          key={state}
          state={state}
          count={summary?.counts[state]}
          needed={state === 'registered' ? summary?.needed : undefined}
          isOn={states.includes(state)}
          onToggle={() => onStates(toggled(states, state))}
        />
      ))}
    </section>
  );
}

/** A list with one state more or less. */
export function toggled(states: readonly State[], state: State): readonly State[] {
  return states.includes(state) ? states.filter((other) => other !== state) : [...states, state];
}

type FigureProps = {
  state: State;
  count: number | undefined;
  /** Of how many; only the registered have a whole. */
  needed: number | undefined;
  isOn: boolean;
  onToggle: () => void;
};

const FIGURE =
  'relative text-left hover:bg-plate-2 transition-colors after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 focus-visible:-outline-offset-2';
/** The phone's first figure is its hero: as wide as the screen, over the other five. */
const HERO =
  'max-sm:col-span-5 max-sm:flex max-sm:flex-row-reverse max-sm:items-end max-sm:justify-end max-sm:gap-2 max-sm:border-b max-sm:px-page max-sm:pt-4 max-sm:pb-3';
const PLAIN =
  'max-sm:nth-2:border-l-0 max-sm:nth-2:pl-page max-sm:flex max-sm:h-15 max-sm:flex-col-reverse max-sm:justify-center max-sm:pl-2';

function Figure({ state, count, needed, isOn, onToggle }: FigureProps) {
  const { word, glyph: Glyph, tone } = STATE_LOOKS[state];
  const isHero = state === 'registered';
  const isHot = HOT.includes(state) && count !== undefined && count > 0;
  const on = isOn ? 'bg-plate-2 after:bg-accent' : '';
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={`${FIGURE} ${isHero ? HERO : PLAIN} border-line border-l p-3 max-sm:py-0 max-sm:pr-0 first:border-l-0 ${tone} ${on}`}
    >
      <span
        className={`flex items-center gap-2 text-12 font-medium max-sm:text-11 max-sm:font-normal ${isHot ? 'text-ink' : 'text-ink-2'} ${isHero ? 'max-sm:hidden' : ''}`}
      >
        <Glyph className="size-3.5 text-mark max-sm:hidden" />
        <span className="truncate max-sm:font-stretch-78%">{word}</span>
      </span>
      <span
        className={`mt-1 flex items-baseline gap-1 text-32 font-medium max-sm:mt-0 ${isHot ? 'text-word' : 'text-ink'} ${isHero ? HERO_NUMBER : PLAIN_NUMBER}`}
      >
        <Glyph className={`hidden size-3 text-mark ${isHero ? '' : 'max-sm:block'}`} />
        {count ?? <span aria-hidden="true">&nbsp;</span>}
        {needed !== undefined && <Whole needed={needed} />}
      </span>
    </button>
  );
}

const HERO_NUMBER =
  'max-sm:items-end max-sm:gap-2 max-sm:text-[64px] max-sm:leading-[52px] max-sm:font-semibold max-sm:tracking-[-0.04em]';
const PLAIN_NUMBER =
  'max-sm:items-center max-sm:gap-1.5 max-sm:text-20 max-sm:font-semibold max-sm:tracking-[0] max-sm:text-ink';

function Whole({ needed }: { needed: number }) {
  return (
    <span className="text-[16px] leading-5 font-normal tracking-[0] text-ink-3 max-sm:text-24">
      <span className="max-sm:block">/ {needed}</span>
      <span className="hidden text-15 text-ink-2 max-sm:block">registered</span>
    </span>
  );
}
