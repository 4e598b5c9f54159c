import type { Outage, Report } from '../../contract/report.ts';
import { formatHms, type ZonedTimes } from './figure-text.ts';

/** A screen that is too narrow is scrolled; paper cannot be. */
export const OUTAGE = 'whitespace-nowrap print:whitespace-normal';

/** `0:05:00, 09:10:00 to 09:15:00`; an outage that has not ended says so. */
export function outageText(outage: Outage | null, report: Report, times: ZonedTimes): string {
  if (!outage) return 'none';
  const { from, to, seconds } = outage;
  const endOfDay = report.isOver ? 'the end of the day' : 'now';
  return `${formatHms(seconds)}, ${times.clock(from)} to ${to === report.to ? endOfDay : times.clock(to)}`;
}
