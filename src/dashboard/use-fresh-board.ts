import type { Silence } from '../contract/alerts.ts';
import type { Health } from '../contract/health.ts';
import type { Names } from '../contract/names.ts';
import type { Span } from '../presence/known-time.ts';
import type { BoardAddress } from './address/board-address.ts';
import { type SourceOutage, sourceOutage } from './api/source-outage.ts';
import type { PresencePoll } from './api/use-presence-poll.ts';
import type { Age } from './board-watches.tsx';
import { type BoardState, useBoard } from './model/use-board.ts';
import { useGap } from './model/use-gap.ts';
import { useUnseen } from './model/use-unseen.ts';

type FreshBoardInput = {
  poll: PresencePoll;
  age: Age;
  health: Health | undefined;
  address: BoardAddress;
  names: Names;
  silences: readonly Silence[] | undefined;
  isPaused: boolean;
};

type FreshBoard = {
  board: BoardState | undefined;
  /** The service answers, and does not hear from its source. */
  outage: SourceOutage | undefined;
  /** The server's time of what is shown, once that is too old, whoever is silent. */
  staleFromMs: number | undefined;
  /** When this board did not see how things were. */
  unseen: readonly Span[];
};

/** The board, and how far it can be believed: it is as old as the oldest link between it and the telephones. */
export function useFreshBoard(input: FreshBoardInput): FreshBoard {
  const { poll, age, health, address, names, silences, isPaused } = input;
  const outage = sourceOutage(health, poll.roll?.atMs);
  const pollStaleFromMs = age.phase === 'stale' ? age.unseenFromMs : undefined;
  const staleFromMs = earliest(pollStaleFromMs, outage?.fromMs);
  const unseen = useUnseen(earliest(age.unseenFromMs, outage?.fromMs));
  const board = useBoard({
    ...{ ...poll, address, names, silences },
    isSourceSilent: outage !== undefined,
    gap: useGap(poll.gap, outage?.fromMs),
    isHeld: isPaused || staleFromMs !== undefined,
  });
  return { board, outage, staleFromMs, unseen };
}

function earliest(oneMs: number | undefined, otherMs: number | undefined): number | undefined {
  return oneMs === undefined || otherMs === undefined
    ? (oneMs ?? otherMs)
    : Math.min(oneMs, otherMs);
}
