import type {
  ExtensionReport,
  FlappingReport,
  OrganizationReport,
  Report,
} from '../contract/report.ts';
import { toApiInstant } from './extension.ts';
import { type ExtensionDay, wasInUse } from './extension-day.ts';
import { lengthOf, type Span } from './known-time.ts';
import { compareNumbers } from './order.ts';
import { splitNumber } from './organization.ts';

const SECOND_MS = 1000;

/** What people call extensions and organizations, by number and by prefix. */
export type NamesOfReport = {
  extensions: Readonly<Record<string, string>>;
  organizations: Readonly<Record<string, string>>;
};

/** The figures of a day, the worst first. `days` is every extension's, up to the end of the day. */
export function figuresOf(
  days: ReadonlyMap<string, ExtensionDay>,
  names: NamesOfReport,
): Pick<Report, 'organizations' | 'extensions' | 'unused' | 'flapping'> {
  const nameOf = (extension: string) => names.extensions[extension] ?? '';
  const inUse = [...days].filter(([, day]) => wasInUse(day));
  const extensions = inUse
    .map(([extension, day]) => extensionReport(extension, nameOf(extension), day))
    .sort((a, b) => compareWorse(a, b) || compareNumbers(a.extension, b.extension));
  const unused = [...days]
    .filter(([, day]) => !wasInUse(day) && day.signedOffMs > 0)
    .map(([extension]) => ({ extension, name: nameOf(extension) }))
    .sort((a, b) => compareNumbers(a.extension, b.extension));
  const flapping = [...days]
    .flatMap(([extension, day]) => flappingReport(extension, nameOf(extension), day))
    .sort((a, b) => b.times - a.times || compareNumbers(a.extension, b.extension));
  const organizations = organizationReports(extensions, unused, names);
  return { organizations, extensions, unused, flapping };
}

function extensionReport(extension: string, name: string, day: ExtensionDay): ExtensionReport {
  const awayMs = day.expiredMs + day.signedOffMs;
  return {
    ...{ extension, name },
    availability: shareOf(day.reachableMs, awayMs),
    knownSeconds: (day.reachableMs + awayMs) / SECOND_MS,
    awaySeconds: awayMs / SECOND_MS,
    signedOffSeconds: day.signedOffMs / SECOND_MS,
    outages: day.outages,
    longest: day.longest ? outageOf(day.longest) : null,
  };
}

function outageOf(span: Span) {
  const { fromMs, toMs } = span;
  return {
    ...{ from: toApiInstant(fromMs), to: toApiInstant(toMs) },
    seconds: lengthOf([span]) / SECOND_MS,
  };
}

function flappingReport(extension: string, name: string, day: ExtensionDay): FlappingReport[] {
  if (!day.flapping) return [];
  const { fromMs, toMs, times } = day.flapping;
  return [{ extension, name, times, from: toApiInstant(fromMs), to: toApiInstant(toMs) }];
}

function organizationReports(
  extensions: readonly ExtensionReport[],
  unused: Report['unused'],
  names: NamesOfReport,
): OrganizationReport[] {
  const inUseBy = byOrganization(extensions);
  const unusedBy = byOrganization(unused);
  const prefixes = [...new Set([...inUseBy.keys(), ...unusedBy.keys()])];
  return prefixes
    .map((organization) => ({
      ...{ organization, name: names.organizations[organization] ?? '' },
      ...sumOf(inUseBy.get(organization) ?? []),
      unused: unusedBy.get(organization)?.length ?? 0,
    }))
    .sort((a, b) => compareWorse(a, b) || compareNumbers(a.organization, b.organization));
}

function byOrganization<Item extends { extension: string }>(items: readonly Item[]) {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const { organization } = splitNumber(item.extension);
    const own = found.get(organization);
    if (own) own.push(item);
    else found.set(organization, [item]);
  }
  return found;
}

function sumOf(extensions: readonly ExtensionReport[]) {
  let knownSeconds = 0;
  let awaySeconds = 0;
  let outages = 0;
  let longest: OrganizationReport['longest'] = null;
  for (const one of extensions) {
    knownSeconds += one.knownSeconds;
    awaySeconds += one.awaySeconds;
    outages += one.outages;
    if (one.longest && one.longest.seconds > (longest?.seconds ?? 0)) {
      longest = { extension: one.extension, ...one.longest };
    }
  }
  const availability = shareOf(knownSeconds - awaySeconds, awaySeconds);
  return {
    availability,
    knownSeconds,
    awaySeconds,
    outages,
    longest,
    extensions: extensions.length,
  };
}

function shareOf(reachable: number, away: number): number | null {
  return reachable + away > 0 ? reachable / (reachable + away) : null;
}

type Judged = { availability: number | null; awaySeconds: number };

/** The smaller share first, and of equal ones the longer time; those without a share last. */
function compareWorse(a: Judged, b: Judged): number {
  return (a.availability ?? 2) - (b.availability ?? 2) || b.awaySeconds - a.awaySeconds;
}
