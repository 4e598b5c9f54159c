import type { ReactNode } from 'react';
import type { Freshness, Phase } from '../api/freshness.ts';
import type { PollFailure } from '../api/poll-failure.ts';
import type { SourceOutage } from '../api/source-outage.ts';
import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest } from '../api/use-presence-poll.ts';
import { useNow } from '../clock/ticker.ts';
import { formatDuration } from '../condition/time-text.ts';
import { SquareX } from '../ui/glyphs.tsx';
import { PauseIcon } from '../ui/icons.tsx';
import { failureWords } from './failure-words.ts';

type FreshnessProps = {
  request: PollRequest;
  failure: PollFailure | undefined;
  /** How many tries have failed since the last answer. */
  tries: number;
  /** The service does not hear from its source. */
  outage: SourceOutage | undefined;
};

const WORDS: Record<Phase, string> = {
  asking: 'Asking',
  live: 'Live',
  late: 'Waiting',
  stale: 'No answer',
  paused: 'Paused',
  failed: 'No answer',
  refused: 'Refused',
};

/**
 * How much the screen can be believed: a word, the age of the data, and when the service is asked next. It is read out
 * to nobody: it changes with each poll that is missed, and the banner tells what matters of it.
 */
export function FreshnessReadout(props: FreshnessProps) {
  const { request, failure, tries } = props;
  const { freshness, word, isTrouble, ageMs } = useReadout(props);
  const { nextInMs } = freshness;
  return (
    <>
      <span className="flex items-center gap-2 pl-2 sm:h-full sm:pr-2.5">
        <PhaseMark
          freshness={freshness}
          everySeconds={request.everySeconds}
          isTrouble={isTrouble}
        />
        <b className="font-semibold whitespace-nowrap text-ink">{word}</b>
      </span>
      {ageMs !== undefined && <Age ms={ageMs} className={isTrouble ? 'hidden sm:flex' : 'flex'} />}
      {ageMs === undefined && failure && <Slot>{failure.httpStatus ?? `try ${tries}`}</Slot>}
      {nextInMs !== undefined && ageMs !== undefined && (
        <Slot className="hidden sm:flex">
          next in
          <Figure width="w-[2ch]">{Math.ceil(nextInMs / 1000)}</Figure>s
        </Slot>
      )}
    </>
  );
}

/** The same on a wall, in a line under its clock. */
export function WallFreshness(props: Omit<FreshnessProps, 'tries'>) {
  const { request } = props;
  const { freshness, word, isTrouble, ageMs } = useReadout(props);
  return (
    <>
      <PhaseMark
        freshness={freshness}
        everySeconds={request.everySeconds}
        isTrouble={isTrouble}
        className="size-[2.4rem]"
      />
      <b className="font-semibold text-ink">{word}</b>
      {ageMs !== undefined && (
        <span>data {ageMs < 60_000 ? `${ageSeconds(ageMs)} s` : formatDuration(ageMs)} old</span>
      )}
    </>
  );
}

/** The age is that of the data, and a service that answers makes nothing younger that its source said. */
function useReadout({ request, failure, outage }: Omit<FreshnessProps, 'tries'>) {
  const freshness = useFreshness(request);
  const nowMs = useNow();
  const { phase } = freshness;
  const isAnswered = phase === 'live' || phase === 'late';
  if (isAnswered && outage) {
    const ageMs = Math.max(nowMs - outage.fromMs, 0);
    return { freshness, word: 'Source silent', isTrouble: true, ageMs };
  }
  const isTrouble = isInTrouble(phase, failure);
  const word = isTrouble && failure ? failureWords(failure, '').word : WORDS[phase];
  return { freshness, word, isTrouble, ageMs: freshness.ageMs };
}

/** One poll that failed is no trouble yet, a second one is; who was refused will not be let in by waiting. */
function isInTrouble(phase: Phase, failure: PollFailure | undefined): boolean {
  switch (phase) {
    case 'stale':
    case 'failed':
    case 'refused':
      return true;
    case 'late':
      return failure !== undefined;
    case 'live':
      return failure?.kind === 'refused';
    default:
      return false;
  }
}

/** On a phone, trouble needs the room, and the banner below tells the age. */
function Age({ ms, className }: { ms: number; className: string }) {
  return (
    <Slot className={className}>
      <span className="hidden sm:inline">data&nbsp;</span>
      {ms < 60_000 ? (
        <>
          <Figure width="w-[3ch]">{ageSeconds(ms)}</Figure>s old
        </>
      ) : (
        <>
          <Figure width="w-[5ch]">{formatDuration(ms)}</Figure>old
        </>
      )}
    </Slot>
  );
}

/** Tenths while they tell something, and never more than three places, so that nothing beside it moves. */
function ageSeconds(ms: number): string {
  const seconds = ms / 1000;
  return seconds < 9.95 ? seconds.toFixed(1) : String(Math.round(seconds));
}

/** A part of the group, after a hairline. Numbers in it move nothing when they change. */
function Slot({ className = 'flex', children }: { className?: string; children: ReactNode }) {
  return (
    <span
      className={`items-center gap-1 whitespace-nowrap text-ink-2 sm:h-full sm:border-line sm:border-l sm:px-2.5 ${className}`}
    >
      {children}
    </span>
  );
}

function Figure({ width, children }: { width: string; children: ReactNode }) {
  return (
    <span className={`inline-block text-right font-medium text-ink ${width}`}>{children}</span>
  );
}

type PhaseMarkProps = {
  freshness: Freshness;
  everySeconds: number;
  isTrouble: boolean;
  className?: string;
};

/** A ring that drains towards the next poll, in steps of a second; a cross in trouble, two bars while paused. */
function PhaseMark({ className = 'size-4', ...props }: PhaseMarkProps) {
  const { freshness, everySeconds, isTrouble } = props;
  if (freshness.phase === 'paused') return <PauseIcon className={className} />;
  if (isTrouble) return <SquareX className={`tone-lost p-px text-mark ${className}`} />;
  const { nextInMs = 0, phase } = freshness;
  const share = phase === 'late' ? 0 : Math.min(nextInMs / (everySeconds * 1000), 1);
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={`block flex-none ${className}`}>
      <g fill="none" strokeWidth="2.5">
        <circle cx="8" cy="8" r="6.75" className="stroke-line-2" />
        <circle
          cx="8"
          cy="8"
          r="6.75"
          pathLength="100"
          strokeDasharray={`${Math.round(share * 100)} 100`}
          transform="rotate(-90 8 8)"
          className="stroke-accent"
        />
      </g>
    </svg>
  );
}
