import { queryOptions } from '@tanstack/react-query';
import { CSV_START } from '../../contract/csv.ts';
import { type Report, reportSchema } from '../../contract/report.ts';
import { type Answer, ask, failureOf, readJson } from '../api/ask.ts';
import { PollError } from '../api/poll-failure.ts';
import { boardClock } from '../clock/board-clock.ts';
import { formatRequest, type ReportAddress } from './report-address.ts';

/** A day of ten thousand telephones takes longer than a poll. */
const TIMEOUT_MS = 60_000;

/** The report of a day. It is asked for once: what is printed does not change meanwhile. */
export const dayReport = (address: ReportAddress) =>
  queryOptions({
    queryKey: ['report', 'day', formatRequest(address)] as const,
    queryFn: async ({ signal }): Promise<Report> => {
      const answer = await askWell(formatRequest(address), signal);
      return readJson(answer, reportSchema, boardClock.nowMs());
    },
    networkMode: 'always',
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The same as a table. Throws PollError. */
export async function fetchTable(address: ReportAddress): Promise<string> {
  // An answer that was read as text has lost what it began with.
  return `${CSV_START}${(await askWell(formatRequest(address, 'csv'))).text}`;
}

async function askWell(path: string, signal?: AbortSignal): Promise<Answer> {
  const answer = await ask(path, { ...(signal && { signal }), timeoutMs: TIMEOUT_MS });
  if (answer.status !== 200) throw new PollError(failureOf(answer, boardClock.nowMs()));
  return answer;
}
