import { useMemo } from 'react';
import { agentShares } from '../presence/agent-shares.ts';
import type { BoardAddress } from './address/board-address.ts';
import type { Insight } from './board-insight.tsx';
import { useDrawings } from './insight/use-drawings.ts';
import { isWorthAPage, useHistory } from './insight/use-history.ts';
import { WallAgents } from './insight/wall-agents.tsx';
import { WallDay } from './insight/wall-day.tsx';
import type { BoardState } from './model/use-board.ts';
import { useSteady } from './ui/use-steady.ts';
import type { MorePage } from './wall/wall.tsx';

type PagesInput = { board: BoardState | undefined; insight: Insight; address: BoardAddress };

/**
 * The wall's pages after those of the list, where pages turn: the last 24 hours, and the agents. Their code is loaded
 * when the wall starts; a page is one of them once it is there and has something to show.
 */
export function useInsightPages({ board, insight, address }: PagesInput): readonly MorePage[] {
  const { source } = insight;
  const isTurning = address.rotateSeconds > 0;
  const drawings = useDrawings(isTurning);
  const day = useHistory(source, 'day');
  const items = board?.model.items;
  const shares = useSteady(
    useMemo(() => (items ? agentShares(items.values(), 'model') : []), [items]),
  );
  const hasDay = day !== undefined && isWorthAPage(day.history);
  return useMemo(() => {
    if (!isTurning || typeof drawings === 'string' || !board) return [];
    const pages: MorePage[] = [];
    if (hasDay) {
      pages.push({
        name: 'Last 24 h',
        render: (field) => <WallDay {...{ field, drawings, source, board }} />,
      });
    }
    if (shares.length > 0) {
      pages.push({
        name: 'Agents',
        render: (field) => <WallAgents {...{ field, drawings, shares }} />,
      });
    }
    return pages;
  }, [isTurning, drawings, board, source, hasDay, shares]);
}
