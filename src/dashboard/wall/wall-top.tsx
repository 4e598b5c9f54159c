import type { ReactNode } from 'react';
import type { WatchedEvents } from '../../presence/events.ts';
import { massLossLines } from '../../presence/mass-loss-text.ts';
import type { State, Summary } from '../../presence/summary.ts';
import { useNow, useToday } from '../clock/ticker.ts';
import { Happened } from '../condition/happened.tsx';
import { STATE_LOOKS } from '../condition/looks.ts';
import { formatClock, formatMinute, formatMoment, formatWeekday } from '../condition/time-text.ts';
import { type ListPart, partText } from './list-part.ts';

/** What the great figure and the line beside it are told from. */
export type WallTold = {
  summary: Summary;
  events: WatchedEvents;
  /** The server's time of the data, once it is too old to be shown as true. */
  staleFromMs: number | undefined;
  /** What of the list is here, when that is not all of it. */
  part: ListPart | undefined;
};

type WallTopProps = {
  told: WallTold | undefined;
  /** How fresh the data is, under the clock. */
  freshness: ReactNode;
  /** In the place of the cause, when the data is stale: since when, and why. */
  banner: ReactNode;
};

/** The top of the wall: how many are registered, what happened, and what time it is. */
export function WallTop({ told, freshness, banner }: WallTopProps) {
  return (
    <header className="grid h-[20.8rem] grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-[4.8rem] text-[2.4rem] leading-[3.2rem] upright:h-[35.2rem] upright:grid-cols-[minmax(0,1fr)_auto] upright:content-center upright:gap-y-[2.4rem]">
      {told ? <Figure {...told} /> : <span />}
      <div className="min-w-0 upright:order-last upright:col-span-2">
        {banner || (told && <Cause {...told} />)}
      </div>
      <Clock isStale={told?.staleFromMs !== undefined}>{freshness}</Clock>
    </header>
  );
}

/** So many digits are as large as the drawing has them; more are smaller, so that the cause keeps its room. */
const LARGE_DIGITS = 3;

function Figure({ summary, staleFromMs }: WallTold) {
  const { counts, needed, total } = summary;
  const isStale = staleFromMs !== undefined;
  const registered = counts.registered;
  const isLarge = String(needed ?? total).length <= LARGE_DIGITS;
  const size = isLarge
    ? 'text-[17.6rem] leading-[13.2rem]'
    : 'text-[12rem] leading-[9rem] upright:text-[11.2rem]';
  return (
    <p className="flex items-end gap-[1.6rem] whitespace-nowrap">
      <span
        className={`-ml-[0.035em] font-semibold tracking-[-0.045em] ${size} ${isStale ? 'text-ink-2' : 'text-ink'}`}
      >
        {(registered ?? total).toLocaleString('en')}
      </span>
      <span className={`text-[2.8rem] leading-[3.2rem] ${isStale ? 'text-ink-3' : 'text-ink-2'}`}>
        {needed !== undefined && (
          <span
            className={`mb-[0.6rem] block tracking-[-0.02em] ${isLarge ? 'text-[7.2rem] leading-[7.2rem]' : 'text-[4.8rem] leading-[4.8rem]'}`}
          >
            / {needed.toLocaleString('en')}
          </span>
        )}
        {registered === undefined ? 'extensions' : 'registered'}
        {isStale && (
          // In a line of its own where the line is short, so that banner and clock keep their room.
          <span className={isLarge ? 'upright:block' : 'block'}>
            {' at '}
            <Happened atMs={staleFromMs} />
          </span>
        )}
      </span>
    </p>
  );
}

/** What may be counted beside the cause, the worst first; the first of them is the headline where no cause is known. */
const COUNTED: readonly State[] = [
  'expired',
  'late',
  'not-registered',
  'unknown',
  'partly-lost',
  'ringing',
  'busy',
];
/** These make a headline. */
const WRONG: readonly State[] = ['expired', 'late', 'not-registered', 'unknown'];

function Cause({ summary, events, part }: WallTold) {
  const present = COUNTED.filter((state) => (summary.counts[state] ?? 0) > 0);
  const [worst] = WRONG.filter((state) => present.includes(state));
  const { massLoss } = events;
  const head = massLoss ? 'expired' : worst;
  // A mass loss names the lost; only where there are more of them are they counted too.
  const isNamed = massLoss ? massLoss.numbers.size === summary.counts.expired : true;
  const others = present.filter((state) => state !== head || !isNamed);
  const cut = part?.isChosen ? undefined : part;
  return (
    <div className="border-line-2 border-l-[0.2rem] pl-[4rem] upright:border-l-0 upright:pl-0">
      {massLoss ? (
        <Headline state="expired" lines={massLossLines(massLoss)} />
      ) : worst ? (
        <Headline state={worst} lines={[countOf(worst, summary), '']} />
      ) : cut ? (
        <Cut part={cut} />
      ) : (
        <Calm sinceMs={events.allRegisteredSinceMs} isPage={part !== undefined} />
      )}
      <p className="mt-[1.2rem] flex max-h-[3.2rem] flex-wrap gap-x-[3.2rem] overflow-hidden font-medium text-ink-2">
        {cut && head && <span className="whitespace-nowrap text-ink">{partText(cut)}</span>}
        {others.map((state) => (
          <Count key={state} state={state} text={countOf(state, summary)} />
        ))}
      </p>
    </div>
  );
}

/** Over a list that was cut nothing is claimed: whoever is lost may be among those that are not here. */
function Cut({ part }: { part: ListPart }) {
  return (
    <>
      <p className={`whitespace-nowrap text-ink ${HEADLINE}`}>{partText(part)}</p>
      <p className="text-[2.8rem] leading-[3.6rem] font-medium text-ink-2">
        Of the others nothing is known here.
      </p>
    </>
  );
}

/** A page that somebody chose is claimed to be well as a page. */
function Calm({ sinceMs, isPage }: { sinceMs: number | undefined; isPage: boolean }) {
  const todayMs = useToday();
  if (sinceMs === undefined) return null;
  return (
    <p className="text-[3.2rem] leading-[4rem] text-ink-2">
      {isPage ? 'All on this page registered since ' : 'All registered since '}
      <b className="font-medium whitespace-nowrap text-ink">{formatMoment(sinceMs, todayMs)}</b>
    </p>
  );
}

function countOf(state: State, { counts }: Summary): string {
  return `${(counts[state] ?? 0).toLocaleString('en')} ${STATE_LOOKS[state].word.toLowerCase()}`;
}

const HEADLINE = 'text-[4.8rem] leading-[5.6rem] font-semibold tracking-[-0.015em]';

type HeadlineProps = { state: State; lines: readonly [happened: string, shared: string] };

function Headline({ state, lines: [happened, shared] }: HeadlineProps) {
  const { glyph: Glyph, tone } = STATE_LOOKS[state];
  return (
    <>
      <p className={`flex items-center gap-[1.6rem] whitespace-nowrap ${HEADLINE} ${tone}`}>
        <Glyph className="size-[4rem] text-mark" />
        {happened}
      </p>
      {shared !== '' && (
        <p className="line-clamp-2 text-[2.8rem] leading-[3.6rem] font-medium">{shared}</p>
      )}
    </>
  );
}

function Count({ state, text }: { state: State; text: string }) {
  const { glyph: Glyph, tone } = STATE_LOOKS[state];
  return (
    <span className={`flex items-center gap-[1rem] whitespace-nowrap text-word ${tone}`}>
      <Glyph className="size-[2rem] text-mark" />
      {text}
    </span>
  );
}

/** The service's time, which goes on whatever becomes of the data. */
function Clock({ isStale, children }: { isStale: boolean; children: ReactNode }) {
  const nowMs = useNow();
  return (
    <div className="text-right">
      <p
        role="timer"
        className="text-[8.8rem] leading-[8.8rem] font-medium tracking-[-0.03em] whitespace-nowrap"
      >
        {formatMinute(nowMs)}
        <span className="font-normal text-ink-3">{formatClock(nowMs).slice(-3)}</span>
      </p>
      <p className="mt-[1.2rem] flex items-center justify-end gap-[1.2rem] whitespace-nowrap text-ink-2">
        {isStale ? formatWeekday(nowMs) : children}
      </p>
    </div>
  );
}
