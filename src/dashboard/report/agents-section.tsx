import { AGENT_EXTENSIONS_TOLD, type AgentReport, type Report } from '../../contract/report.ts';
import { countOf, type ZonedTimes } from './figure-text.ts';
import { Cell, HeadCell, Row, Section, Table } from './table.tsx';

/** So many extensions of an agent are named when nobody looks for it. */
const NAMED = 8;

const COLUMNS = [
  { name: 'Agent' },
  { name: 'Version' },
  { name: 'Devices', isNumber: true },
  { name: 'Extensions' },
];

type AgentsSectionProps = {
  report: Report;
  times: ZonedTimes;
  /** What is looked for among agents and versions. */
  find: string;
  onFind: (text: string) => void;
};

/** Which agents and firmware versions were in use: "which phones still run 66.84?" */
export function AgentsSection({ report, times, find, onFind }: AgentsSectionProps) {
  const { at, items } = report.agents;
  const found = items.filter((item) => matches(item, find));
  const isSearched = find.trim() !== '';
  return (
    <Section title="Agents and firmware">
      <p className="mb-2 max-w-[80ch] text-ink-2">{whenText(report, at, times)}</p>
      {items.length > 0 && (
        <label className="mb-2 flex max-w-[360px] items-center gap-2 print:hidden">
          <span className="flex-none text-12 text-ink-3">Find</span>
          <input
            type="search"
            value={find}
            placeholder="an agent or a version, 66.84"
            onChange={(event) => onFind(event.target.value)}
            className="h-7 touch:h-11 w-full min-w-0 rounded-control border border-line-3 bg-well px-2 placeholder:text-ink-3"
          />
        </label>
      )}
      {isSearched && (
        <p role="status" className="mb-2 font-medium">
          {`“${find.trim()}”: ${countOf(totalOf(found), 'device')}`}
        </p>
      )}
      {found.length > 0 && (
        <Table label="Agents and firmware in use" columns={COLUMNS}>
          {found.map((item) => (
            <AgentRow
              key={`${item.vendor} ${item.agent} ${item.version}`}
              item={item}
              isSearched={isSearched}
            />
          ))}
        </Table>
      )}
      {report.agents.others > 0 && (
        <p className="mt-2 text-ink-2">
          {countOf(report.agents.others, 'device')} of other agents are not listed.
        </p>
      )}
    </Section>
  );
}

function whenText(report: Report, at: string | null, times: ZonedTimes): string {
  if (at === null) return 'Nothing was counted on this day.';
  return report.isOver
    ? `As counted in the hour before ${times.clock(at)}. Which extensions they were is listed for today alone.`
    : `Registered at ${times.clock(at)}.`;
}

function matches({ agent, version }: AgentReport, find: string): boolean {
  return `${agent} ${version}`.toLowerCase().includes(find.trim().toLowerCase());
}

function totalOf(items: readonly AgentReport[]): number {
  return items.reduce((sum, { count }) => sum + count, 0);
}

function AgentRow({ item, isSearched }: { item: AgentReport; isSearched: boolean }) {
  const { agent, version, count, extensions } = item;
  return (
    <Row>
      <HeadCell className="break-words">{agent === '' ? 'No User-Agent' : agent}</HeadCell>
      <Cell>{version}</Cell>
      <Cell isNumber>{count.toLocaleString('en-GB')}</Cell>
      <Cell>{extensions && namedText(extensions, { count, isSearched })}</Cell>
    </Row>
  );
}

function namedText(
  extensions: readonly string[],
  { count, isSearched }: { count: number; isSearched: boolean },
): string {
  const named = isSearched ? extensions : extensions.slice(0, NAMED);
  // Two devices may share an extension, but not all are told where there are very many.
  const all = extensions.length < AGENT_EXTENSIONS_TOLD ? extensions.length : count;
  const more = all - named.length;
  return more > 0
    ? `${named.join(', ')} and ${more.toLocaleString('en-GB')} more`
    : named.join(', ');
}
