import { setImmediate as turn } from 'node:timers/promises';
import {
  COUNTED_STATES,
  type CountedState,
  type JournalCondition,
} from '../../contract/journal.ts';
import { splitNumber } from '../../presence/organization.ts';
import type { ChangeRows } from './change-rows.ts';
import type { CountRows } from './count-rows.ts';
import { type Cell, createAgentKeys, NO_EXTENSIONS, together } from './counted-cells.ts';
import { toStep } from './counted-steps.ts';
import type { CountedStep, CountsSelection } from './journal.ts';
import type { JournalStateRows } from './journal-state-rows.ts';
import type { RecordedChange } from './observed-extension.ts';

/** What one extension is at a time, as its changes tell it. */
type Replayed = {
  condition: JournalCondition | null;
  /** What it is when it is in no call. */
  isStatic: boolean;
  agent: string;
};

const CHANGES_IN_ONE_GO = 500;
const MINUTES_IN_ONE_GO = 50;
const MINUTE_MS = 60_000;

/**
 * The counts of every step for a user's own extensions, which no row of counts tells apart: made of their changes, for
 * the minutes that were counted. No change tells since when a device is late, so none is counted as late.
 */
export async function* replayedSteps(
  { changes, counts, state }: { changes: ChangeRows; counts: CountRows; state: JournalStateRows },
  numbers: readonly string[],
  query: CountsSelection,
): AsyncGenerator<CountedStep> {
  const { fromMs, toMs, stepSeconds, by, organizations } = query;
  const stepMs = stepSeconds * 1000;
  const isAsked = (number: string) =>
    organizations.length === 0 || organizations.includes(splitNumber(number).organization);
  const asked = [...new Set(numbers)].filter(isAsked);
  const agentKey = createAgentKeys();
  const told = changesOf(changes, asked, { fromMs, toMs });
  const replayed = new Map(
    asked.map((number) => [number, startOf({ changes, state }, number, fromMs)]),
  );
  let next = await told.next();
  for (let atMs = fromMs; atMs < toMs; atMs += stepMs) {
    const rows = [];
    let fromMinuteMs = atMs;
    while (fromMinuteMs < atMs + stepMs) {
      const range = { fromMs: fromMinuteMs, toMs: atMs + stepMs, most: MINUTES_IN_ONE_GO };
      const minutes = counts.read('minute', { ...range, part: 'total' });
      for (const minute of minutes) {
        while (!next.done && next.value.atMs <= minute.atMs + MINUTE_MS) {
          replay(replayed, next.value);
          next = await told.next();
        }
        rows.push({ ...minute, groups: groupsOf(replayed, by, agentKey) });
      }
      fromMinuteMs = (minutes[MINUTES_IN_ONE_GO - 1]?.atMs ?? atMs + stepMs) + 1;
      await turn();
    }
    yield toStep(atMs, rows, { by, isOne: true });
  }
}

async function* changesOf(
  rows: ChangeRows,
  extensions: readonly string[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): AsyncGenerator<RecordedChange, undefined> {
  if (extensions.length === 0) return;
  const scope = { kind: 'extensions', numbers: extensions } as const;
  const range = {
    sinceMs: fromMs,
    untilMs: toMs + 1,
    sortOrder: 'asc',
    count: CHANGES_IN_ONE_GO,
  } as const;
  let after: Parameters<ChangeRows['page']>[1]['after'];
  do {
    const page = rows.page(scope, { ...range, extensions, organizations: [], kinds: [], after });
    yield* page.changes;
    after = page.next;
    await turn();
  } while (after);
}

function startOf(
  { changes, state }: { changes: ChangeRows; state: JournalStateRows },
  number: string,
  atMs: number,
): Replayed {
  const known = state.extension(number);
  const before = changes.conditionBefore(number, atMs);
  return {
    condition: before === undefined ? (known?.condition ?? null) : before,
    isStatic: known?.static ?? false,
    agent: changes.agentBefore(number, atMs) ?? known?.devices[0]?.agent ?? '',
  };
}

function replay(replayed: Map<string, Replayed>, { extension, to, agent }: RecordedChange): void {
  const before = replayed.get(extension);
  if (!before) return;
  replayed.set(extension, {
    condition: to,
    isStatic: to === 'static' || (before.isStatic && to !== 'registered'),
    agent: agent || before.agent,
  });
}

function groupsOf(
  replayed: ReadonlyMap<string, Replayed>,
  by: CountsSelection['by'],
  agentKey: (raw: string) => string,
): Map<string, Cell> {
  const groups = new Map<string, Cell>();
  if (by === 'condition') groups.set('', NO_EXTENSIONS);
  for (const [number, extension] of replayed) {
    if (extension.condition === null) continue;
    const keys = {
      condition: '',
      organization: splitNumber(number).organization,
      agent: agentKey(extension.agent),
    };
    groups.set(keys[by], together(groups.get(keys[by]) ?? NO_EXTENSIONS, cellOf(extension)));
  }
  return groups;
}

function cellOf({ condition, isStatic }: Replayed): Cell {
  const isInCall = condition === 'busy' || condition === 'ringing';
  const isRegistered = condition === 'registered' || (isInCall && !isStatic);
  const states: Record<CountedState, boolean> = {
    total: true,
    registered: isRegistered,
    busy: condition === 'busy',
    ringing: condition === 'ringing',
    late: false,
    expired: condition === 'expired',
    notRegistered: condition === 'not-registered',
    unknown: condition === 'unknown',
    static: condition === 'static' || (isInCall && isStatic),
  };
  return {
    sums: COUNTED_STATES.map((state) => Number(states[state])),
    lowest: Number(isRegistered),
  };
}
