import type { SeenGap, WatchEvent, WatchedEvents } from '../../presence/events.ts';
import { splitNumber } from '../../presence/organization.ts';
import { useToday } from '../clock/ticker.ts';
import { changeWord } from '../condition/change-word.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatHappened, gapText } from '../condition/time-text.ts';

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
  /** What else whoever reads the wall has to know. */
  notes: readonly string[];
  pages: WallPages;
};

/** The line of recent changes, the latest first; as many as there is room for, and none of them cut. */
export function WallFoot({ events, notes, pages }: WallFootProps) {
  const { latest, gaps } = events;
  const todayMs = useToday();
  const shown = [...latest.slice(-CHANGES_SHOWN), ...gaps]
    .sort((a, b) => b.nth - a.nth)
    .slice(0, CHANGES_SHOWN);
  return (
    <footer className="flex h-[10.4rem] items-center gap-[4rem] text-[2.4rem] leading-[3.2rem] whitespace-nowrap text-ink-2 upright:flex-col upright:items-start upright:justify-center upright:gap-[0.4rem]">
      <ul
        aria-label="Recent changes"
        className="flex h-[3.2rem] min-w-0 flex-1 flex-wrap gap-x-[4rem] overflow-hidden upright:w-full upright:flex-none"
      >
        {shown.map((event) =>
          'number' in event ? (
            <Change key={event.nth} {...{ event, todayMs }} />
          ) : (
            <GapNote key={event.nth} gap={event} todayMs={todayMs} />
          ),
        )}
      </ul>
      <p className="flex flex-none items-center gap-x-[2rem] upright:max-w-full upright:flex-wrap">
        {notes.map((note) => (
          <span key={note}>{note}</span>
        ))}
        <Pages {...pages} />
      </p>
    </footer>
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

/** Which of the pages is shown. */
function Pages({ page, count, held }: WallPages) {
  if (count < 2) return null;
  return (
    <span className="flex items-center gap-[1rem]">
      {held}
      <span className="sr-only">
        Page {page + 1} of {count}
      </span>
      {Array.from({ length: count }, (_, nth) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place among them.
          key={nth}
          className={`h-[1.2rem] rounded-[0.6rem] border-[0.2rem] ${nth === page ? 'w-[3.2rem] border-ink bg-ink' : 'w-[1.2rem] border-line-3'}`}
        />
      ))}
    </span>
  );
}
