import { setImmediate as turn } from 'node:timers/promises';
import type { Scope } from '../directory/scope.ts';
import type { ChangeRows, StoredChange } from './change-rows.ts';
import type { ChangesPage, ChangesPageQuery } from './journal.ts';

/**
 * So much time is read before others have their turn: a filter that matches nothing reads everything there is, and what
 * names many extensions is sorted. Of a thousand extensions an hour holds some thousands of changes.
 */
const READ_IN_ONE_GO_MS = 3_600_000;

/** One page of changes, read hour by hour. */
export async function changesPage(
  rows: ChangeRows,
  scope: Scope,
  query: ChangesPageQuery,
): Promise<ChangesPage> {
  const { count } = query;
  const found: StoredChange[] = [];
  for (const hour of hoursOf(rows, query)) {
    // One more than the page has, to see whether there is another page.
    found.push(...rows.read(scope, { ...query, ...hour, count: count + 1 - found.length }));
    if (found.length > count) break;
    await turn();
  }
  const last = found[count - 1];
  return {
    changes: found.slice(0, count).map(({ change }) => change),
    ...(last && found.length > count && { next: last.place }),
  };
}

/** The time that a page may be of, in the page's order. */
function* hoursOf(
  rows: ChangeRows,
  { sinceMs, untilMs, sortOrder, after }: ChangesPageQuery,
): Generator<{ sinceMs: number; untilMs: number }> {
  const span = rows.span();
  if (!span) return;
  const isDescending = sortOrder === 'desc';
  const firstMs = Math.max(sinceMs, span.firstMs, isDescending ? 0 : (after?.atMs ?? 0));
  const lastMs = Math.min(
    untilMs - 1,
    span.lastMs,
    isDescending ? (after?.atMs ?? untilMs) : untilMs,
  );
  for (let passedMs = 0; firstMs + passedMs <= lastMs; passedMs += READ_IN_ONE_GO_MS) {
    yield isDescending
      ? {
          sinceMs: Math.max(firstMs, lastMs + 1 - passedMs - READ_IN_ONE_GO_MS),
          untilMs: lastMs + 1 - passedMs,
        }
      : {
          sinceMs: firstMs + passedMs,
          untilMs: Math.min(lastMs + 1, firstMs + passedMs + READ_IN_ONE_GO_MS),
        };
  }
}
