import type { Report } from '../../contract/report.ts';
import type { Session } from '../../contract/session.ts';
import { boardClock } from '../clock/board-clock.ts';
import { countOf, formatDay, formatHms, formatShare, gapReason, timesIn } from './figure-text.ts';
import { organizationText } from './organizations-section.tsx';

/** A day with more gaps than these has a trouble of its own. */
const GAPS_SHOWN = 12;

type ReportHeadProps = {
  report: Report;
  session: Session;
  /** The prefix of the one that was asked for. */
  organization: string | undefined;
};

/** What the report is of, who made it and when, what is not known of the day, and its sums. */
export function ReportHead({ report, session, organization }: ReportHeadProps) {
  const { account, wallLink } = session;
  const times = timesIn(report.zone);
  const maker = wallLink ? `the wall link “${wallLink.name}”` : account.name;
  const madeAt = times.moment(new Date(boardClock.nowMs()).toISOString());
  const until = report.isOver ? 'midnight' : times.clock(report.to);
  return (
    <header>
      <p className="text-12 text-ink-3">
        {window.location.host} · {ofWhat(report, organization)}
      </p>
      <h1 className="text-24 font-semibold">Report for {formatDay(report.day)}</h1>
      <p className="mt-1 text-ink-2">
        From midnight to {until}, {report.zone}
        {report.isOver ? '' : ': the day is not over'}. Made for {maker} on {madeAt}.
      </p>
      <Known report={report} />
      <Sums report={report} />
    </header>
  );
}

function ofWhat({ organizations }: Report, organization: string | undefined): string {
  if (organization === undefined) return 'every organization that the reader may see';
  const told = organizations.find((one) => one.organization === organization);
  return organizationText(told ?? { organization, name: '' });
}

/** Gaps are never left unsaid. */
function Known({ report }: { report: Report }) {
  const { gaps, gapSeconds, knownSeconds } = report;
  const times = timesIn(report.zone);
  if (gaps.length === 0) return <p className="text-ink-2">The journal has no gap in this time.</p>;
  const more = gaps.length - GAPS_SHOWN;
  return (
    <div className="mt-1">
      <p>
        Not known: {formatHms(gapSeconds)} of {formatHms(gapSeconds + knownSeconds)}, which is left
        out of every figure.
      </p>
      <ul className="text-ink-2">
        {gaps.slice(0, GAPS_SHOWN).map((gap) => (
          <li key={`${gap.kind} ${gap.from}`}>{gapReason(gap, times)}</li>
        ))}
        {more > 0 && <li>and {countOf(more, 'gap')} more</li>}
      </ul>
    </div>
  );
}

function Sums({ report }: { report: Report }) {
  const { organizations, extensions, flapping, unused } = report;
  const knownSeconds = organizations.reduce((sum, one) => sum + one.knownSeconds, 0);
  const awaySeconds = organizations.reduce((sum, one) => sum + one.awaySeconds, 0);
  const share = knownSeconds > 0 ? (knownSeconds - awaySeconds) / knownSeconds : null;
  const away = extensions.filter((one) => one.awaySeconds > 0).length;
  const figures = [
    ['Availability', formatShare(share)],
    ['Extensions in use', extensions.length.toLocaleString('en-GB')],
    ['Away for a time', away.toLocaleString('en-GB')],
    ['Flapping', flapping.length.toLocaleString('en-GB')],
    ['Not registered all day', unused.length.toLocaleString('en-GB')],
  ];
  return (
    <>
      <dl className="mt-4 flex flex-wrap gap-x-8 gap-y-3 border-line-2 border-y py-3">
        {figures.map(([label, figure]) => (
          <div key={label}>
            <dt className="text-12 text-ink-3">{label}</dt>
            <dd className="text-32 font-medium print:text-24">{figure}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-[90ch] text-12 text-ink-3">
        Availability is the share of the known time in which an extension could be called:
        registered, ringing or busy. Signed off is away too. Extensions that need no registration
        are left out. Lengths are hours, minutes and seconds.
      </p>
    </>
  );
}
