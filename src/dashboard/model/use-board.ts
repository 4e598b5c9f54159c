import { useContext, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Silence } from '../../contract/alerts.ts';
import type { Names } from '../../contract/names.ts';
import type { PresenceQuery } from '../../contract/query.ts';
import type { Gap, WatchedEvents } from '../../presence/events.ts';
import type { Roll, Watch } from '../../presence/watch.ts';
import type { BoardAddress } from '../address/board-address.ts';
import { earliest } from '../clock/earliest.ts';
import { TickerContext } from '../clock/ticker.ts';
import { type BoardModel, boardModel } from './board-model.ts';
import { useEvents } from './use-events.ts';
import { useWatch } from './use-watch.ts';

/**
 * A board's list, what it was made from, what has happened on it, and the server's time that its conditions were
 * judged at. `query` is what it answers: while another one is asked, not yet the one of the address.
 */
export type BoardState = {
  query: PresenceQuery;
  model: BoardModel;
  watch: Watch;
  events: WatchedEvents;
  judgedAtMs: number;
};

export type BoardInput = {
  /** The last answer; undefined when what is wanted has only failed yet. */
  roll: Roll | undefined;
  /** `roll` still answers an earlier request, so nothing is learned from it. */
  isPlaceholder: boolean;
  address: BoardAddress;
  names: Names;
  /** The service does not hear from its source, so nothing is learned from its answers either. */
  isSourceSilent: boolean;
  /** The last time that nothing was known. */
  gap: Gap | undefined;
  /** What is silenced; nothing unless told. */
  silences?: readonly Silence[] | undefined;
  /** Paused or stale: conditions stay as they were last known, whatever the clock says. */
  isHeld: boolean;
};

const NONE: readonly Silence[] = [];

/** When the conditions were judged and the list was ordered, and the answer that this was about. */
type Moment = { roll: Roll; judgedAtMs: number; orderedAtMs: number };

/**
 * The board's list, made anew when an answer brings news, when a person refines it, and when the clock alone changes a
 * condition: not every second. Undefined without an answer: a list that answers something else is none.
 */
export function useBoard(input: BoardInput): BoardState | undefined {
  const { roll, isPlaceholder, address, names, silences = NONE } = input;
  const { isHeld, isSourceSilent, gap } = input;
  const wanted = isPlaceholder ? undefined : roll;
  const lastWatched = useWatch(address.query, wanted, isSourceSilent);
  const watched = roll && lastWatched;
  const [latest, setLatest] = useState<Moment>();
  const moment = watched && (latest?.roll === watched.roll ? latest : momentOf(watched.roll, gap));
  const model = useModel({ watch: watched?.watch, names, silences, address, moment });
  const { query, watch } = watched ?? {};
  const judgedAtMs = moment?.judgedAtMs;
  const events = useEvents({ watch, model, judgedAtMs, gap });
  const orderEveryMs = address.everySeconds * 1000;
  const ticker = useContext(TickerContext);

  useEffect(() => {
    if (isHeld || !moment || !model) return;
    const changesAtMs = earliest(model.changesAtMs, events?.changesAtMs);
    return ticker.subscribe(() => {
      const next = momentAfter(moment, { nowMs: ticker.nowMs(), changesAtMs, orderEveryMs });
      if (next !== moment) setLatest(next);
    });
  }, [ticker, isHeld, moment, model, events, orderEveryMs]);

  return useMemo(
    () =>
      query && watch && model && events && judgedAtMs !== undefined
        ? { query, model, watch, events, judgedAtMs }
        : undefined,
    [query, model, watch, events, judgedAtMs],
  );
}

/** What was answered while the source was silent is looked at when that is over. */
function momentOf(roll: Roll, gap: Gap | undefined): Moment {
  const atMs = Math.max(roll.atMs, gap?.toMs ?? 0);
  return { roll, judgedAtMs: atMs, orderedAtMs: atMs };
}

/**
 * The moment to draw at a second: the same one while the clock has changed nothing. What the clock changes shows at
 * once; the list is put in order for it when as long has passed as between two polls.
 */
function momentAfter(
  moment: Moment,
  at: { nowMs: number; changesAtMs: number | undefined; orderEveryMs: number },
): Moment {
  const isChanged = at.changesAtMs !== undefined && at.nowMs >= at.changesAtMs;
  const isOutOfOrder = moment.orderedAtMs < moment.judgedAtMs;
  const mayOrder = at.nowMs - moment.orderedAtMs >= at.orderEveryMs;
  if (!isChanged && !(isOutOfOrder && mayOrder)) return moment;
  return {
    roll: moment.roll,
    judgedAtMs: at.nowMs,
    orderedAtMs: mayOrder ? at.nowMs : moment.orderedAtMs,
  };
}

type ModelUse = Pick<BoardInput, 'names' | 'address'> & {
  silences: readonly Silence[];
  watch: Watch | undefined;
  moment: Moment | undefined;
};

function useModel(use: ModelUse): BoardModel | undefined {
  const { watch, names, silences, address, moment } = use;
  const { group, order, states, agent } = address;
  // Typing stays quick on a list of thousands: the letters show first, the list follows.
  const find = useDeferredValue(address.find);
  const judgedAtMs = moment?.judgedAtMs ?? 0;
  const orderedAtMs = moment?.orderedAtMs ?? 0;
  // Only saves work: what is found in it is used as far as it still holds.
  const kept = useRef<BoardModel>(undefined);
  return useMemo(() => {
    if (!watch) return undefined;
    const refinements = { group, order, states, agent, find };
    const before = kept.current?.items;
    const judged = { judgedAtMs, orderedAtMs, before };
    kept.current = boardModel({ watch, names, silences, refinements, ...judged });
    return kept.current;
  }, [watch, names, silences, group, order, states, agent, find, judgedAtMs, orderedAtMs]);
}
