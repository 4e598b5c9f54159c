import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { Happened } from '../condition/happened.tsx';
import { formatSpan } from '../condition/time-text.ts';
import { endedWords, failureWords, missingWord } from './failure-words.ts';
import { WallBannerPlate } from './wall-banner-plate.tsx';

type WallBannerProps = {
  poll: PresencePoll;
  request: PollRequest;
  /** The name of the wall link that signed this browser in, if one did. */
  wallLink: string | undefined;
};

/** The stale banner as a wall has it, in the place of the cause: nobody is there to press anything. */
export function WallBanner({ poll, request, wallLink }: WallBannerProps) {
  const { ageMs, sinceMs, nextInMs } = useFreshness(request);
  const { failure, failures } = poll;
  const isRefused = failure?.kind === 'refused';
  const cause = isRefused
    ? endedWords(wallLink, failure).cause
    : failure && failureWords(failure, '').cause;
  // The alert is told once; its running numbers are for the eye.
  const title = isRefused ? (
    <>
      Signed out at <Happened atMs={failures.sinceMs ?? failure.atMs} />
    </>
  ) : (
    <>
      {missingWord(failure)}
      {ageMs !== undefined && <span aria-hidden="true"> for {formatSpan(ageMs)}</span>}
    </>
  );
  return (
    <WallBannerPlate
      title={title}
      cause={
        <>
          {cause}
          {sinceMs !== undefined && (
            <>
              {' Last answer '}
              <Happened atMs={sinceMs} />.
            </>
          )}
        </>
      }
      lengths={{ title: isRefused ? SIGNED_OUT : NO_ANSWER, cause: cause?.length ?? 0 }}
      rest={
        <>
          Values below are the last known.
          {nextInMs !== undefined && (
            <span aria-hidden="true"> Next try in {Math.ceil(nextInMs / 1000)} s</span>
          )}
        </>
      }
    />
  );
}

/** How long the two titles are, in characters, where they are longest but for days without an answer. */
const SIGNED_OUT = 'Signed out at 22 Nov 14:20'.length;
const NO_ANSWER = 'No answer for 10:00:00'.length;
