import type { BoardAddress } from './address/board-address.ts';
import { shownItems } from './board/shown-items.ts';
import { saveView } from './export/save-view.ts';
import type { ExportFormat } from './export/view-text.ts';
import type { BoardState } from './model/use-board.ts';

type Viewed = {
  board: BoardState | undefined;
  address: BoardAddress;
  /** The server's time of the data, once it is stale. */
  staleFromMs: number | undefined;
};

/** Saves what is shown, in its order, with the time that it was so. */
export function useViewExport({ board, address, staleFromMs }: Viewed) {
  return (format: ExportFormat) => {
    if (!board) return;
    const items = shownItems(board.model.groups, address);
    void saveView({ items, format, atMs: staleFromMs ?? board.judgedAtMs });
  };
}
