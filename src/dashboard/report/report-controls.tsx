import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Report } from '../../contract/report.ts';
import { dayAfter } from '../../presence/day-in-zone.ts';
import { compareNumbers } from '../../presence/order.ts';
import { failureSentence } from '../api/failure-sentence.ts';
import { namesList } from '../api/names-list.ts';
import { toFailure } from '../api/poll-failure.ts';
import { boardClock } from '../clock/board-clock.ts';
import { Button } from '../ui/button.tsx';
import { MenuSelect } from '../ui/menu-select.tsx';
import { saveFile } from '../ui/save-file.ts';
import { organizationText } from './organizations-section.tsx';
import { formatAddress, type ReportAddress } from './report-address.ts';
import { fetchTable } from './report-query.ts';

type ReportControlsProps = { address: ReportAddress; report: Report };

const CONTROL =
  'inline-flex h-7 touch:h-11 flex-none items-center rounded-control border border-line-2 px-2.5 font-medium text-ink-2 hover:bg-plate-2';

/** Which day and organization, and what to do with the report. Paper shows nothing of this. */
export function ReportControls({ address, report }: ReportControlsProps) {
  const [problem, setProblem] = useState('');
  const { day, isOver } = report;
  const download = async () => {
    setProblem('');
    try {
      // A plain link would not send the session's header.
      const pieces = [await fetchTable({ ...address, day })];
      saveFile({ name: `rollcall-report-${day}.csv`, type: 'text/csv', pieces });
    } catch (error) {
      const failure = toFailure(error, boardClock.nowMs());
      setProblem(`The CSV file was not made. ${failureSentence(failure, window.location.host)}`);
    }
  };
  return (
    <nav
      aria-label="Report"
      className="flex flex-wrap items-center gap-2 border-line-2 border-b px-page py-3 print:hidden"
    >
      <a href="/" className="mr-2 font-semibold text-accent">
        Rollcall
      </a>
      <a href={formatAddress({ ...address, day: dayAfter(day, -1) })} className={CONTROL}>
        Day before
      </a>
      {isOver && (
        <>
          <a href={formatAddress({ ...address, day: dayAfter(day, 1) })} className={CONTROL}>
            Day after
          </a>
          <a href={formatAddress({ ...address, day: undefined })} className={CONTROL}>
            Today
          </a>
        </>
      )}
      <OrganizationChoice address={address} report={report} />
      <span className="flex-1" />
      <Button look="line" onClick={download}>
        CSV file
      </Button>
      <Button look="primary" onClick={() => window.print()}>
        Print
      </Button>
      {problem && (
        <p role="alert" className="w-full">
          {problem}
        </p>
      )}
    </nav>
  );
}

const ALL = 'all';

/** Those of the report, and those that have a name; there is nothing to choose where there is one. */
function OrganizationChoice({ address, report }: ReportControlsProps) {
  const { data } = useQuery({ ...namesList(), refetchInterval: false });
  const { organization } = address;
  const names = new Map([
    ...(organization === undefined ? [] : [[organization, ''] as const]),
    ...Object.entries(data?.organizations ?? {}),
    ...report.organizations.map((one) => [one.organization, one.name] as const),
  ]);
  if (names.size < 2) return null;
  const options = [...names]
    .sort(([a], [b]) => compareNumbers(a, b))
    .map(([prefix, name]) => ({
      value: `=${prefix}`,
      text: organizationText({ organization: prefix, name }),
    }));
  return (
    <MenuSelect
      label="Organization"
      value={organization === undefined ? ALL : `=${organization}`}
      options={[{ value: ALL, text: 'All organizations' }, ...options]}
      className="h-7 touch:h-11 rounded-control border border-line-2 px-2.5 font-medium text-ink-2"
      onChoose={(value) => {
        const chosen = value === ALL ? undefined : value.slice(1);
        window.location.assign(formatAddress({ ...address, organization: chosen }));
      }}
    />
  );
}
