import { setImmediate as turn } from 'node:timers/promises';
import { COUNTED_STATES } from '../../contract/journal.ts';
import type { AgentReport, Report } from '../../contract/report.ts';
import { agentsOf, agentsTold } from '../../presence/agents-in-use.ts';
import { figuresOf } from '../../presence/day-report.ts';
import { toApiInstant } from '../../presence/extension.ts';
import { type ExtensionDay, followDay, startDay } from '../../presence/extension-day.ts';
import { lengthOf, type Span, withoutGaps } from '../../presence/known-time.ts';
import { splitNumber } from '../../presence/organization.ts';
import type { Directory } from '../directory/directory.ts';
import { covers, type Scope } from '../directory/scope.ts';
import type { CountedStep, Journal, RecordedGap } from './journal.ts';
import type { RecordedChange } from './observed-extension.ts';

/** What a report is made from. */
export type ReportSources = {
  journal: Pick<Journal, 'changes' | 'conditionsAt' | 'gaps' | 'counts'>;
  directory: Pick<Directory, 'standings' | 'names'>;
  /** Names of organizations by prefix, as they are now. */
  organizationNames: () => Readonly<Record<string, string>>;
};

/** Which day, of what. `bounds` are those of the day in its time zone; an empty list of organizations is no filter. */
export type AskedReport = {
  scope: Scope;
  day: string;
  zone: string;
  bounds: Span;
  organizations: readonly string[];
  nowMs: number;
};

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const READ_IN_ONE_GO = 500;
const REGISTERED = COUNTED_STATES.indexOf('registered');

/** The report of a day, up to now when it is not over. A future day is one of no length. */
export async function readReport(sources: ReportSources, asked: AskedReport): Promise<Report> {
  const { day, zone, bounds, nowMs, scope } = asked;
  const told = { fromMs: bounds.fromMs, toMs: Math.min(bounds.toMs, wholeSecond(nowMs)) };
  const gaps = await sources.journal.gaps(told.fromMs, told.toMs);
  const known = withoutGaps(
    told,
    gaps.map((gap) => spanOf(gap, told.toMs)),
  );
  const days = await readDays(sources, asked, { told, known });
  const isOver = bounds.toMs <= nowMs;
  return {
    ...{ day, zone, isOver, from: toApiInstant(told.fromMs), to: toApiInstant(told.toMs) },
    knownSeconds: lengthOf(known) / SECOND_MS,
    gapSeconds: (lengthOf([told]) - lengthOf(known)) / SECOND_MS,
    gaps: gaps.map(({ kind, fromMs, toMs, lost }) => ({
      ...{ kind, lost, from: toApiInstant(fromMs) },
      to: toMs === null ? null : toApiInstant(toMs),
    })),
    ...figuresOf(days, {
      extensions: sources.directory.names(scope),
      organizations: sources.organizationNames(),
    }),
    agents: isOver
      ? await agentsCounted(sources, asked)
      : { at: toApiInstant(told.toMs), ...agentsOf(liveDevices(sources, asked)) },
  };
}

/** The API tells times in whole seconds, cut down; figures are made of those. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

function spanOf({ fromMs, toMs }: RecordedGap, nowMs: number): Span {
  return { fromMs: wholeSecond(fromMs), toMs: wholeSecond(toMs ?? nowMs) };
}

/** What the day was like for every extension that existed in it, or does now. */
async function readDays(
  sources: ReportSources,
  asked: AskedReport,
  { told, known }: { told: Span; known: readonly Span[] },
): Promise<Map<string, ExtensionDay>> {
  const days = new Map<string, ExtensionDay>();
  for await (const { extension, atMs, from, to } of changesOf(sources, asked, told)) {
    const before = days.get(extension) ?? startDay(from, told.fromMs);
    const change = { condition: to, atMs: wholeSecond(atMs) };
    days.set(extension, followDay(before, change, known));
  }
  const others = numbersOf(sources, asked).filter((number) => !days.has(number));
  for (let next = 0; next < others.length; next += READ_IN_ONE_GO) {
    const slice = others.slice(next, next + READ_IN_ONE_GO);
    const conditions = await sources.journal.conditionsAt(slice, told.fromMs);
    for (const [number, condition] of conditions) {
      days.set(number, startDay(condition, told.fromMs));
    }
    await turn();
  }
  for (const [number, day] of days) {
    days.set(number, followDay(day, { condition: day.condition, atMs: told.toMs }, known));
  }
  return days;
}

async function* changesOf(
  { journal }: ReportSources,
  { scope, organizations }: AskedReport,
  { fromMs, toMs }: Span,
): AsyncGenerator<RecordedChange> {
  const query = {
    ...{ sinceMs: fromMs, untilMs: toMs, organizations },
    ...{ extensions: [], kinds: [], sortOrder: 'asc' as const, count: READ_IN_ONE_GO },
  };
  let page = await journal.changes(scope, query);
  while (true) {
    // The source has no extension.
    yield* page.changes.filter(({ extension }) => extension !== '');
    if (!page.next) return;
    await turn();
    page = await journal.changes(scope, { ...query, after: page.next });
  }
}

function numbersOf(sources: ReportSources, asked: AskedReport): string[] {
  return standingsOf(sources, asked).map(({ extension }) => extension.number);
}

function liveDevices(sources: ReportSources, asked: AskedReport) {
  return standingsOf(sources, asked).flatMap(({ extension: { number, registrations = [] } }) =>
    registrations
      .filter(({ state }) => state === 'registered')
      .map(({ agent }) => ({ extension: number, agent })),
  );
}

function standingsOf({ directory }: ReportSources, { scope, organizations }: AskedReport) {
  return directory
    .standings()
    .filter(
      ({ extension: { number } }) =>
        covers(scope, number) &&
        (organizations.length === 0 || organizations.includes(splitNumber(number).organization)),
    );
}

/** The last hour of the day of which something was counted. */
async function agentsCounted(
  { journal }: ReportSources,
  { scope, bounds, organizations }: AskedReport,
): Promise<Report['agents']> {
  const steps = journal.counts(scope, {
    fromMs: Math.floor(bounds.fromMs / HOUR_MS) * HOUR_MS,
    toMs: Math.floor(bounds.toMs / HOUR_MS) * HOUR_MS,
    ...{ stepSeconds: HOUR_MS / SECOND_MS, by: 'agent' as const, organizations },
  });
  let last: CountedStep | undefined;
  for await (const step of steps) {
    if (step.minutes > 0) last = step;
  }
  if (!last) return { at: null, items: [], others: 0 };
  return { at: toApiInstant(last.atMs + HOUR_MS), ...agentsTold(last.groups.flatMap(agentReport)) };
}

function agentReport({ agent, cell }: CountedStep['groups'][number]): AgentReport[] {
  const count = Math.round(cell.sums[REGISTERED] ?? 0);
  return agent && count > 0 ? [{ ...agent, count, extensions: null }] : [];
}
