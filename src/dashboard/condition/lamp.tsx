import type { ReactNode } from 'react';
import type { Condition } from '../../presence/condition.ts';
import type { State } from '../../presence/summary.ts';
import type { BoardItem } from '../model/board-item.ts';
import type { BoardGroup } from '../model/board-model.ts';
import { Cross, type Glyph } from '../ui/glyphs.tsx';
import { LAMPS_PER_ROW } from './lamp-rows.ts';
import { CONDITION_LOOKS, STATE_LOOKS } from './looks.ts';
import { SILENCE_WORDS } from './silence-text.ts';

const QUIET = { glyph: undefined, className: 'h-1/2 text-reg-bar' } as const;
const LOST = { glyph: Cross, className: 'h-[70%] text-mark' } as const;
const ABSENT = { glyph: undefined, className: 'h-[60%] text-mark' } as const;

/** The mark in a lamp: as large as it is loud, in shares of the lamp. */
const MARKS: Record<Condition, { glyph: Glyph | undefined; className: string }> = {
  expired: LOST,
  lost: LOST,
  late: { glyph: undefined, className: 'h-[70%] text-mark' },
  'not-registered': ABSENT,
  unknown: ABSENT,
  ringing: { glyph: undefined, className: 'h-[70%] text-mark motion-safe:animate-lamp' },
  busy: { glyph: undefined, className: 'h-1/2 text-mark' },
  registered: QUIET,
  static: QUIET,
  'not-asked': QUIET,
};

/** A lamp lies in a socket; who is absent leaves it empty, late lights its edge, and lost fills it. */
const SOCKETS: Record<string, string> = {
  'plate-quiet': 'bg-plate',
  'plate-lit': 'lamp-lit bg-plate',
  'plate-solid': 'plate-solid',
  'plate-dashed': '',
};

/**
 * A lamp of the panel, as large as what it lies in. `name` is what it says; without one it is hidden, and what it lies in
 * has to say it. Registered is a dot of its own, since a wall has thousands of them.
 */
export function LampFace({ condition, name }: { condition: Condition; name?: string }) {
  const { glyph, tone, plate } = CONDITION_LOOKS[condition];
  const mark = MARKS[condition];
  const Mark = mark.glyph ?? glyph;
  const isDot = condition === 'registered';
  return (
    <span
      {...(name === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
      className={`flex size-full items-center justify-center rounded-chip ${tone} ${SOCKETS[plate]} ${isDot ? 'lamp-dot' : ''}`}
    >
      {!isDot && <Mark className={`w-auto ${mark.className}`} />}
    </span>
  );
}

/** What a lamp says. No time: there are thousands of lamps, and each would have to count. */
export function lampName({ number, name, now, silence }: BoardItem): string {
  const word = CONDITION_LOOKS[now.condition].word.toLowerCase();
  const silenced = silence ? SILENCE_WORDS[silence.kind].toLowerCase() : '';
  return [number, name, word, silenced].filter((part) => part !== '').join(', ');
}

type LampRowProps = {
  label: string;
  labelPx: number;
  /** Between the tenth lamp and the next. */
  breakPx: number;
  children: ReactNode;
};

/** Twenty lamps after the first one's number, with a break after ten, so that any of them can be read off as on a map. */
export function LampRow({ label, labelPx, breakPx, children }: LampRowProps) {
  const half = `repeat(${LAMPS_PER_ROW / 2}, minmax(0, 1fr))`;
  return (
    <div className="flex h-full items-center">
      <span
        aria-hidden="true"
        className="flex-none truncate font-stretch-84% text-ink-3"
        style={{ width: labelPx }}
      >
        {label}
      </span>
      <ul
        className="grid h-full min-w-0 flex-1 items-center"
        style={{ gridTemplateColumns: `${half} ${breakPx}px ${half}` }}
      >
        {children}
      </ul>
    </div>
  );
}

/** Where the lamp at a place of its row lies: after ten of them is the break. */
export function lampColumn(place: number): number {
  return place < LAMPS_PER_ROW / 2 ? place + 1 : place + 2;
}

/** What the head of a group of lamps counts: what else is wrong shows by itself. */
const COUNTED: readonly State[] = ['expired', 'partly-lost', 'late', 'not-registered'];

/** An organization over its lamps: how it stands. Takes its size from the text around it. */
export function LampHead({ group, isContinued }: { group: BoardGroup; isContinued: boolean }) {
  const { prefix, name, summary } = group;
  const { total, needed, counts } = summary;
  return (
    <h2 className="flex h-full items-center gap-[1em] overflow-hidden whitespace-nowrap text-ink-3">
      <span className="flex-none text-[108%] font-semibold text-ink">
        {prefix || 'All extensions'}
      </span>
      {isContinued ? (
        <span>continued</span>
      ) : (
        <>
          {name !== '' && <RoomyName name={name} />}
          <span className="flex-none">
            {needed === undefined ? total : `${counts.registered} of ${needed}`}
          </span>
          {COUNTED.map((state) => (
            <LampCount key={state} state={state} count={counts[state] ?? 0} />
          ))}
        </>
      )}
    </h2>
  );
}

/** A name that has no room for four letters says nothing: it wraps to a second line, which is cut off. The gap after it goes too. */
function RoomyName({ name }: { name: string }) {
  return (
    <span className="-mr-[1em] flex h-full min-w-0 flex-wrap items-center overflow-hidden text-ink-2 before:h-full before:w-0 before:content-['']">
      <span className="mr-[1em] max-w-max flex-[1_1_4em] truncate">{name}</span>
    </span>
  );
}

function LampCount({ state, count }: { state: State; count: number }) {
  if (count === 0) return null;
  const { word, glyph: Mark, tone } = STATE_LOOKS[state];
  return (
    <span className={`inline-flex flex-none items-center gap-[0.33em] font-medium ${tone}`}>
      <Mark className="h-[0.92em] w-auto text-mark" />
      <span className="text-word">{count}</span>
      <span className="sr-only">{word.toLowerCase()}</span>
    </span>
  );
}
