import type { SeenGap, WatchEvent, WatchedEvents } from '../../presence/events.ts';
import { splitNumber } from '../../presence/organization.ts';
import { useEachSecond, useToday } from '../clock/ticker.ts';
import { changeWord } from '../condition/change-word.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatHappened, gapText } from '../condition/time-text.ts';
import { type NoteRoom, noteTurns, textWidth, type WallNote } from './note-turns.ts';
import type { WallField } from './wall-field.ts';

/** More of the latest changes have no room on any screen. */
const CHANGES_SHOWN = 8;

export type WallPages = {
  page: number;
  count: number;
  /** Why the pages do not turn, in a word or two; undefined while they do. */
  held: string | undefined;
};

type WallFootProps = {
  events: Pick<WatchedEvents, 'latest' | 'gaps'>;
  /** What else whoever reads the wall has to know, the most important first. */
  notes: readonly WallNote[];
  pages: WallPages;
  field: WallField;
};

/**
 * The line of recent changes, the latest first, as many as there is room for; beside it, or below where the screen
 * stands upright, what else is to be known. Nothing of it is cut, and the latest change and the marks always stay.
 */
export function WallFoot({ events, notes, pages, field }: WallFootProps) {
  const { latest, gaps } = events;
  const todayMs = useToday();
  const shown = [...latest.slice(-CHANGES_SHOWN), ...gaps]
    .sort((a, b) => b.nth - a.nth)
    .slice(0, CHANGES_SHOWN);
  return (
    <footer className="flex h-[10.4rem] items-center gap-[4rem] text-[2.4rem] leading-[3.2rem] whitespace-nowrap text-ink-2 upright:flex-col upright:items-stretch upright:justify-center upright:gap-[0.4rem]">
      <ul
        aria-label="Recent changes"
        className="flex h-[3.2rem] min-w-min flex-1 flex-wrap gap-x-[4rem] overflow-hidden upright:flex-none"
      >
        {shown.map((event) =>
          'number' in event ? (
            <Change key={event.nth} {...{ event, todayMs }} />
          ) : (
            <GapNote key={event.nth} gap={event} todayMs={todayMs} />
          ),
        )}
      </ul>
      <div className="flex min-w-min items-center gap-x-[2rem]">
        <Notes notes={notes} room={noteRoom(field, { pages, hasChanges: shown.length > 0 })} />
        <Pages {...pages} />
      </div>
    </footer>
  );
}

/** Changes keep so much of the line where they share it, in units: two of them, or one that is long. */
const CHANGES_WIDTH = 700;
const CHANGES_GAP = 40;

function noteRoom(
  field: WallField,
  { pages, hasChanges }: { pages: WallPages; hasChanges: boolean },
): NoteRoom {
  const widthUnits = field.widthPx / field.unitPx;
  const width = widthUnits - pagesWidth(pages);
  if (field.isUpright) return { lines: 2, width };
  return { lines: 1, width: width - (hasChanges ? CHANGES_WIDTH + CHANGES_GAP : 0) };
}

/** Notes that have no room beside each other are told for so long each. */
const TURN_MS = 10_000;

function Notes({ notes, room }: { notes: readonly WallNote[]; room: NoteRoom }) {
  const turns = noteTurns(notes, room);
  const turn = useEachSecond((nowMs) => Math.floor(nowMs / TURN_MS) % turns.length);
  return (
    <p className="flex h-[3.2rem] min-w-min flex-wrap justify-end gap-x-[2rem] overflow-hidden upright:h-auto upright:max-h-[6.4rem] upright:flex-1 upright:justify-start">
      {turns[turn]?.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}

function Change({ event, todayMs }: { event: WatchEvent; todayMs: number }) {
  const { number, from, to, kind, atMs } = event;
  const { glyph: Glyph, tone } = CONDITION_LOOKS[to ?? 'not-asked'];
  const { organization, local } = splitNumber(number);
  return (
    <li className={`flex items-center gap-[1rem] ${tone}`}>
      <span className="text-ink-3">{formatHappened(atMs, todayMs)}</span>
      <Glyph className="size-[1.8rem] text-mark" />
      <b className="font-medium text-ink">
        {organization !== '' && <span className="font-normal text-ink-3">{organization}*</span>}
        {local}
      </b>
      {changeWord({ from, to, isFlapping: kind === 'flapping' })}
    </li>
  );
}

/** What happened in it, nobody saw. */
function GapNote({ gap, todayMs }: { gap: SeenGap; todayMs: number }) {
  return (
    <li>
      <b className="font-medium text-ink">{gapText(gap, todayMs)}</b>
    </li>
  );
}

/** More marks than these are not counted from afar, and take the room of what is to be read. */
const MARKS_MOST = 12;
/** The mark of the page that is shown, that of another, and what lies between two, in units. */
const MARK = { shown: 32, other: 12, gap: 10 } as const;

const pageText = ({ page, count }: WallPages) => `Page ${page + 1} of ${count}`;

function pagesWidth(pages: WallPages): number {
  const { count, held = '' } = pages;
  if (count < 2) return 0;
  const marks = MARK.shown + (count - 1) * (MARK.gap + MARK.other);
  const width = count > MARKS_MOST ? textWidth(pageText(pages)) : marks;
  return 2 * MARK.gap + textWidth(held) + MARK.gap + width;
}

/** Which of the pages is shown. */
function Pages(pages: WallPages) {
  const { page, count, held } = pages;
  if (count < 2) return null;
  const isMarked = count <= MARKS_MOST;
  return (
    <span className="flex flex-none items-center gap-[1rem]">
      {held}
      <span className={isMarked ? 'sr-only' : undefined}>{pageText(pages)}</span>
      {Array.from({ length: isMarked ? count : 0 }, (_, nth) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place among them.
          key={nth}
          className={`h-[1.2rem] rounded-[0.6rem] border-[0.2rem] ${nth === page ? 'w-[3.2rem] border-ink bg-ink' : 'w-[1.2rem] border-line-3'}`}
        />
      ))}
    </span>
  );
}
