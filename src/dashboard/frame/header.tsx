import type { ReactNode, RefObject } from 'react';
import type { Session } from '../../contract/session.ts';
import { EVERY_MAX_SECONDS, EVERY_MIN_SECONDS } from '../address/board-address.ts';
import type { SourceOutage } from '../api/source-outage.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { Button } from '../ui/button.tsx';
import { LegendIcon, MarkIcon, PauseIcon, PlayIcon, ThemeIcon, WallIcon } from '../ui/icons.tsx';
import { MenuSelect } from '../ui/menu-select.tsx';
import { AccountMenu, type AccountMenuProps } from './account-menu.tsx';
import { FreshnessReadout } from './freshness-readout.tsx';

const INTERVALS = [1, 2, 5, 10, 30, 60] as const;

type HeaderProps = Omit<AccountMenuProps, 'session' | 'interval' | 'isSignedOut'> & {
  poll: PresencePoll;
  request: PollRequest;
  isFleet: boolean;
  /** The service does not hear from its source. */
  outage: SourceOutage | undefined;
  /** Who left the wall finds the focus where they came from. */
  wallButton: RefObject<HTMLButtonElement | null>;
  /** Who is signed in; undefined while that is not known. */
  session: Session | undefined;
  /** Whether alerts are heard, and what opens all about them. */
  alerts: ReactNode;
  onEvery: (seconds: number) => void;
  onPause: (isPaused: boolean) => void;
  onWall: () => void;
};

/** The top row: where this board looks, how fresh its data is, and what concerns the page as a whole. */
export function Header(props: HeaderProps) {
  const { poll, request, session, isFleet, onLegend, onTheme, onEvery, themeName } = props;
  const themeLabel = `Theme: ${themeName}`;
  return (
    <header className="flex h-13 flex-none items-center gap-3 border-line border-b px-page">
      <h1 className="flex items-center gap-2.5 text-15 font-semibold">
        <MarkIcon />
        Rollcall
      </h1>
      <span className="hidden h-5 min-w-0 items-center gap-2 border-line-2 border-l pl-4 text-ink-2 md:flex">
        <b className="truncate font-medium text-ink">{window.location.host}</b>
        <span className="whitespace-nowrap">@me</span>
      </span>
      {isFleet && <FleetBadge />}
      <span className="flex-1" />
      <FreshnessGroup {...props} />
      <span className="contents print:hidden">
        <Button className="max-sm:hidden" aria-label="Legend" onClick={onLegend}>
          <LegendIcon />
          <span className="hidden md:inline">Legend</span>
        </Button>
        <Button
          className="max-sm:hidden"
          isIcon
          aria-label={themeLabel}
          title={themeLabel}
          onClick={onTheme}
        >
          <ThemeIcon />
        </Button>
        {props.alerts}
        <Button
          ref={props.wallButton}
          className="max-sm:hidden"
          look="primary"
          aria-keyshortcuts="w"
          onClick={props.onWall}
        >
          <WallIcon />
          Wall
        </Button>
        {session && (
          <AccountMenu
            {...props}
            session={session}
            isSignedOut={poll.failure?.kind === 'refused'}
            interval={<IntervalSelect seconds={request.everySeconds} onEvery={onEvery} />}
          />
        )}
      </span>
    </header>
  );
}

function FleetBadge() {
  return (
    <span className="badge-hatch hidden h-6 items-center rounded-chip border border-ink-2 px-2 text-12 font-semibold whitespace-nowrap sm:inline-flex">
      Demonstration fleet
    </span>
  );
}

function FreshnessGroup({ poll, request, outage, onEvery, onPause }: HeaderProps) {
  const { isPaused, everySeconds } = request;
  return (
    <div className="flex items-center gap-2 sm:h-8 sm:gap-0 sm:rounded-control sm:border sm:border-line-2 sm:bg-well">
      <FreshnessReadout
        {...{ request, outage }}
        failure={poll.failure}
        tries={poll.failures.count}
      />
      <button
        type="button"
        aria-label={isPaused ? 'Resume' : 'Pause'}
        aria-keyshortcuts="p"
        onClick={() => onPause(!isPaused)}
        className="grid h-full place-items-center print:hidden text-ink-2 hover:bg-plate-2 max-sm:-mr-3 max-sm:size-11 sm:w-9 sm:border-line sm:border-l"
      >
        {isPaused ? <PlayIcon /> : <PauseIcon />}
      </button>
      <span className="hidden h-full items-center border-line border-l sm:flex print:hidden">
        <IntervalSelect seconds={everySeconds} onEvery={onEvery} />
      </span>
    </div>
  );
}

function IntervalSelect({ seconds, onEvery }: { seconds: number; onEvery: (s: number) => void }) {
  // The address may say any interval; the menu then has that one too.
  const offered = [...new Set([...INTERVALS, seconds])].sort((a, b) => a - b);
  return (
    <MenuSelect
      label="Interval"
      caption="every"
      value={String(seconds)}
      options={offered.map((every) => ({ value: String(every), text: intervalText(every) }))}
      onChoose={(value) =>
        onEvery(Math.min(Math.max(Number(value), EVERY_MIN_SECONDS), EVERY_MAX_SECONDS))
      }
      className="h-[30px] px-2.5 text-ink-2 font-medium"
    />
  );
}

function intervalText(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
