import type { Health } from '../../contract/health.ts';
import type { SourceOutage } from '../api/source-outage.ts';
import type { PollRequest, PresencePoll } from '../api/use-presence-poll.ts';
import type { UnknownSource } from '../api/use-service-health.ts';
import {
  ClockNotice,
  FleetNotice,
  HealthNotice,
  IgnoredNotice,
  LinkNotice,
  PausedNotice,
  SignedOutNotice,
  UnknownSourceNotice,
} from './notices.tsx';
import { SourceBanner } from './source-banner.tsx';
import { StaleBanner } from './stale-banner.tsx';

type NoticeStackProps = {
  poll: PresencePoll;
  request: PollRequest;
  /** The poll is: the service itself does not answer. */
  isStale: boolean;
  outage: SourceOutage | undefined;
  unknownSource: UnknownSource | undefined;
  health: Health | undefined;
  ignored: readonly string[];
  /** Why the link that the page was opened by was refused. */
  linkProblem: string | undefined;
  /** The name of the wall link that signed this browser in, if one did. */
  wallLink: string | undefined;
  onSignIn: () => void;
  onResume: () => void;
};

/** All that a person should know before they believe the board, the gravest first. */
export function NoticeStack(props: NoticeStackProps) {
  const { poll, request, isStale, outage, health, ignored } = props;
  const { linkProblem, wallLink } = props;
  const { roll, failure, failures } = poll;
  const { onSignIn, onResume } = props;
  return (
    <section aria-label="Notices" className="flex-none">
      {isStale && <StaleBanner {...{ poll, request, wallLink, onSignIn }} />}
      {!isStale && outage && <SourceBanner outage={outage} />}
      {!isStale && roll && failure?.kind === 'refused' && (
        <SignedOutNotice
          sinceMs={failures.sinceMs ?? failure.atMs}
          {...{ failure, wallLink, onSignIn }}
        />
      )}
      <UnknownSourceNotice source={props.unknownSource} />
      <LinkNotice problem={linkProblem} />
      {request.isPaused && <PausedNotice request={request} onResume={onResume} />}
      {(health?.fleet ?? 0) > 0 && <FleetNotice />}
      <HealthNotice health={health} />
      <IgnoredNotice ignored={ignored} />
      <ClockNotice />
    </section>
  );
}
