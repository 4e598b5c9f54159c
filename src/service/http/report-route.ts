import type { Context } from 'hono';
import { csvHead, csvLine } from '../../contract/csv.ts';
import { invalid } from '../../contract/journal-query.ts';
import type { Report } from '../../contract/report.ts';
import { parseReportQuery } from '../../contract/report-query.ts';
import { dayAt, dayBounds } from '../../presence/day-in-zone.ts';
import { splitNumber } from '../../presence/organization.ts';
import { reachOf } from '../accounts/reach.ts';
import type { Clock } from '../clock.ts';
import { type ReportSources, readReport } from '../journal/report.ts';
import type { Authenticate } from './authenticate.ts';
import { represent, send } from './representation.ts';

/** Answers `/journal/report`: what a day was like for the extensions that the caller may see. */
export function reportHandler({
  authenticate,
  clock,
  ...sources
}: ReportSources & { authenticate: Authenticate; clock: Clock }): (
  c: Context,
) => Promise<Response> {
  return async (c) => {
    const scope = reachOf(await authenticate(c));
    const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    const query = parseReportQuery(new URL(c.req.url).searchParams, ownZone);
    const { zone, organizations, format } = query;
    const nowMs = clock.now();
    const today = dayAt(nowMs, zone);
    const day = query.day ?? today;
    if (day > today) throw invalid('day', 'it has not begun yet');
    const bounds = dayBounds(day, zone);
    const report = await readReport(sources, { scope, day, zone, bounds, organizations, nowMs });
    if (format === 'json') {
      return send(c, represent(JSON.stringify(report), 'application/json'), 'no-cache, private');
    }
    c.header('Content-Disposition', `attachment; filename="rollcall-report-${day}.csv"`);
    return send(c, represent(tableOf(report), 'text/csv; charset=utf-8'), 'no-cache, private');
  };
}

const COLUMNS = [
  ...['day', 'extension', 'name', 'organization', 'availability', 'knownSeconds', 'awaySeconds'],
  ...['signedOffSeconds', 'outages', 'longestFrom', 'longestTo', 'longestSeconds', 'flappingTimes'],
];

/** A line for each extension, the worst first; those at which nothing was registered all day last, without figures. */
function tableOf({ day, extensions, unused, flapping }: Report): string {
  const timesOf = new Map(flapping.map(({ extension, times }) => [extension, times]));
  const nameCells = ({ extension, name }: { extension: string; name: string }) => [
    ...[day, extension, name, splitNumber(extension).organization],
  ];
  const lines = extensions.map((one) =>
    csvLine([
      ...[...nameCells(one), one.availability, one.knownSeconds, one.awaySeconds],
      ...[one.signedOffSeconds, one.outages],
      ...[one.longest?.from, one.longest?.to, one.longest?.seconds],
      timesOf.get(one.extension) ?? 0,
    ]),
  );
  const empty = COLUMNS.slice(4).map(() => '');
  const unusedLines = unused.map((one) => csvLine([...nameCells(one), ...empty]));
  return [csvHead(COLUMNS), ...lines, ...unusedLines].join('');
}
