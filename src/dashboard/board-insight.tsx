import { type ReactNode, useMemo, useState } from 'react';
import type { PresenceQuery } from '../contract/query.ts';
import { type CountsHistory, TRACED, type Traced } from '../presence/counts-history.ts';
import type { State } from '../presence/summary.ts';
import type { BoardAddress } from './address/board-address.ts';
import { Rail } from './insight/rail.tsx';
import { Sparkline } from './insight/sparkline.tsx';
import { type HistorySource, useHistory } from './insight/use-history.ts';
import type { BoardState } from './model/use-board.ts';
import { useCountsRecord } from './model/use-counts-record.ts';
import { ChartIcon } from './ui/icons.tsx';
import { Sheet } from './ui/sheet.tsx';
import { useMediaQuery } from './ui/use-media-query.ts';

type InsightInput = {
  board: BoardState | undefined;
  isHeld: boolean;
  staleFromMs: number | undefined;
};

/** How the list came to be as it is, for the figures, the rail and the wall. */
export type Insight = { source: HistorySource; lastHour: CountsHistory | undefined };

/** Follows the counts for as long as the page is open, whatever of it is shown. */
export function useInsight({ board, isHeld, staleFromMs }: InsightInput): Insight {
  const record = useCountsRecord({ board, isHeld, staleFromMs });
  // The journal counts everything: for a part of the list, this screen's own record is the one that is true.
  const isJournalOfAll = board === undefined || isWhole(board.query);
  const source = useMemo(() => ({ record, isJournalOfAll }), [record, isJournalOfAll]);
  const lastHour = useHistory(source, 'hour')?.history;
  return useMemo(() => ({ source, lastHour }), [source, lastHour]);
}

function isWhole({ filter, count, startIndex }: PresenceQuery): boolean {
  return filter === undefined && count === undefined && startIndex === undefined;
}

/** The last hour of a figure; null for a state that is not traced. */
export function figureSparkline(lastHour: CountsHistory | undefined) {
  return (state: State, isLit: boolean): ReactNode => {
    const traced: Traced | undefined = TRACED.find((name) => name === state);
    return traced ? <Sparkline {...{ history: lastHour, traced, isLit }} /> : null;
  };
}

type WithRailProps = {
  board: BoardState | undefined;
  insight: Insight;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The list. */
  children: ReactNode;
};

/** The list and the rail: beside it where there is room, else under it; on a telephone in a sheet. */
export function WithRail(props: WithRailProps) {
  const { board, insight, address, change, children } = props;
  const isPhone = useMediaQuery('(max-width: 599.98px)');
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const rail = (changeIt: WithRailProps['change']) =>
    board && <Rail {...{ board, address }} source={insight.source} change={changeIt} />;
  if (!isPhone) {
    return (
      <div className="flex flex-none flex-col lg:min-h-80 lg:flex-1 lg:flex-row print:flex-col!">
        <div className="flex min-w-0 flex-none flex-col max-lg:h-[72vh] max-lg:min-h-80 print:min-h-0! lg:flex-1 print:h-auto! print:max-h-[60vh] print:flex-none!">
          {children}
        </div>
        <aside
          aria-label="Charts and changes"
          className="flex-none border-t border-line px-page max-lg:grid max-lg:grid-cols-2 max-lg:gap-x-8 lg:w-76 lg:overflow-y-auto lg:border-l lg:pl-5 xl:w-86 print:grid print:w-auto! print:grid-cols-2 print:gap-x-8 print:overflow-visible! print:border-l-0!"
        >
          {rail(change)}
        </aside>
      </div>
    );
  }
  // What is chosen in the sheet is looked at on the board under it.
  const changeAndClose = (part: Partial<BoardAddress>) => {
    close();
    change(part);
  };
  return (
    <>
      <div className="flex min-h-80 flex-1 flex-col">{children}</div>
      <button
        type="button"
        onClick={() => setIsOpen(true)}
        className="flex h-11 flex-none items-center gap-2 border-t border-line px-page text-12 font-medium text-ink-2"
      >
        <ChartIcon />
        Charts and changes
      </button>
      {isOpen && (
        <Sheet title="Charts and changes" onClose={close}>
          {rail(changeAndClose)}
        </Sheet>
      )}
    </>
  );
}
