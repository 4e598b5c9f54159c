import { setImmediate as turn } from 'node:timers/promises';
import type { Scope } from '../directory/scope.ts';
import { type CountPart, type CountRows, HOUR_MS, type Resolution } from './count-rows.ts';
import {
  agentOfKey,
  type Cell,
  type CountRow,
  NO_EXTENSIONS,
  oneAfterAnother,
  together,
} from './counted-cells.ts';
import type { CountedGroup, CountedStep, CountsSelection } from './journal.ts';

/** So many rows are read before others have their turn: a few milliseconds for ten thousand extensions. */
const ROWS_IN_ONE_GO: Record<CountPart, number> = { total: 500, organizations: 50, agents: 10 };

type Groups = ReadonlyMap<string, Cell>;
type Row = { atMs: number; minutes: number; groups: Groups };

/** Which organizations are counted; undefined for all of them. */
type Organizations = readonly string[] | undefined;

/**
 * The counts of every step, from minutes, or from hours where the steps are whole hours. For whoever sees everything or
 * an organization: what is in the rows is not told apart by extension.
 */
export async function* countedSteps(
  rows: CountRows,
  scope: Exclude<Scope, { kind: 'extensions' }>,
  query: CountsSelection,
): AsyncGenerator<CountedStep> {
  const { fromMs, toMs, stepSeconds, by } = query;
  const stepMs = stepSeconds * 1000;
  const organizations = organizationsOf(scope, query.organizations);
  const part = partFor(by, organizations);
  let stepAtMs = fromMs;
  let ofStep: Row[] = [];
  const finish = () => {
    const step = toStep(stepAtMs, ofStep, {
      by,
      isOne: part === 'total' || organizations?.length === 1,
    });
    stepAtMs += stepMs;
    ofStep = [];
    return step;
  };
  for await (const row of rowsBetween(rows, {
    fromMs,
    toMs,
    part,
    isOfHours: stepMs % HOUR_MS === 0,
  })) {
    while (row.atMs >= stepAtMs + stepMs) yield finish();
    ofStep.push({ ...row, groups: groupsOf(row, { part, by, organizations }) });
  }
  while (stepAtMs < toMs) yield finish();
}

/** Hours as far as they are summed up, and from there on minutes. */
async function* rowsBetween(
  rows: CountRows,
  {
    fromMs,
    toMs,
    part,
    isOfHours,
  }: { fromMs: number; toMs: number; part: CountPart; isOfHours: boolean },
): AsyncGenerator<CountRow> {
  const lastHourMs = isOfHours ? rows.lastHourMs() : null;
  const minutesFromMs = lastHourMs === null ? fromMs : Math.max(fromMs, lastHourMs + HOUR_MS);
  if (lastHourMs !== null) {
    yield* inSlices(rows, 'hour', { fromMs, toMs: Math.min(toMs, minutesFromMs), part });
  }
  yield* inSlices(rows, 'minute', { fromMs: minutesFromMs, toMs, part });
}

async function* inSlices(
  rows: CountRows,
  resolution: Resolution,
  { fromMs, toMs, part }: { fromMs: number; toMs: number; part: CountPart },
): AsyncGenerator<CountRow> {
  const most = ROWS_IN_ONE_GO[part];
  let nextMs = fromMs;
  while (nextMs < toMs) {
    const slice = rows.read(resolution, { fromMs: nextMs, toMs, most, part });
    yield* slice;
    const last = slice[most - 1];
    if (!last) return;
    nextMs = last.atMs + 1;
    await turn();
  }
}

function organizationsOf(
  scope: Exclude<Scope, { kind: 'extensions' }>,
  asked: readonly string[],
): Organizations {
  if (scope.kind === 'all') return asked.length > 0 ? asked : undefined;
  const { organization } = scope;
  return asked.length === 0 || asked.includes(organization) ? [organization] : [];
}

function partFor(by: CountsSelection['by'], organizations: Organizations): CountPart {
  if (by === 'agent') return 'agents';
  return by === 'organization' || organizations ? 'organizations' : 'total';
}

function groupsOf(
  row: CountRow,
  {
    part,
    by,
    organizations,
  }: { part: CountPart; by: CountsSelection['by']; organizations: Organizations },
): Groups {
  if (part === 'total') return new Map([['', row.total]]);
  const isCounted = (organization: string) => organizations?.includes(organization) ?? true;
  if (part === 'organizations') {
    const counted = [...row.organizations].filter(([organization]) => isCounted(organization));
    return by === 'organization'
      ? new Map(counted)
      : new Map([['', counted.map(([, cell]) => cell).reduce(together, NO_EXTENSIONS)]]);
  }
  const groups = new Map<string, Cell>();
  for (const [organization, cells] of row.agents) {
    if (!isCounted(organization)) continue;
    for (const [key, cell] of cells)
      groups.set(key, together(groups.get(key) ?? NO_EXTENSIONS, cell));
  }
  return groups;
}

/** One step of the rows that begin in it. */
export function toStep(
  atMs: number,
  rows: readonly Row[],
  { by, isOne }: { by: CountsSelection['by']; isOne: boolean },
): CountedStep {
  const minutes = rows.reduce((sum, row) => sum + row.minutes, 0);
  const keys = [...new Set(rows.flatMap(({ groups }) => [...groups.keys()]))].sort();
  const groups = keys.map((key): CountedGroup => {
    const cells = rows.map(({ groups }) => groups.get(key) ?? NO_EXTENSIONS);
    const { sums, lowest } = oneAfterAnother(cells);
    return {
      ...(by === 'organization' && { organization: key }),
      ...(by === 'agent' && { agent: agentOfKey(key) }),
      cell: { sums: sums.map((sum) => Math.round((sum / minutes) * 100) / 100), lowest },
      isLowestExact: by === 'organization' || (by === 'condition' && isOne),
    };
  });
  return { atMs, minutes, groups };
}
