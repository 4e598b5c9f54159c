import { type CsvCell, csvHead, csvLine } from '../../contract/csv.ts';
import {
  type Change,
  COUNTED_STATES,
  type CountsItem,
  type CountsStep,
  type Gap,
} from '../../contract/journal.ts';
import { toApiInstant } from '../../presence/extension.ts';
import type { CountedGroup, CountedStep, RecordedGap } from '../journal/journal.ts';
import type { RecordedChange } from '../journal/observed-extension.ts';

// What the journal tells, as it travels: as JSON, and as lines of a table.

export function toChange({ atMs, kind, extension, ...change }: RecordedChange): Change {
  return { at: toApiInstant(atMs), kind, extension: extension || null, ...change };
}

export function toGap({ kind, fromMs, toMs, lost }: RecordedGap): Gap {
  return {
    kind,
    from: toApiInstant(fromMs),
    to: toMs === null ? null : toApiInstant(toMs),
    lost,
  };
}

export function toStep({ atMs, minutes, groups }: CountedStep): CountsStep {
  return {
    at: toApiInstant(atMs),
    minutes,
    counts: minutes === 0 ? null : groups.map(toItem),
  };
}

function toItem({ organization, agent, cell, isLowestExact }: CountedGroup): CountsItem {
  const [
    total = 0,
    registered = 0,
    busy = 0,
    ringing = 0,
    late = 0,
    expired = 0,
    notRegistered = 0,
    unknown = 0,
    isStatic = 0,
  ] = cell.sums;
  return {
    ...(organization !== undefined && { organization }),
    ...agent,
    ...{ total, registered, busy, ringing, late, expired, notRegistered, unknown },
    static: isStatic,
    ...(isLowestExact && { lowest: cell.lowest }),
  };
}

/** Gaps stand before the changes: `kind` begins with `gap:`, and `until` is their end. */
const CHANGE_COLUMNS = [
  ...['at', 'until', 'kind', 'extension', 'agent', 'from', 'to'],
  ...['agentBefore', 'lateSeconds', 'lost'],
];

export const changesHead = csvHead(CHANGE_COLUMNS);

export function gapLine({ kind, from, to, lost }: Gap): string {
  return csvLine([from, to, `gap: ${kind}`, '', '', '', '', '', '', lost]);
}

export function changeLine(change: Change): string {
  const { at, kind, extension, agent, from, to, agentBefore, lateSeconds } = change;
  return csvLine([at, '', kind, extension, agent, from, to, agentBefore, lateSeconds, '']);
}

const GROUP_COLUMNS = ['organization', 'vendor', 'agent', 'version'] as const;

export const countsHead = csvHead([
  ...['at', 'minutes', ...GROUP_COLUMNS, ...COUNTED_STATES],
  'lowest',
]);

/** A line for each group; one with empty figures where nothing was counted. */
export function stepLines({ at, minutes, counts }: CountsStep): string {
  const columns = [...GROUP_COLUMNS, ...COUNTED_STATES, 'lowest'] as const;
  const line = (cells: readonly CsvCell[]) => csvLine([at, minutes, ...cells]);
  if (!counts) return line(columns.map(() => ''));
  return counts.map((item) => line(columns.map((column) => item[column]))).join('');
}
