import type { OrganizationReport, Report } from '../../contract/report.ts';
import { Availability } from './availability.tsx';
import { formatHms, type ZonedTimes } from './figure-text.ts';
import { OUTAGE, outageText } from './outage-text.ts';
import { Cell, HeadCell, Row, Section, Table } from './table.tsx';

type OrganizationsSectionProps = { report: Report; times: ZonedTimes };

const COLUMNS = [
  { name: 'Organization' },
  { name: 'Availability' },
  { name: 'Extensions in use', isNumber: true },
  { name: 'Time away', isNumber: true },
  { name: 'Outages', isNumber: true },
  { name: 'Longest outage' },
];

/** How available each organization was, the worst first. */
export function OrganizationsSection({ report, times }: OrganizationsSectionProps) {
  return (
    <Section title="Organizations">
      <Table label="Organizations, the worst first" columns={COLUMNS}>
        {report.organizations.map((one) => (
          <Row key={one.organization}>
            <HeadCell>{organizationText(one)}</HeadCell>
            <Cell>
              <Availability share={one.availability} />
            </Cell>
            <Cell isNumber>{one.extensions}</Cell>
            <Cell isNumber>{formatHms(one.awaySeconds)}</Cell>
            <Cell isNumber>{one.outages}</Cell>
            <Cell className={OUTAGE}>
              {one.longest && `${one.longest.extension}: `}
              {outageText(one.longest, report, times)}
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  );
}

/** `Acme (0003)`. */
export function organizationText({
  organization,
  name,
}: Pick<OrganizationReport, 'organization' | 'name'>) {
  if (organization === '') return 'No organization';
  return name === '' ? organization : `${name} (${organization})`;
}
