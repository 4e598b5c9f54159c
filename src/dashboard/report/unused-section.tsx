import type { Report } from '../../contract/report.ts';
import { Section } from './table.tsx';

const SHOWN = 500;

/** Extensions without a telephone: no outage, and nothing that a figure is made of. */
export function UnusedSection({ report: { unused } }: { report: Report }) {
  if (unused.length === 0) return null;
  const more = unused.length - SHOWN;
  return (
    <Section title="Not registered all day">
      <p className="mb-2 max-w-[80ch] text-ink-2">
        No telephone was registered at these, and none had expired. No figure above counts them.
      </p>
      <ul className="flex flex-wrap gap-x-4">
        {unused.slice(0, SHOWN).map(({ extension, name }) => (
          <li key={extension}>
            <span className="font-medium">{extension}</span> {name}
          </li>
        ))}
        {more > 0 && <li>and {more.toLocaleString('en-GB')} more</li>}
      </ul>
    </Section>
  );
}
