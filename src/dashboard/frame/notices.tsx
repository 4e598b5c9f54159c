import { type ReactNode, useState } from 'react';
import type { Health } from '../../contract/health.ts';
import { COUNT_LIMIT, START_INDEX_LIMIT } from '../../contract/query.ts';
import type { PollFailure } from '../api/poll-failure.ts';
import type { PresenceRoll } from '../api/poll-state.ts';
import { useFreshness } from '../api/use-freshness.ts';
import type { PollRequest } from '../api/use-presence-poll.ts';
import type { UnknownSource } from '../api/use-service-health.ts';
import { useClockSkewSeconds, useToday } from '../clock/ticker.ts';
import { Happened } from '../condition/happened.tsx';
import { Button } from '../ui/button.tsx';
import { CloseIcon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { endedWords, failureDetail, unknownSourceText } from './failure-words.ts';
import { skewText } from './skew-text.ts';

const STRONG = 'font-semibold text-ink';

/** Paused by a person, so nothing is wrong. */
export function PausedNotice({
  request,
  onResume,
}: {
  request: PollRequest;
  onResume: () => void;
}) {
  const { sinceMs } = useFreshness(request);
  return (
    <Notice
      action={
        <Button look="primary" onClick={onResume}>
          Resume
        </Button>
      }
    >
      <b className={STRONG}>
        Paused
        {sinceMs !== undefined && (
          <>
            {' at '}
            <Happened atMs={sinceMs} />
          </>
        )}
      </b>
      <span>Countdowns keep running, states do not.</span>
    </Notice>
  );
}

type SignedOutNoticeProps = {
  failure: PollFailure;
  sinceMs: number;
  /** The name of the wall link that signed this browser in, if one did. */
  wallLink: string | undefined;
  onSignIn: () => void;
};

/** The session has ended while the data is still young enough to be shown as true. */
export function SignedOutNotice({ failure, sinceMs, wallLink, onSignIn }: SignedOutNoticeProps) {
  const { cause, action } = endedWords(wallLink, failure);
  return (
    <Notice
      action={
        <Button look="primary" onClick={onSignIn}>
          {action}
        </Button>
      }
    >
      <b className={STRONG}>
        Signed out at <Happened atMs={sinceMs} />
      </b>
      <span>Values below are the last known.{wallLink !== undefined && ` ${cause}`}</span>
    </Notice>
  );
}

type TruncatedNoticeProps = {
  roll: PresenceRoll;
  startIndex: number;
  onNext: (start: number) => void;
};

/** More match than the list shows: never a part that looks like the whole. */
export function TruncatedNotice({ roll, startIndex, onNext }: TruncatedNoticeProps) {
  const shown = roll.extensions.length;
  const next = startIndex + shown;
  const rest = roll.totalResults - next;
  return (
    <Notice
      action={
        rest > 0 &&
        next <= START_INDEX_LIMIT && (
          <Button look="line" onClick={() => onNext(next)}>
            Next {Math.min(rest, shown).toLocaleString('en')}
          </Button>
        )
      }
    >
      <b className={STRONG}>
        Showing {shown.toLocaleString('en')} of {roll.totalResults.toLocaleString('en')}
      </b>
      <Share part={shown} whole={roll.totalResults} />
      <span>{limitText(shown, startIndex)}</span>
    </Notice>
  );
}

/** Why there is no more: the API's reach, its limit, or the page that was asked for. */
function limitText(shown: number, startIndex: number): string {
  if (startIndex + shown >= START_INDEX_LIMIT + COUNT_LIMIT) {
    return 'A request reaches no further: filter with startsWith';
  }
  return shown >= COUNT_LIMIT
    ? `${COUNT_LIMIT.toLocaleString('en')} is the limit per request`
    : `count and startIndex ask for ${startIndex + 1} to ${startIndex + shown}`;
}

function Share({ part, whole }: { part: number; whole: number }) {
  return (
    <svg viewBox="0 0 96 6" aria-hidden="true" className="h-1.5 w-24 flex-none">
      <path d="M0 0h96v6H0Z" className="fill-line-2" />
      <rect width={(96 * part) / Math.max(whole, 1)} height="6" className="fill-reg" />
    </svg>
  );
}

const FLEET_KEY = 'rollcall-fleet-notice';

/** A browser that keeps nothing may not even let anybody look. */
function wasFleetRead(): boolean {
  try {
    return window.sessionStorage.getItem(FLEET_KEY) === 'read';
  } catch {
    return false;
  }
}

/** Said until it was read once in this window; the badge in the header stays. */
export function FleetNotice() {
  const [isRead, setIsRead] = useState(wasFleetRead);
  if (isRead) return null;
  const read = () => {
    setIsRead(true);
    try {
      window.sessionStorage.setItem(FLEET_KEY, 'read');
    } catch {}
  };
  return (
    <Notice
      action={
        <Button isIcon aria-label="Close this notice" onClick={read}>
          <CloseIcon />
        </Button>
      }
    >
      <span>
        Demonstration fleet: these telephones are simulated, their registrations are real SIP.
      </span>
    </Notice>
  );
}

/** What the service says of itself that changes nothing about the list: its disk, a configuration that it refused. */
export function HealthNotice({ health }: { health: Health | undefined }) {
  if (!health) return null;
  const { storage, configuration } = health;
  return (
    <>
      {storage.error !== null && (
        <Notice>
          <b className={STRONG}>
            Registrations are kept in memory only
            <Since instant={storage.since} />
          </b>
          <span>{storage.error} A restart would lose them.</span>
        </Notice>
      )}
      {configuration.faults.length > 0 && (
        <Notice>
          <b className={STRONG}>The changed configuration was refused</b>
          <span>{configuration.faults.join(' ')}</span>
        </Notice>
      )}
    </>
  );
}

/** The list is answered, and nobody says whether it still comes from its source. */
export function UnknownSourceNotice({ source }: { source: UnknownSource | undefined }) {
  const todayMs = useToday();
  return (
    source && (
      <Notice>
        <b className={STRONG}>{unknownSourceText(source.sinceMs, todayMs)}</b>
        <span>
          The list is answered, /health is not ({failureDetail(source.failure)}). Nobody would say
          here if the source fell silent.
        </span>
      </Notice>
    )
  );
}

function Since({ instant }: { instant: string | null }) {
  if (instant === null) return null;
  return (
    <>
      {' since '}
      <Happened atMs={Date.parse(instant)} />
    </>
  );
}

/** What of the address was not understood. */
export function IgnoredNotice({ ignored }: { ignored: readonly string[] }) {
  const text = ignored.join(', ');
  return (
    <ReadOnce text={text}>
      <b className={STRONG}>{text}</b> in the address is not known here and was ignored.
    </ReadOnce>
  );
}

/** The link that the page was opened by was refused, and this browser was signed in before: no reason to lock it out. */
export function LinkNotice({ problem }: { problem: string | undefined }) {
  return (
    <ReadOnce text={problem ?? ''}>
      <b className={STRONG}>{problem}</b> This browser was signed in already, and stays so.
    </ReadOnce>
  );
}

/** A notice that is closed when it was read, until it has another text; none while that is empty. */
function ReadOnce({ text, children }: { text: string; children: ReactNode }) {
  const [read, setRead] = useState('');
  if (text === '' || text === read) return null;
  return (
    <Notice
      action={
        <Button isIcon aria-label="Close this notice" onClick={() => setRead(text)}>
          <CloseIcon />
        </Button>
      }
    >
      <span>{children}</span>
    </Notice>
  );
}

/** A screen with a wrong clock counts right all the same, but whoever looks at both should know. */
export function ClockNotice() {
  const text = skewText(useClockSkewSeconds());
  return text === '' ? null : (
    <Notice>
      <span>{text}. Times here are the service's.</span>
    </Notice>
  );
}
