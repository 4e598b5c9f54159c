import type { TimeView } from '../condition/time-text.ts';
import type { BoardItem } from '../model/board-item.ts';

/** What everything is given that draws an extension in the list. Nothing in it changes as long as the item does not. */
export type ItemProps = {
  item: BoardItem;
  view: TimeView;
  isOpen: boolean;
  /** The one item that the Tab key reaches. */
  isTabStop: boolean;
  /** The head of its group says which organization it is of. */
  isUnderHead: boolean;
  onOpen: (number: string) => void;
};

/** What makes a button of an item, wherever it is drawn. */
export function itemButton({ item, isTabStop, onOpen }: ItemProps) {
  return {
    type: 'button',
    'data-stop': item.number,
    tabIndex: isTabStop ? 0 : -1,
    'aria-haspopup': 'dialog',
    onClick: () => onOpen(item.number),
  } as const;
}
