import { PATHS } from '../../contract/paths.ts';

/** What the page shows, as its address says it. */
export type ReportAddress = {
  /** `YYYY-MM-DD`; undefined for today. */
  day: string | undefined;
  /** From whose midnight to midnight a day is: the reader's own, unless a link brought another. */
  zone: string;
  /** The prefix of one; undefined for all. */
  organization: string | undefined;
  /** What is looked for among agents and versions. */
  agent: string;
};

const ownZone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Reads the query string of the page. What is wrong in it the service says. */
export function readAddress(search: string): ReportAddress {
  const params = new URLSearchParams(search);
  return {
    day: params.get('day') ?? undefined,
    zone: params.get('zone') ?? ownZone(),
    organization: params.get('organization') ?? undefined,
    agent: params.get('agent') ?? '',
  };
}

/** Where the page is that shows this. */
export function formatAddress(address: ReportAddress): string {
  const params = paramsOf(address);
  if (address.zone === ownZone()) params.delete('zone');
  if (address.agent !== '') params.set('agent', address.agent);
  const text = params.toString();
  return text === '' ? PATHS.report : `${PATHS.report}?${text}`;
}

/** Where the service tells it. */
export function formatRequest(address: ReportAddress, format?: 'csv'): string {
  const params = paramsOf(address);
  if (format) params.set('format', format);
  return `${PATHS.journalReport}?${params}`;
}

function paramsOf({ day, zone, organization }: ReportAddress): URLSearchParams {
  return new URLSearchParams([
    ...(day === undefined ? [] : [['day', day]]),
    ['zone', zone],
    ...(organization === undefined ? [] : [['organization', organization]]),
  ]);
}
