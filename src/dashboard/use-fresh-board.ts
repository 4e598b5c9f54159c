import { useState } from 'react';
import type { Silence } from '../contract/alerts.ts';
import type { Health } from '../contract/health.ts';
import type { Names } from '../contract/names.ts';
import { formatQuery } from '../contract/query.ts';
import type { Span } from '../presence/known-time.ts';
import type { BoardAddress } from './address/board-address.ts';
import { type SourceOutage, sourceOutage } from './api/source-outage.ts';
import type { PresencePoll } from './api/use-presence-poll.ts';
import type { Age } from './board-watches.tsx';
import { earliest } from './clock/earliest.ts';
import { type BoardState, useBoard } from './model/use-board.ts';
import { useGap } from './model/use-gap.ts';
import { useUnseen } from './model/use-unseen.ts';

type FreshBoardInput = {
  poll: PresencePoll;
  /** The age of what was asked last; undefined before it is first told. */
  age: Age | undefined;
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
  /** The service has not answered for so long that what is shown is stale. */
  isStale: boolean;
  /** The server's time of what is shown, once that is too old, whoever is silent. */
  staleFromMs: number | undefined;
  /** When this board did not see how things were. */
  unseen: readonly Span[];
};

/** The board, and how far it can be believed: it is as old as the oldest link between it and the telephones. */
export function useFreshBoard(input: FreshBoardInput): FreshBoard {
  const { poll, age, health, address, names, silences, isPaused } = input;
  const outage = sourceOutage(health, poll.roll?.atMs);
  const { phase, unseenFromMs } = useAgeOfShown(age, formatQuery(address.query), poll) ?? {};
  const isStale = phase === 'stale';
  const staleFromMs = earliest(isStale ? unseenFromMs : undefined, outage?.fromMs);
  const unseen = useUnseen(earliest(unseenFromMs, outage?.fromMs));
  const board = useBoard({
    ...{ ...poll, address, names, silences },
    isSourceSilent: outage !== undefined,
    gap: useGap(poll.gap, outage?.fromMs),
    isHeld: isPaused || staleFromMs !== undefined,
  });
  return { board, outage, isStale, staleFromMs, unseen };
}

/** The age of what is shown: until another request is answered, what stands in its place is as old as it was. */
function useAgeOfShown(
  age: Age | undefined,
  requestKey: string,
  { isPlaceholder }: PresencePoll,
): Age | undefined {
  const [shown, setShown] = useState(age);
  if (isPlaceholder || age?.requestKey !== requestKey || age === shown) return shown;
  setShown(age);
  return age;
}
