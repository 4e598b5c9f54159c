import type { ExtensionReport, Report } from '../../contract/report.ts';
import { Availability } from './availability.tsx';
import { countOf, formatHms, type ZonedTimes } from './figure-text.ts';
import { OUTAGE, outageText } from './outage-text.ts';
import { Cell, HeadCell, Row, Section, Table } from './table.tsx';

/** So many lines make some twelve sheets of paper. */
const SHOWN = 500;

const COLUMNS = [
  { name: 'Extension' },
  { name: 'Name' },
  { name: 'Availability' },
  { name: 'Time away', isNumber: true },
  { name: 'Signed off', isNumber: true },
  { name: 'Outages', isNumber: true },
  { name: 'Longest outage' },
];

type ExtensionsSectionProps = { report: Report; times: ZonedTimes };

/** The extensions that were away for a time, the worst first, and how many were not. */
export function ExtensionsSection({ report, times }: ExtensionsSectionProps) {
  const away = report.extensions.filter(({ awaySeconds }) => awaySeconds > 0);
  return (
    <Section title="Extensions">
      <p className="mb-2 max-w-[80ch] text-ink-2">{summaryOf(report, away.length)}</p>
      {away.length > 0 && (
        <Table label="Extensions that were away, the worst first" columns={COLUMNS}>
          {away.slice(0, SHOWN).map((one) => (
            <ExtensionRow key={one.extension} one={one} report={report} times={times} />
          ))}
        </Table>
      )}
    </Section>
  );
}

function summaryOf({ extensions }: Report, away: number): string {
  const all = extensions.length;
  if (all === 0) return 'No extension was in use.';
  if (away === 0) return `${sentence(countOf(all, 'extension'))} could be called all the time.`;
  const others = all - away;
  const rest =
    others === 0 ? '' : ` ${sentence(countOf(others, 'other'))} could be called all the time.`;
  const cut =
    away > SHOWN ? ` The ${SHOWN} worst of these are listed; the CSV file has all of them.` : '';
  return `${sentence(countOf(away, 'extension'))} could not be called for a time.${rest}${cut}`;
}

const sentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

type ExtensionRowProps = ExtensionsSectionProps & { one: ExtensionReport };

function ExtensionRow({ one, report, times }: ExtensionRowProps) {
  const { extension, name, availability, awaySeconds, signedOffSeconds, outages, longest } = one;
  return (
    <Row>
      <HeadCell>{extension}</HeadCell>
      <Cell>{name}</Cell>
      <Cell>
        <Availability share={availability} />
      </Cell>
      <Cell isNumber>{formatHms(awaySeconds)}</Cell>
      <Cell isNumber>{signedOffSeconds > 0 && formatHms(signedOffSeconds)}</Cell>
      <Cell isNumber>{outages}</Cell>
      <Cell className={OUTAGE}>{outageText(longest, report, times)}</Cell>
    </Row>
  );
}
