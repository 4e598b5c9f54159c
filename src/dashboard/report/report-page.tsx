import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { Report } from '../../contract/report.ts';
import type { Session } from '../../contract/session.ts';
import { failureSentence } from '../api/failure-sentence.ts';
import { toFailure } from '../api/poll-failure.ts';
import { currentSession } from '../api/session.ts';
import { boardClock } from '../clock/board-clock.ts';
import { RingSlash, SquareX } from '../ui/glyphs.tsx';
import { Message } from '../ui/message.tsx';
import { AgentsSection } from './agents-section.tsx';
import { ExtensionsSection } from './extensions-section.tsx';
import { formatDay, timesIn } from './figure-text.ts';
import { FlappingSection } from './flapping-section.tsx';
import { OrganizationsSection } from './organizations-section.tsx';
import { formatAddress, type ReportAddress } from './report-address.ts';
import { ReportControls } from './report-controls.tsx';
import { ReportHead } from './report-head.tsx';
import { dayReport } from './report-query.ts';
import { UnusedSection } from './unused-section.tsx';

/** The report of a day, to be read and printed. Another day or organization is another address. */
export function ReportPage({ address }: { address: ReportAddress }) {
  const session = useQuery(currentSession());
  const report = useQuery({ ...dayReport(address), enabled: session.data != null });
  if (session.data === null) return <SignedOut />;
  const error = session.error ?? report.error;
  if (error) return <Failed error={error} />;
  if (!session.data || !report.data) {
    return (
      <Frame>
        <p role="status" className="p-page text-ink-2">
          The report is being made.
        </p>
      </Frame>
    );
  }
  return <Sheet address={address} report={report.data} session={session.data} />;
}

/** What is around every state of the page. */
function Frame({ children }: { children: ReactNode }) {
  return <main className="mx-auto flex min-h-screen max-w-[1120px] flex-col">{children}</main>;
}

type SheetProps = { address: ReportAddress; report: Report; session: Session };

function Sheet({ address, report, session }: SheetProps) {
  const [find, setFind] = useState(address.agent);
  useEffect(() => {
    // What is looked for goes along with the address, so that a link shows the same.
    window.history.replaceState(null, '', formatAddress({ ...address, agent: find }));
  }, [address, find]);
  useEffect(() => {
    document.title = `Report for ${formatDay(report.day)} · ${window.location.host}`;
  }, [report.day]);
  const times = timesIn(report.zone);
  const isEmpty = report.extensions.length + report.unused.length === 0;
  return (
    <Frame>
      <ReportControls address={address} report={report} />
      <article className="px-page pt-4 pb-12 print:p-0">
        <ReportHead report={report} session={session} organization={address.organization} />
        {isEmpty ? (
          <Empty />
        ) : (
          <>
            <OrganizationsSection report={report} times={times} />
            <ExtensionsSection report={report} times={times} />
            <FlappingSection report={report} times={times} />
            <AgentsSection report={report} times={times} find={find} onFind={setFind} />
            <UnusedSection report={report} />
          </>
        )}
      </article>
    </Frame>
  );
}

function Empty() {
  return (
    <Message glyph={RingSlash} tone="tone-absent" title="Nothing was recorded on this day">
      No extension that you may see and that needs a registration was known in this time. The
      journal keeps thirty days, and begins when Rollcall first ran with one.
    </Message>
  );
}

const LINK = 'font-medium text-accent underline';

function SignedOut() {
  return (
    <Frame>
      <Message
        glyph={SquareX}
        tone="tone-lost"
        title="Nobody is signed in"
        actions={
          <a href="/" className={LINK}>
            Open the board
          </a>
        }
      >
        The report is shown to whoever is signed in to the board in this browser. Sign in there, and
        open the report again.
      </Message>
    </Frame>
  );
}

function Failed({ error }: { error: unknown }) {
  const failure = toFailure(error, boardClock.nowMs());
  if (failure.kind === 'refused') return <SignedOut />;
  return (
    <Frame>
      <Message
        glyph={SquareX}
        tone="tone-lost"
        title="There is no report"
        actions={
          <>
            <a href={window.location.href} className={LINK}>
              Try again
            </a>
            <a href="/report" className={LINK}>
              Report of today
            </a>
          </>
        }
      >
        {failureSentence(failure, window.location.host)}
      </Message>
    </Frame>
  );
}
