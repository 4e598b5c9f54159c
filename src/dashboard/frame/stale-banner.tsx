import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { Happened } from '../condition/happened.tsx';
import { formatSpan } from '../condition/time-text.ts';
import { Button } from '../ui/button.tsx';
import { endedWords, failureWords, missingWord } from './failure-words.ts';

type StaleBannerProps = {
  poll: PresencePoll;
  request: PollRequest;
  /** The name of the wall link that signed this browser in, if one did. */
  wallLink: string | undefined;
  onSignIn: () => void;
};

/** The brightest thing in the room: what is on the screen is no longer known to be true. */
export function StaleBanner({ poll, request, wallLink, onSignIn }: StaleBannerProps) {
  // While another request is asked, what is shown is of none that has an age.
  const { ageMs, sinceMs, nextInMs } = useFreshness(request);
  const { failure, failures, tryNow } = poll;
  const isRefused = failure?.kind === 'refused';
  const ended = endedWords(wallLink, failure);
  const cause = isRefused ? ended.cause : failure && failureWords(failure, '').cause;
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-1 bg-banner px-page py-2 text-on-banner">
      {/* The alert is told once; its running numbers are for the eye. */}
      <p role="alert" className="text-20 font-semibold">
        {isRefused ? (
          <>
            Signed out at <Happened atMs={failures.sinceMs ?? failure.atMs} />
          </>
        ) : (
          <>
            {missingWord(failure)}
            {ageMs !== undefined && <span aria-hidden="true"> for {formatSpan(ageMs)}</span>}
          </>
        )}
      </p>
      <p>
        Values below are the last known.
        {sinceMs !== undefined && (
          <>
            {' Last answer '}
            <Happened atMs={sinceMs} />.
          </>
        )}
        {cause && ` ${cause}`}
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
        {isRefused ? ended.action : 'Try now'}
      </Button>
    </div>
  );
}
