import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { formatClock, formatDuration } from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { failureWords, missingWord } from './failure-words.ts';

type StaleBannerProps = { poll: PresencePoll; request: PollRequest; onSignIn: () => void };

/** The brightest thing in the room: what is on the screen is no longer known to be true. */
export function StaleBanner({ poll, request, onSignIn }: StaleBannerProps) {
  const { ageMs = 0, sinceMs, nextInMs } = useFreshness(request);
  const { failure, failures, tryNow } = poll;
  const isRefused = failure?.kind === 'refused';
  const since = sinceMs === undefined ? '' : ` Last answer ${formatClock(sinceMs)}.`;
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 bg-banner px-page py-2 text-on-banner">
      {/* The alert is told once; its running numbers are for the eye. */}
      <p role="alert" className="text-20 font-semibold">
        {isRefused ? (
          <>Signed out at {formatClock(failures.sinceMs ?? failure.atMs)}</>
        ) : (
          <>
            {missingWord(failure)}
            <span aria-hidden="true"> for {ageText(ageMs)}</span>
          </>
        )}
      </p>
      <p>
        Values below are the last known.{since}
        {failure && <> {failureWords(failure, '').cause}</>}
        {nextInMs !== undefined && (
          <span aria-hidden="true"> Next try in {Math.ceil(nextInMs / 1000)} s.</span>
        )}
      </p>
      <span className="flex-1" />
      <Button
        look="line"
        className="border-on-banner text-on-banner hover:bg-[#dddddd]"
        onClick={isRefused ? onSignIn : tryNow}
      >
        {isRefused ? 'Sign in again' : 'Try now'}
      </Button>
    </div>
  );
}

function ageText(ms: number): string {
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s` : formatDuration(ms);
}
