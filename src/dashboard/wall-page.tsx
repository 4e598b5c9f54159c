import type { ReactNode } from 'react';
import type { Health } from '../contract/health.ts';
import type { BoardAddress } from './address/board-address.ts';
import type { Alarms } from './alarms.tsx';
import type { SourceOutage } from './api/source-outage.ts';
import type { PollRequest, PresencePoll } from './api/use-presence-poll.ts';
import type { UnknownSource } from './api/use-service-health.ts';
import type { Insight } from './board-insight.tsx';
import { WallFreshness } from './frame/freshness-readout.tsx';
import { WallSourceBanner } from './frame/source-banner.tsx';
import { WallBanner } from './frame/wall-banner.tsx';
import type { BoardState } from './model/use-board.ts';
import { useNewRelease } from './release/use-new-release.ts';
import { listPartOf } from './wall/list-part.ts';
import { Wall } from './wall/wall.tsx';
import { useIsLossYoung } from './wall/young-losses.ts';
import { useInsightPages } from './wall-insight.tsx';
import { useWallNotes } from './wall-notes.ts';

type WallPageProps = {
  poll: PresencePoll;
  request: PollRequest;
  board: BoardState | undefined;
  insight: Insight;
  address: BoardAddress;
  health: Health | undefined;
  /** The server's time of the data, once it is stale, because the service is silent or because its source is. */
  staleFromMs: number | undefined;
  /** The poll is stale: the service itself does not answer. */
  isStale: boolean;
  outage: SourceOutage | undefined;
  /** Whether the source still answers has not been said for too long. */
  unknownSource: UnknownSource | undefined;
  /** The name of the wall link that signed this browser in, if one did. */
  wallLink: string | undefined;
  alarms: Alarms;
  /** What of the address was not understood. */
  ignored: readonly string[];
  onExit: () => void;
  /** What stands in the place of the list while there is none. */
  children: ReactNode;
};

/** The page as a wall: what the board says in notices, it says in a few words. */
export function WallPage(props: WallPageProps) {
  const { poll, request, board, insight, address, health, staleFromMs, outage, alarms, ignored } =
    props;
  const isLossYoung = useIsLossYoung(board?.model);
  const isLive = poll.roll !== undefined && !poll.failure && staleFromMs === undefined;
  useNewRelease({ isLive, isHeld: isLossYoung });
  const morePages = useInsightPages({ board, insight, address });
  const part = listPartOf(poll.roll, address.query);
  const banner = bannerOf(props);
  // What was cut is told in the place of the cause, as long as that is free.
  const toldBelow = part?.isChosen || banner ? part : undefined;
  const notes = useWallNotes({
    ...{ board, health, ignored, unknownSource: props.unknownSource },
    part: toldBelow,
    alarms: address.hasSound ? alarms : undefined,
  });
  const hasList = board !== undefined && board.model.total > 0;
  return (
    <Wall
      board={hasList ? board : undefined}
      hasLabels={address.group === 'organization'}
      rotateSeconds={address.rotateSeconds}
      isLossYoung={isLossYoung}
      staleFromMs={staleFromMs}
      part={part}
      freshness={<WallFreshness {...{ request, outage }} failure={poll.failure} />}
      banner={banner}
      notes={notes}
      morePages={morePages}
      onExit={props.onExit}
    >
      {props.children}
    </Wall>
  );
}

function bannerOf({ poll, request, isStale, outage, wallLink }: WallPageProps) {
  if (isStale) return <WallBanner {...{ poll, request, wallLink }} />;
  return outage && <WallSourceBanner outage={outage} />;
}
