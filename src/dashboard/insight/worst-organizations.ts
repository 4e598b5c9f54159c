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
 * The organizations that missed the most extensions at once, now or over what the journal counted from a time on, the
 * worst first: of a journal that does not answer any more, the last answer is kept. Those that never missed any are left
 * out.
 */
export function worstOrganizations(
  now: readonly { prefix: string; summary: Summary }[],
  { counts, fromMs }: { counts: JournalCounts | null | undefined; fromMs: number },
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
    const atMs = Date.parse(at);
    if (atMs < fromMs) continue;
    for (const { organization = '', total, static: fixed, registered, lowest } of items ?? []) {
      const needed = Math.round(total - fixed);
      const missing = needed - Math.floor(lowest ?? registered);
      consider({ prefix: organization, needed, missing, atMs });
    }
  }
  return [...worst.values()].sort(
    (a, b) => b.missing - a.missing || compareNumbers(a.prefix, b.prefix),
  );
}
