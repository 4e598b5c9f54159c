import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { Happened } from '../condition/happened.tsx';
import { formatDuration } from '../condition/time-text.ts';
import { endedWords, failureWords, missingWord } from './failure-words.ts';

type WallBannerProps = {
  poll: PresencePoll;
  request: PollRequest;
  /** The name of the wall link that signed this browser in, if one did. */
  wallLink: string | undefined;
};

/** The stale banner as a wall has it, in the place of the cause: nobody is there to press anything. */
export function WallBanner({ poll, request, wallLink }: WallBannerProps) {
  const { ageMs = 0, sinceMs, nextInMs } = useFreshness(request);
  const { failure, failures } = poll;
  const isRefused = failure?.kind === 'refused';
  const cause = isRefused
    ? endedWords(wallLink, failure).cause
    : failure && failureWords(failure, '').cause;
  return (
    <div className="rounded-[0.3rem] bg-banner px-[2.8rem] py-[1.2rem] text-on-banner">
      {/* The alert is told once; its running numbers are for the eye. */}
      <p role="alert" className="text-[4.8rem] leading-[5.6rem] font-[700] tracking-[-0.015em]">
        {isRefused ? (
          <>
            Signed out at <Happened atMs={failures.sinceMs ?? failure.atMs} />
          </>
        ) : (
          <>
            {missingWord(failure)}
            <span aria-hidden="true"> for {ageText(ageMs)}</span>
          </>
        )}
      </p>
      <p className="text-[2.6rem] leading-[3.4rem] font-medium">
        {cause}
        {sinceMs !== undefined && (
          <>
            {' Last answer '}
            <Happened atMs={sinceMs} />.
          </>
        )}
      </p>
      <p className="text-[2.6rem] leading-[3.4rem] font-medium">
        Values below are the last known.
        {nextInMs !== undefined && (
          <span aria-hidden="true"> Next try in {Math.ceil(nextInMs / 1000)} s</span>
        )}
      </p>
    </div>
  );
}

function ageText(ms: number): string {
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s` : formatDuration(ms);
}
