import type { JournalCounts } from '../../contract/journal.ts';
import { compareNumbers } from '../../presence/order.ts';
import type { Summary } from '../../presence/summary.ts';

/** An organization at the time when most of it was missing. */
export type WorstOrganization = {
  prefix: string;
  missing: number;
  needed: number;
  /** Undefined: now. */
  atMs: number | undefined;
};

/**
 * The organizations that missed the most extensions at once, now or over what the journal counted, the worst first.
 * Those that never missed any are left out.
 */
export function worstOrganizations(
  now: readonly { prefix: string; summary: Summary }[],
  counts: JournalCounts | null | undefined,
): readonly WorstOrganization[] {
  const worst = new Map<string, WorstOrganization>();
  const consider = (found: WorstOrganization) => {
    const known = worst.get(found.prefix);
    if (found.missing > (known?.missing ?? 0)) worst.set(found.prefix, found);
  };
  for (const { prefix, summary } of now) {
    const { needed, counts: states } = summary;
    if (needed === undefined) continue;
    consider({ prefix, needed, missing: needed - (states.registered ?? 0), atMs: undefined });
  }
  for (const { at, counts: items } of counts?.steps ?? []) {
    for (const { organization = '', total, static: fixed, registered, lowest } of items ?? []) {
      const needed = Math.round(total - fixed);
      const missing = needed - Math.floor(lowest ?? registered);
      consider({ prefix: organization, needed, missing, atMs: Date.parse(at) });
    }
  }
  return [...worst.values()].sort(
    (a, b) => b.missing - a.missing || compareNumbers(a.prefix, b.prefix),
  );
}
