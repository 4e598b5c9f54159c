import type { BoardAddress } from '../address/board-address.ts';
import type { BoardState } from '../model/use-board.ts';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { AgentsChart } from './agents-chart.tsx';
import { ChangesFeed } from './changes-feed.tsx';
import { ExpiriesChart } from './expiries-chart.tsx';
import { RegisteredChart } from './registered-chart.tsx';
import { useDrawings } from './use-drawings.ts';
import type { HistorySource } from './use-history.ts';

type RailProps = {
  board: BoardState;
  source: HistorySource;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
};

/** What the list does not show: how it came to be so, which telephones there are, and what comes. */
export function Rail({ board, source, address, change }: RailProps) {
  const drawings = useDrawings(true);
  const isWide = useMediaQuery('(min-width: 1680px)');
  const { items, summary } = board.model;
  const expired = summary.counts.expired ?? 0;
  return (
    <>
      <RegisteredChart {...{ source, drawings }} isLost={expired > 0} />
      <AgentsChart {...{ items, address, change, drawings, isWide }} />
      <ExpiriesChart {...{ items, drawings }} atMs={board.judgedAtMs} />
      <ChangesFeed
        board={board}
        isJournalOfAll={source.isJournalOfAll}
        onOpen={(extension) => change({ extension })}
        onFind={(find) => change({ find })}
      />
    </>
  );
}
