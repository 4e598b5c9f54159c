import type { Report } from '../../contract/report.ts';
import type { ZonedTimes } from './figure-text.ts';
import { Cell, HeadCell, Row, Section, Table } from './table.tsx';

const SHOWN = 500;
const COLUMNS = [
  { name: 'Extension' },
  { name: 'Name' },
  { name: 'Lost and back', isNumber: true },
  { name: 'From the first loss to the last return' },
];

type FlappingSectionProps = { report: Report; times: ZonedTimes };

/** What came and went. */
export function FlappingSection({ report: { flapping }, times }: FlappingSectionProps) {
  return (
    <Section title="Flapping">
      {flapping.length === 0 ? (
        <p className="text-ink-2">
          No extension was lost and back three times within fifteen minutes.
        </p>
      ) : (
        <Table label="Flapping extensions, the worst first" columns={COLUMNS}>
          {flapping.slice(0, SHOWN).map(({ extension, name, times: count, from, to }) => (
            <Row key={extension}>
              <HeadCell>{extension}</HeadCell>
              <Cell>{name}</Cell>
              <Cell isNumber>{count} times</Cell>
              <Cell>
                {times.clock(from)} to {times.clock(to)}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  );
}
