import { invalid, JOURNAL_FORMATS, type JournalFormat, namesOf, oneOf } from './journal-query.ts';

/** Which report is asked for. `day` is undefined for today; an empty list of organizations is no filter. */
export type ReportQuery = {
  day: string | undefined;
  /** A time zone by its IANA name. */
  zone: string;
  organizations: readonly string[];
  format: JournalFormat;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads the parameters of `GET /journal/report`; each may be left out: today, of everything that the caller may see.
 * Unknown ones are ignored. Throws ApiError `parameter_invalid`, which says what is right.
 * @param ownZone the time zone of the service, which counts when none is asked for
 */
export function parseReportQuery(params: URLSearchParams, ownZone: string): ReportQuery {
  const day = params.get('day') ?? undefined;
  if (day !== undefined && !isDay(day)) {
    throw invalid('day', 'a day such as 2026-11-23 is needed');
  }
  const zone = params.get('zone') ?? ownZone;
  if (!isZone(zone)) throw invalid('zone', 'a time zone such as Europe/Berlin is needed');
  return {
    ...{ day, zone },
    organizations: namesOf(params, 'organization', /^[0-9]{0,32}$/),
    format: oneOf(params, 'format', JOURNAL_FORMATS) ?? 'json',
  };
}

/** No day before 1970 is one of any journal, and 30 February is none of any year. */
function isDay(text: string): boolean {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return ms >= 0 && new Date(ms).toISOString().startsWith(text);
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
