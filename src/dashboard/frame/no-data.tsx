import { type ReactNode, useState } from 'react';
import type { PollFailure } from '../api/poll-failure.ts';
import type { PollOutcome } from '../api/poll-state.ts';
import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import { useNow } from '../clock/ticker.ts';
import { Happened } from '../condition/happened.tsx';
import { Button } from '../ui/button.tsx';
import { RingSlash, SquareX } from '../ui/glyphs.tsx';
import { Message } from '../ui/message.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { failureDetail, failureWords } from './failure-words.ts';

type NoDataProps = {
  poll: PresencePoll;
  request: PollRequest;
  /** What copies the request. */
  copy: ReactNode;
  onSignIn: () => void;
};

/** Before the first answer: that it is awaited, or why it does not come. */
export function NoData({ poll, request, copy, onSignIn }: NoDataProps) {
  const { failure, failures } = poll;
  if (!failure) return <FirstLoad />;
  const { host } = window.location;
  const { title, text } = failureWords(failure, host);
  const isRefused = failure.kind === 'refused';
  return (
    <Message
      glyph={SquareX}
      tone="tone-lost"
      title={title}
      detail={
        isRefused ? (
          <>
            <b className="font-medium text-ink">{failure.httpStatus}</b> at{' '}
            <Happened atMs={failure.atMs} />
          </>
        ) : (
          <Tries failure={failure} failures={failures}>
            <NextPoll request={request} />
          </Tries>
        )
      }
      actions={
        <>
          {isRefused ? (
            <Button look="primary" onClick={onSignIn}>
              Sign in again
            </Button>
          ) : (
            <Button look="primary" onClick={poll.tryNow}>
              Try now
            </Button>
          )}
          {failure.answerText && !isRefused ? <ShowAnswer text={failure.answerText} /> : copy}
        </>
      }
    >
      {text}
    </Message>
  );
}

type SignInAwaitedProps = {
  failure: PollFailure;
  failures: PollOutcome['failures'];
  /** The server's time of the next try. */
  nextAtMs: number;
  onTryNow: () => void;
};

/** A page that was opened by a link, and a service that does not take it yet. */
export function SignInAwaited({ failure, failures, nextAtMs, onTryNow }: SignInAwaitedProps) {
  return (
    <Message
      glyph={SquareX}
      tone="tone-lost"
      title={failureWords(failure, window.location.host).title}
      detail={
        <Tries failure={failure} failures={failures}>
          <NextTry inMs={Math.max(nextAtMs - useNow(), 0)} />
        </Tries>
      }
      actions={
        <Button look="primary" onClick={onTryNow}>
          Try now
        </Button>
      }
    >
      This screen was opened by a link, and signs in as soon as the service takes it.
    </Message>
  );
}

type TriesProps = Pick<SignInAwaitedProps, 'failure' | 'failures'> & { children: ReactNode };

/** What the machine said, how often since when, and in `children` what happens next. */
function Tries({ failure, failures: { count, sinceMs }, children }: TriesProps) {
  return (
    <>
      <b className="font-medium text-ink">{failureDetail(failure)}</b>{' '}
      {count === 1 ? '1 try' : `${count} tries`}
      {sinceMs !== undefined && (
        <>
          {' since '}
          <Happened atMs={sinceMs} />
        </>
      )}
      {children}
    </>
  );
}

function NextPoll({ request }: { request: PollRequest }) {
  const { nextInMs } = useFreshness(request);
  return nextInMs === undefined ? null : <NextTry inMs={nextInMs} />;
}

function NextTry({ inMs }: { inMs: number }) {
  return inMs === 0 ? (
    <>, asking now</>
  ) : (
    <>
      , next in <b className="font-medium text-ink">{Math.ceil(inMs / 1000)} s</b>
    </>
  );
}

function ShowAnswer({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button look="line" onClick={() => setIsOpen(true)}>
        Show answer
      </Button>
      {isOpen && (
        <Sheet title="Answer from the service" onClose={() => setIsOpen(false)}>
          <pre className="overflow-auto rounded-control border border-line-2 bg-well p-3 font-mono text-12 break-all whitespace-pre-wrap">
            {text}
          </pre>
        </Sheet>
      )}
    </>
  );
}

/** How many empty cards stand for a list that is not there yet. */
const PLACES = Array.from({ length: 80 }, (_, place) => place);

/** The places of the cards, so that nothing jumps when they come. */
export function FirstLoad() {
  return (
    <div className="min-h-0 flex-1 overflow-hidden px-page pt-3" aria-busy="true">
      <p className="sr-only">Waiting for the first answer.</p>
      <div
        className="grid grid-cols-[repeat(auto-fill,minmax(168px,1fr))] gap-2"
        aria-hidden="true"
      >
        {PLACES.map((place) => (
          <div
            key={place}
            className="grid h-[92px] content-start gap-2 rounded-plate border border-line bg-plate px-2.5 py-3"
          >
            <span className="h-3 w-3/5 bg-plate-2" />
            <span className="h-2 w-4/5 bg-plate-2" />
            <span className="h-2 w-1/2 bg-plate-2" />
          </div>
        ))}
      </div>
    </div>
  );
}

type EmptyListProps = { status: 200 | 204; detail: string; actions: ReactNode };

/** The service answered, and nothing matches. */
export function EmptyList({ status, detail, actions }: EmptyListProps) {
  return (
    <Message
      glyph={RingSlash}
      tone="tone-absent"
      title="No extensions match this request"
      detail={
        <>
          <b className="font-medium text-ink">{status}</b> {detail}
        </>
      }
      actions={actions}
    >
      The service answered with an empty list, so the data is live and there is nothing to show.
    </Message>
  );
}
