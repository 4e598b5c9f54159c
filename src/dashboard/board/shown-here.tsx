import type { BoardAddress } from '../address/board-address.ts';
import type { BoardModel } from './board-model.ts';

type ShownHereProps = {
  /** Undefined until the first answer. */
  model: BoardModel | undefined;
  address: BoardAddress;
  change: (part: Partial<BoardAddress>) => void;
};

/** What of the answer is shown on this screen, and how: nothing in this row changes what the service is asked. */
export function ShownHere(_props: ShownHereProps) {
  return null;
}
