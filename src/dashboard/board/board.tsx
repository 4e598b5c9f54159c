import type { BoardAddress } from '../address/board-address.ts';
import type { BoardState } from './use-board.ts';

type BoardProps = {
  board: BoardState;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
  /** The data is too old to count on from: lengths of time become moments. */
  isStale: boolean;
};

/** The list itself, as cards or as a table, in a scroller that takes the height it is given. */
export function Board(_props: BoardProps) {
  return null;
}
